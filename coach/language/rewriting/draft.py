"""A text under change that still knows which part of the original each change replaces."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from coach.domain.language import Change


class Piece(NamedTuple):
    """A run of the draft and the run of the original it stands for."""

    start: int
    end: int
    text: str
    why: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True)
class Draft:
    """One sentence of the original, as it reads now."""

    original: str
    pieces: tuple[Piece, ...]
    protected: tuple[tuple[int, int], ...] = ()
    """Runs of the original that no change may touch."""

    @classmethod
    def of(cls, original: str, protected: Iterable[tuple[int, int]] = ()) -> "Draft":
        """Return an unchanged draft of a text."""
        whole = Piece(0, len(original), original)
        return cls(original, (whole,), tuple(protected))

    @property
    def text(self) -> str:
        """The draft as it reads now."""
        return "".join(piece.text for piece in self.pieces)

    def replace(self, start: int, end: int, after: str, why: str) -> "Draft":
        """Return the draft with one run of its present text replaced; itself if protected."""
        if self.text[start:end] == after:
            return self
        before, touched, behind = self._parted(start, end)
        first, last = touched[0], touched[-1]
        if any(a < last.end and first.start < b for a, b in self.protected):
            return self
        head = first.text[: start - _length(before)] if first.edited else ""
        tail = last.text[len(last.text) - _overhang(before, touched, end) :] if last.edited else ""
        whys = tuple(dict.fromkeys([*(w for p in touched for w in p.why), why]))
        new = Piece(first.start, last.end, head + after + tail, whys, True)
        return Draft(self.original, (*before, new, *behind), self.protected)

    def changes(self, offset: int = 0) -> tuple[Change, ...]:
        """Return what was replaced, by offsets in the original moved on by an offset."""
        found: list[Piece] = []
        for piece in self.pieces:
            if found and piece.edited and _close(found):
                last = found.pop() if not found[-1].edited else Piece(0, 0, "")
                first = found.pop()
                text = first.text + last.text + piece.text
                whys = tuple(dict.fromkeys((*first.why, *piece.why)))
                found.append(Piece(first.start, piece.end, text, whys, True))
            else:
                found.append(piece)
        return tuple(
            Change(
                start=offset + p.start,
                end=offset + p.end,
                before=self.original[p.start : p.end],
                after=p.text,
                why=" ".join(p.why),
            )
            for p in found
            if p.edited and self.original[p.start : p.end] != p.text
        )

    def _parted(self, start: int, end: int) -> tuple[list[Piece], list[Piece], list[Piece]]:
        """Return the pieces before, under and behind a run, unedited ones cut at its borders."""
        before: list[Piece] = []
        touched: list[Piece] = []
        behind: list[Piece] = []
        at = 0
        for piece in self.pieces:
            stop = at + len(piece.text)
            cuts = (at, stop) if piece.edited else _cuts(at, stop, start, end)
            for a, b in pairwise(cuts):
                part = piece if piece.edited else _slice(piece, a - at, b - at)
                group = touched if _under(a, b, start, end) else before if b <= start else behind
                group.append(part)
            at = stop
        if not touched:
            place = before[-1].end if before else behind[0].start if behind else 0
            touched.append(Piece(place, place, ""))
        return before, touched, behind


def apply_changes(original: str, changes: Iterable[Change]) -> str:
    """Return the original with the given changes made; any subset of a rewrite's may be given.

    Raises:
        ValueError: when two changes overlap or one does not fit the original.
    """
    parts: list[str] = []
    at = 0
    for change in sorted(changes, key=lambda c: (c.start, c.end)):
        if change.start < at or original[change.start : change.end] != change.before:
            raise ValueError(f"the change at {change.start} does not fit the text")
        parts += [original[at : change.start], change.after]
        at = change.end
    return "".join([*parts, original[at:]])


def _cuts(at: int, stop: int, start: int, end: int) -> tuple[int, ...]:
    return tuple(sorted({at, stop, *(p for p in (start, end) if at < p < stop)}))


def _slice(piece: Piece, a: int, b: int) -> Piece:
    return Piece(piece.start + a, piece.start + b, piece.text[a:b])


def _under(a: int, b: int, start: int, end: int) -> bool:
    if start == end:
        return a < start < b
    return a < end and start < b


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _overhang(before: list[Piece], touched: list[Piece], end: int) -> int:
    return max(0, _length(before) + _length(touched) - end)


def _close(found: list[Piece]) -> bool:
    """Tell whether the last edited piece and the next one are parted by space alone."""
    if found[-1].edited:
        return True
    return len(found) > 1 and found[-2].edited and not found[-1].text.strip()

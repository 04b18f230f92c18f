"""Stand-ins: names and contact details never leave; the model sees "Person1" and we put it back.

No tool finds every name. The veil replaces what the case knows, what the user listed and what has an
unmistakable shape (addresses, phone, account and reference numbers); it promises no more.

The way back is exact. A stand-in takes the place of a whole run of letters and digits, each spelling
has a stand-in of its own, and words of the user's that look like a stand-in get one themselves; so
whatever looks like a stand-in in a hidden text is one of ours.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coach.language.facts import extract_facts
from coach.model import shapes
from coach.model.names import Known, name_patterns

_NAMES = ("Person", "Surname", "Company", "Name")
KINDS = (*_NAMES, *shapes.KINDS)
# A model may write "person 1" for "Person1": both are put back.
_STAND_IN = re.compile(
    rf"(?<![^\W_])({'|'.join(KINDS)})[ _]?([0-9]+)(?![^\W_])", re.IGNORECASE | re.ASCII
)
# In JSON a line break is written as two signs, and the letter of it would join the next word.
_ESCAPE = re.compile(r"\\(?:[bfnrt\"/\\])")


class _Span(NamedTuple):
    start: int
    end: int
    kind: str


class Veil:
    """A two-way table of real words and their stand-ins, stable for its lifetime."""

    def __init__(
        self,
        people: Iterable[str] = (),
        organisations: Iterable[str] = (),
        private: Iterable[str] = (),
    ) -> None:
        known = Known.of(people, organisations, private)
        self._names = name_patterns(known)
        self._stand_ins: dict[str, str] = {}
        self._real: dict[str, str] = {}
        self._nearest: dict[str, str] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._counts = dict.fromkeys(KINDS, 0)
        # Parts of a pack may be asked for side by side.
        self._lock = threading.Lock()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every real word with its stand-in, to show what is being sent."""
        return tuple(self._stand_ins.items())

    def hide(self, text: str) -> str:
        """Return the text with stand-ins in place of what must not leave."""
        parts, end = [], 0
        for span in _merged(self._found(_flat(text))):
            real = text[span.start : span.end]
            parts += [text[end : span.start], self._stand_in(span.kind, real)]
            end = span.end
        return "".join([*parts, text[end:]])

    def reveal(self, text: str) -> str:
        """Return the text with the real words back in place."""
        parts, end = [], 0
        for match in _STAND_IN.finditer(_flat(text)):
            real = self._meant(match)
            if real is not None:
                parts += [text[end : match.start()], real]
                end = match.end()
        return "".join([*parts, text[end:]])

    def used_in(self, hidden: str) -> dict[str, str]:
        """Return the stand-ins of a hidden text with what each stands for."""
        meant = (self._meant(match) for match in _STAND_IN.finditer(_flat(hidden)))
        return {self._stand_ins[real]: real for real in meant if real is not None}

    def _found(self, flat: str) -> Iterator[_Span]:
        for match in _STAND_IN.finditer(flat):
            yield _Span(match.start(), match.end(), match[1].capitalize())
        for kind, shape in shapes.shapes():
            for match in shape.finditer(flat):
                group = "value" if "value" in shape.groupindex else 0
                yield _Span(match.start(group), match.end(group), kind)
        for kind, pattern in self._names:
            for match in pattern.finditer(flat):
                yield _Span(match.start(), match.end(), kind)

    def _stand_in(self, kind: str, real: str) -> str:
        with self._lock:
            if real not in self._stand_ins:
                self._add(kind, real)
            return self._stand_ins[real]

    def _add(self, kind: str, real: str) -> None:
        """Give a word a stand-in; "PRIYA" and "priya" are shown to be the same as "Priya"."""
        shown, number = kind, 0
        if kind in _NAMES:
            shown = kind.lower() if real.islower() else kind.upper() if real.isupper() else kind
            number = self._numbers.get((kind, _same(real)), 0)
        if not number or f"{shown}{number}" in self._real:
            number = self._counts[kind] = self._counts[kind] + 1
            self._numbers.setdefault((kind, _same(real)), number)
        stand_in = f"{shown}{number}"
        self._stand_ins[real] = stand_in
        self._real[stand_in] = real
        self._nearest.setdefault(stand_in.lower(), real)

    def _meant(self, match: re.Match[str]) -> str | None:
        """Return what a stand-in stands for, the spelling of its capitals forgiven."""
        exact, loose = f"{match[1]}{match[2]}", f"{match[1]}{match[2]}".lower()
        return self._real.get(exact, self._nearest.get(loose))


def unknown_stand_ins(text: str) -> tuple[str, ...]:
    """Return what looks exactly like a stand-in: one in a revealed text stands for nobody."""
    strict = rf"(?<![^\W_])(?:{'|'.join(KINDS)})[0-9]+(?![^\W_])"
    return tuple(dict.fromkeys(re.findall(strict, text)))


def without_stand_ins(text: str) -> str:
    """Return a text with its stand-ins left out and escaped signs of JSON blank, to look it over."""
    return _STAND_IN.sub("…", _flat(text))


def named_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the people and the organisations that a text names, as far as capitals tell."""
    facts = extract_facts(text)
    people = dict.fromkeys(fact.text for fact in facts if fact.kind == "name")
    firms = dict.fromkeys(fact.text for fact in facts if fact.kind == "organisation")
    return tuple(people), tuple(firms)


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()


def _flat(text: str) -> str:
    """Return a text of the same length in which an escaped sign of JSON is blank."""
    return _ESCAPE.sub("  ", text)


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    """Return spans in order, those that touch made one, named by the first and longest."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if merged and span.start < merged[-1].end:
            last = merged.pop()
            span = last._replace(end=max(last.end, span.end))
        merged.append(span)
    return merged

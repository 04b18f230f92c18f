"""The lines of notes: joined where they wrapped, freed of their bullets, under their headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from coach.drafting.afterwards.words import Mark, NoteWords, Section

_BULLET = re.compile(
    r"\s*(?:[-*•·>–—]+(?=\s)|→|[-=]>|\d{1,2}[.)](?=\s)|\(?[a-z]\)(?=\s)|\[ ?\])\s*"
)
_NUMBER = re.compile(r"\s*(\d{1,2})\s+(?=[A-Z])")
_COLON = r"\s*(?::|\s[-–—]+\s|\s*->)\s*"
_FROM = r"(?:\s+(?:from|by|of)\s+[\w .]{1,24}?)?"
_NARROWEST, _WIDEST, _PAIR = 56, 130, 70
_FEWEST_CELLS = 3
_COLUMNS = {
    "who": re.compile(r"who|owner|name|person|by whom|responsible", re.IGNORECASE),
    "what": re.compile(r"what|task|action|deed|item|todo", re.IGNORECASE),
    "when": re.compile(r"when|by when|due|date|deadline|until", re.IGNORECASE),
}


@dataclass(frozen=True)
class Line:
    """One line without bullet, mark and label."""

    start: int
    end: int
    section: Section | None
    """What its heading or label makes of it."""
    mark: Mark | None
    listed: bool
    """Whether it stood behind a bullet."""
    cells: tuple[tuple[str, int, int], ...] = ()
    """For a row of a table: column, start and end of each cell."""
    private: bool = False
    """Whether its heading or label says that it stays inside."""


def lines_of(notes: str, words: NoteWords) -> tuple[Line, ...]:
    """Return the lines of notes that say something, in order."""
    found: list[Line] = []
    section: Section | None = None
    private = False
    columns: tuple[str, ...] = ()
    numbered = _is_numbered(notes)
    for start, end in _joined(notes):
        heading = _heading(notes[start:end], words)
        if heading:
            private = heading == "internal"
            section = None if private else heading
            continue
        if notes[start:end].count("|") >= _FEWEST_CELLS - 1:
            named = _columns(notes[start:end])
            columns = named or columns
            if not named:
                found.append(_row(notes, start, end, columns))
            continue
        line = _line(notes, start, end, words, numbered)
        own = line.section if line.section != "internal" else None
        found.append(
            Line(
                line.start,
                line.end,
                own or section,
                line.mark,
                line.listed,
                private=private or line.section == "internal",
            )
        )
    return tuple(line for line in found if notes[line.start : line.end].strip())


def _is_numbered(notes: str) -> bool:
    """Return whether lines are numbered without a stop: "1 Apologies", "2 Resolved"."""
    numbers = [int(m[1]) for line in notes.splitlines() if (m := _NUMBER.match(line))]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _joined(notes: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of notes, a wrapped line together with what it wrapped."""
    for block in _blocks(notes):
        wraps = _wraps(notes, block)
        low = 0
        for number in range(len(block)):
            if number + 1 == len(block) or number not in wraps:
                yield block[low][0], block[number][1]
                low = number + 1


def _blocks(notes: str) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of lines without an empty one between them."""
    at, block = 0, []
    for raw in notes.splitlines(keepends=True):
        start = at + len(raw) - len(raw.lstrip())
        at += len(raw)
        if raw.strip():
            block.append((start, start + len(raw.strip())))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wraps(notes: str, block: list[tuple[int, int]]) -> frozenset[int]:
    """Return which lines of a block were broken only because the next word did not fit.

    One such line proves nothing, any longest line looks like it; two or more are a habit.
    """
    width = max(end - start for start, end in block)
    if not _NARROWEST <= width <= _WIDEST:
        return frozenset()
    broken = set()
    for number, ((start, end), (after, after_end)) in enumerate(pairwise(block)):
        following = notes[after:after_end]
        fits = end - start + 1 + len(following.split()[0]) <= width
        if not fits and not _BULLET.match(following) and not _NUMBER.match(following):
            broken.add(number)
    habit = len(broken) > 1 and len(broken) * 2 >= len(block) - 1
    pair = len(block) == 2 and width >= _PAIR and notes[block[1][0]].islower()
    return frozenset(broken) if habit or pair else frozenset()


def _heading(line: str, words: NoteWords) -> Section | None:
    bare = _BULLET.sub("", line, count=1).strip(" :.-–—*#=_")
    for kind, pattern in words.sections.items():
        # "Notes" on its own is a heading; "no" on its own is an answer.
        if pattern.fullmatch(bare) and len(bare) > 2:
            return kind
    return None


def _columns(line: str) -> tuple[str, ...]:
    cells = [cell.strip() for cell in line.strip(" |").split("|")]
    names = tuple(
        next((name for name, pattern in _COLUMNS.items() if pattern.fullmatch(cell)), "")
        for cell in cells
    )
    return names if any(names) or all(set(cell) <= set("-: ") for cell in cells) else ()


def _row(notes: str, start: int, end: int, columns: tuple[str, ...]) -> Line:
    named = columns or ("who", "what", "when")
    cells, at = [], start
    for number, cell in enumerate(notes[start:end].split("|")):
        stripped = cell.strip()
        if stripped and number < len(named):
            low = at + len(cell) - len(cell.lstrip())
            cells.append((named[number], low, low + len(stripped)))
        at += len(cell) + 1
    return Line(start, end, "action", None, True, tuple(cells))


def _line(notes: str, start: int, end: int, words: NoteWords, numbered: bool) -> Line:
    section, mark, listed = None, None, False
    for _ in range(3):
        text = notes[start:end]
        signed = next(
            ((k, m) for k, pattern in words.marks.items() if (m := pattern.match(text))), None
        )
        number = _NUMBER.match(text) if numbered and not listed else None
        bullet = None if signed else _BULLET.match(text) or number
        if signed:
            mark, listed, start = signed[0], True, start + signed[1].end()
        elif bullet:
            listed, start = True, start + bullet.end()
        start += len(notes[start:end]) - len(notes[start:end].lstrip())
    start, end = _bare(notes, start, end)
    for kind, pattern in words.sections.items():
        label = re.match(rf"(?:{pattern.pattern}){_FROM}{_COLON}", notes[start:end], re.IGNORECASE)
        if label and not (label[0].rstrip().endswith("->") and kind == "noted"):
            section, start = kind, start + label.end()
            break
    return Line(start, end, section, mark, listed)


def _bare(notes: str, start: int, end: int) -> tuple[int, int]:
    """Return a line without the brackets that hold the whole of it."""
    text = notes[start:end]
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        return start + 1, end - 1
    return start, end

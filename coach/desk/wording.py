"""A text with what was found in it, ready to be shown and decided on, place by place."""

import difflib
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from coach.domain.language import Change, Finding
from coach.domain.values import Category, Level, Record

State = Literal["open", "taken", "kept"]
Does = Literal["accept", "keep", "edit", "ignore", "allow"]
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]+\s*|[^.!?\n]+$")
_SHORT = 2_000
_LONGEST_BY_WORD = 8_000


class Offer(Record):
    """What may stand in place of a stretch of the text; it may reach past the finding."""

    start: int
    end: int
    after: str
    told: str = ""
    """What of it is new to a reader: see `new_words`."""


class Mark(Record):
    """One finding in a text, and what was decided about it."""

    start: int
    end: int
    words: str
    category: Category
    level: Level
    why: str
    instead: str
    offer: Offer | None = None
    state: State = "open"


class Decision(Record):
    """What the user decided about a mark."""

    does: Does
    mark: Mark
    words: str = ""
    """What they wrote in its place, where they did."""


class Stretch(Record):
    """A run of the text; with the number of the mark it belongs to, if any."""

    text: str
    mark: int | None = None


class Difference(Record):
    """A run of words that stayed, went or came."""

    text: str
    kind: Literal["same", "gone", "come"]


def marks_of(
    text: str,
    findings: Sequence[Finding],
    changes: Sequence[Change] = (),
    passed_over: Collection[str] = (),
) -> tuple[Mark, ...]:
    """Return the marks of a text in order, none overlapping, each with the change that mends it.

    Hints are left out, and so is what the user chose to leave as it is.
    """
    marks: list[Mark] = []
    end = 0
    for found in sorted(findings, key=lambda f: (f.start, -f.end)):
        inside = end <= found.start < found.end <= len(text)
        if not inside or found.level == "note" or found.text in passed_over:
            continue
        marks.append(
            Mark(
                start=found.start,
                end=found.end,
                words=text[found.start : found.end],
                category=found.category,
                level=found.level,
                why=found.why,
                instead=found.instead,
                offer=_offer(found, changes),
            )
        )
        end = found.end
    return tuple(marks)


def _offer(found: Finding, changes: Sequence[Change]) -> Offer | None:
    for change in changes:
        if change.start < found.end and found.start < change.end:
            return Offer(
                start=change.start, end=change.end, after=change.after, told=new_words(change)
            )
    return None


def new_words(change: Change) -> str:
    """Return what a change puts in; nothing where all it does is begin with a capital.

    What opens a sentence takes the first letter of the next word with it when it is cut.
    """
    rest = change.after.strip()
    if len(rest) == 1 and rest.isupper() and change.before.endswith(rest.lower()):
        return ""
    return change.after


def stretches(text: str, marks: Sequence[Mark]) -> tuple[Stretch, ...]:
    """Return the whole text in runs, each with its mark; joined they are the text again."""
    runs, end = [], 0
    for number, mark in enumerate(marks):
        if text[end : mark.start]:
            runs.append(Stretch(text=text[end : mark.start]))
        runs.append(Stretch(text=text[mark.start : mark.end], mark=number))
        end = mark.end
    if text[end:]:
        runs.append(Stretch(text=text[end:]))
    return tuple(runs)


def replaced(text: str, start: int, end: int, words: str) -> str:
    """Return the text with other words in one place."""
    return text[:start] + words + text[end:]


@lru_cache(maxsize=128)
def differences(before: str, after: str) -> tuple[Difference, ...]:
    """Return how one text became another, word by word.

    Of long texts whole sentences are matched first: word against word takes minutes there.
    """
    if max(len(before), len(after)) <= _SHORT:
        return tuple(_by_pieces(_WORD.findall(before), _WORD.findall(after)))
    found: list[Difference] = []
    gone = come = ""
    for one in _by_pieces(_SENTENCE.findall(before), _SENTENCE.findall(after)):
        if one.kind == "same":
            found += [*_changed(gone, come), one]
            gone = come = ""
        elif one.kind == "gone":
            gone += one.text
        else:
            come += one.text
    return (*found, *_changed(gone, come))


def _changed(gone: str, come: str) -> Iterator[Difference]:
    """Return how sentences that differ became one another; a long rewriting stands whole."""
    if gone and come and max(len(gone), len(come)) > _LONGEST_BY_WORD:
        yield Difference(text=gone, kind="gone")
        yield Difference(text=come, kind="come")
    else:
        yield from _by_pieces(_WORD.findall(gone), _WORD.findall(come))


def _by_pieces(old: list[str], new: list[str]) -> list[Difference]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found = []
    for kind, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            found.append(Difference(text=gone, kind="same"))
            continue
        if gone:
            found.append(Difference(text=gone, kind="gone"))
        if come:
            found.append(Difference(text=come, kind="come"))
    return found

"""Sentences put back into the email: changes by offsets in it, emptied sentences taken out."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coach.domain.language import Change
from coach.language.rewriting.draft import Draft
from coach.language.text import Span

_DANGLES = re.compile(r"(?:this|these|that|those|which)\b", re.IGNORECASE)


class Outcome(NamedTuple):
    """What became of one sentence; no draft: it goes."""

    span: Span
    draft: Draft | None


def changes_of(text: str, outcomes: Sequence[Outcome], why: str) -> tuple[Change, ...]:
    """Return every change of an email in order, none overlapping."""
    found: list[Change] = []
    for run in _runs(text, outcomes):
        if run[0].draft is not None:
            found.extend(run[0].draft.changes(run[0].span.start))
            continue
        start, end = _with_space(text, run[0].span.start, run[-1].span.end)
        found.append(Change(start=start, end=end, before=text[start:end], after="", why=why))
    return tuple(sorted(found, key=lambda c: (c.start, c.end)))


def dangles(following: str) -> bool:
    """Tell whether a sentence points back to the one before it."""
    return _DANGLES.match(following) is not None


def _runs(text: str, outcomes: Sequence[Outcome]) -> Iterator[list[Outcome]]:
    """Yield sentences one by one, neighbours that both go together."""
    run: list[Outcome] = []
    for outcome in outcomes:
        joins = run and outcome.draft is None and run[-1].draft is None
        if joins and not text[run[-1].span.end : outcome.span.start].strip():
            run.append(outcome)
            continue
        if run:
            yield run
        run = [outcome]
    if run:
        yield run


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a run with the space that would be left over without it."""
    opens = text[:start].rstrip(" ").endswith("\n") or not text[:start].strip()
    rest = re.compile(r"[ \t]*").match(text, end)
    after = rest.end() if rest else end
    closes = after >= len(text) or text[after] == "\n"
    if opens and closes:
        blank = re.compile(r"[ \t]*\n*").match(text, end)
        return start, blank.end() if blank else end
    if closes:
        return len(text[:start].rstrip(" \t")), end
    wrapped = re.compile(r"[ \t]*\n?(?!\n)").match(text, end)
    return start, wrapped.end() if wrapped else end

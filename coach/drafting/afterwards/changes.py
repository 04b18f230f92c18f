"""What differs from the earlier version: the pack's offer, or a record shared before (79, 89)."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coach.domain.meeting import MarkedChange, MeetingAction, MeetingPoint, MeetingRecord
from coach.domain.pack import CasePack
from coach.drafting.afterwards.days import BLANK

_SAME = 0.5
_EMPTY = frozenset(
    "the a an of to in on at is are be by for from with and or we us our you your i my it its this that by".split()
)


class Row(NamedTuple):
    """One deed of an earlier version."""

    who: str
    what: str
    when: str

    def said(self) -> str:
        """The row as one line."""
        return f"{self.who}: {self.what}, {self.when}"


def rows_of(earlier: CasePack | MeetingRecord | None) -> tuple[Row, ...]:
    """Return the deeds that an earlier version held; of a pack, those of its preferred way."""
    if earlier is None:
        return ()
    if isinstance(earlier, MeetingRecord):
        return tuple(Row(a.who, a.what, a.when) for a in earlier.actions)
    best = next((option for option in earlier.options if option.preferred), None)
    return tuple(Row(a.who, a.what, a.when) for a in best.actions) if best else ()


def marked_changes(
    earlier: Sequence[Row],
    actions: Sequence[MeetingAction],
    stated: Iterable[MeetingPoint],
) -> tuple[MarkedChange, ...]:
    """Return every difference; what the notes say outright comes first."""
    marks = [
        MarkedChange(
            kind="changed", was="", now=p.for_client or p.said, for_client=bool(p.for_client)
        )
        for p in stated
    ]
    left = list(earlier)
    for action in actions:
        row = max(left, key=lambda one: _likeness(one.what, action.what), default=None)
        now = Row(action.who, action.what, action.when)
        if row is None or _likeness(row.what, action.what) < _SAME:
            if earlier:
                mark = MarkedChange(
                    kind="new", was="", now=now.said(), for_client=not action.internal
                )
                marks.append(mark)
            continue
        left.remove(row)
        if _differs(row, now):
            marks.append(
                MarkedChange(
                    kind="changed", was=row.said(), now=now.said(), for_client=not action.internal
                )
            )
    marks += [MarkedChange(kind="not_mentioned", was=row.said(), now="") for row in left]
    return tuple(marks)


def _differs(was: Row, now: Row) -> bool:
    same_day = _plain(was.when) == _plain(now.when) or now.when == BLANK
    return not same_day or _figures(was.what) != _figures(now.what)


def _figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d[\d.,]*", text))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().split(" (")[0]))


def _likeness(one: str, other: str) -> float:
    """Return how much of the shorter deed's words stand in the other."""
    a, b = _stems(one), _stems(other)
    return (
        len(a & b) / min(len(a), len(b)) if len(a) > 1 and len(b) > 1 else float(a == b and bool(a))
    )


def _stems(text: str) -> set[str]:
    return {w[:5] for w in re.findall(r"[^\W_]+", text.lower()) if w not in _EMPTY}

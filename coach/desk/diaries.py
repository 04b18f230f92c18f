"""The diaries of the user's cases: marks the user sets, what is due, and where each case stands."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.domain.diary import Diary, Due, Standing
from coach.domain.kept import SavedCase
from coach.domain.meeting import MeetingRecord

if TYPE_CHECKING:
    from coach.desk.desk import Desk

UPDATE_AFTER = timedelta(days=7)
"""A week between updates until another rhythm is agreed (practice 91)."""
FOLLOW_UP_AFTER = timedelta(days=21)
"""Late enough for evidence, near enough to matter (practice 90)."""
_AHEAD = timedelta(days=7)
_KIND = "diary"


class Diaries:
    """One diary a case; each mark is added, so earlier ones stay in the case's history."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def of(self, case: str) -> Diary:
        """Return a case's diary; empty before the first mark."""
        newest = self._desk.store.revisions.of(case, _KIND, last=1)
        return Diary.model_validate_json(newest[0].body) if newest else Diary()

    def note(self, case: str, **marks: object) -> Diary:
        """Keep marks, and return the diary with them."""
        before = self.of(case)
        after = Diary.model_validate({**before.model_dump(), **marks})
        if after != before:
            self._desk.quota.spend("saves")
            self._desk.store.revisions.add(case, _KIND, after.model_dump_json(), "you")
        return after

    def spoke(self, case: str, today: date) -> Diary:
        """Keep that the client was told, with the next two dates suggested."""
        kept = self.of(case)
        return self.note(
            case,
            spoken=today,
            next_update=kept.next_update or today + UPDATE_AFTER,
            follow_up=kept.follow_up or today + FOLLOW_UP_AFTER,
        )

    def standing(self, case: SavedCase) -> Standing:
        """Return what the user did about a case so far."""
        diary, after = self.of(case.id), self._desk.afterwards
        meeting = after.meeting(case)
        return Standing(
            agreed=after.sign_off(case) is not None,
            rehearsed=any(kept.talk.turns for kept in self._desk.store.talks.all(case.id)),
            spoken=diary.spoken is not None or bool(meeting and meeting.notes.strip()),
            sent=after.shared(case) is not None,
            dated=bool(diary.next_update or diary.follow_up),
        )

    def due(self, cases: Iterable[SavedCase], today: date) -> tuple[Due, ...]:
        """Return what is overdue, due today or due within a week, most urgent first."""
        found = []
        for case in cases:
            diary = self.of(case.id)
            for what, day in (("next_update", diary.next_update), ("follow_up", diary.follow_up)):
                if day is not None and day <= today + _AHEAD:
                    left = (day - today).days
                    found.append(
                        Due(case=case.id, title=case.title, what=what, day=day, days_left=left)
                    )
        return tuple(sorted(found, key=lambda due: (due.day, due.title)))


def agreed_days(record: MeetingRecord) -> dict[str, date]:
    """Return the days that the notes of a talk name for the next update and the follow-up."""
    days = {}
    if record.cadence is not None and record.cadence.first:
        days["next_update"] = date.fromisoformat(record.cadence.first)
    if record.follow_up is not None:
        days["follow_up"] = date.fromisoformat(record.follow_up.day)
    return days


def matching(cases: Iterable[SavedCase], words: str) -> tuple[SavedCase, ...]:
    """Return the cases whose name, note or answers hold every word looked for."""
    wanted = words.lower().split()
    return tuple(case for case in cases if all(word in _all_of(case) for word in wanted))


def _all_of(case: SavedCase) -> str:
    return " ".join((case.title, case.input.text, *case.input.answers.values())).lower()

"""The diaries of the user's cases: marks the user sets, and what is due."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.domain.diary import Diary, Due
from coach.domain.kept import SavedCase

if TYPE_CHECKING:
    from coach.storage.store import Store

UPDATE_AFTER = timedelta(days=7)
"""A week between updates until another rhythm is agreed (practice 91)."""
FOLLOW_UP_AFTER = timedelta(days=21)
"""Late enough for evidence, near enough to matter (practice 90)."""
_AHEAD = timedelta(days=7)
_KIND = "diary"


class Diaries:
    """One diary a case; each mark is added, so earlier ones stay in the case's history."""

    def __init__(self, store: "Store") -> None:
        self._store = store

    def of(self, case: str) -> Diary:
        """Return a case's diary; empty before the first mark."""
        newest = self._store.cases.revisions(case, _KIND, last=1)
        return Diary.model_validate_json(newest[0].body) if newest else Diary()

    def note(self, case: str, **marks: object) -> Diary:
        """Keep marks, and return the diary with them."""
        before = self.of(case)
        after = Diary.model_validate({**before.model_dump(), **marks})
        if after != before:
            self._store.cases.add_revision(case, _KIND, after.model_dump_json(), "built-in")
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


def matching(cases: Iterable[SavedCase], words: str) -> tuple[SavedCase, ...]:
    """Return the cases whose name, note or answers hold every word looked for."""
    wanted = words.lower().split()
    return tuple(case for case in cases if all(word in _all_of(case) for word in wanted))


def _all_of(case: SavedCase) -> str:
    return " ".join((case.title, case.input.text, *case.input.answers.values())).lower()

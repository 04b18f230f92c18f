"""After the talk, at the desk: notes, who signed off, what was shared, and the user's own ticks."""

import json
from datetime import date
from typing import TYPE_CHECKING

from coach.domain.kept import SavedCase
from coach.domain.meeting import ItemFix, MeetingInput, MeetingRecord, SignOff
from coach.domain.pack import CasePack, ChecklistItem, Edit
from coach.domain.situation import CaseInput
from coach.errors import InputError

if TYPE_CHECKING:
    from coach.desk.desk import Desk

_NOTES, _SHARED, _SIGNED, _TICKS = "meeting", "shared_record", "sign_off", "ticks"
_SIGN_OFF_PRACTICE, _REHEARSE_PRACTICE = 19, 97
_DECLARED_BY_USER = "Ticked by you."


class AfterTheTalk:
    """Acts on what follows a talk; each is kept as one more revision, so nothing is lost."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def meeting(self, case: SavedCase) -> MeetingInput | None:
        """Return the notes as last kept."""
        newest = self._newest(case, _NOTES)
        return MeetingInput.model_validate_json(newest) if newest else None

    def keep_notes(self, case: SavedCase, notes: str, met: date) -> MeetingInput:
        """Keep the notes; what the user put right in them stays where its words still stand.

        Raises:
            InputError: when they are far too long.
        """
        kept = self._desk.quota.text(notes)
        before = self.meeting(case) or MeetingInput(notes="", met=met.isoformat())
        return self._keep(case, before, notes=kept, met=met.isoformat())

    def fix(self, case: SavedCase, item: str, fix: ItemFix) -> None:
        """Keep the user's word on one item."""
        meeting = self.meeting(case)
        if meeting is not None:
            old = meeting.fixes.get(item, ItemFix()).model_dump()
            new = {**old, **fix.model_dump(exclude_none=True)}
            self._keep(case, meeting, fixes={**meeting.fixes, item: ItemFix(**new)})

    def edit(self, case: SavedCase, part: str, text: str) -> None:
        """Keep the user's own words for a paper; an empty text goes back to the draft."""
        words = self._desk.quota.text(text)
        meeting = self.meeting(case)
        if meeting is None:
            return
        others = tuple(edit for edit in meeting.edits if edit.part != part)
        bare = self._made(case, meeting.model_copy(update={"edits": others}))
        based_on = str(getattr(bare, part))
        if words.strip() not in ("", based_on.strip()):
            others = (*others, Edit(part=part, text=words, based_on=based_on))
        self._keep(case, meeting, edits=others)

    def record(self, case: SavedCase) -> MeetingRecord | None:
        """Return the record of the notes, or None when there are none yet."""
        meeting = self.meeting(case)
        return self._made(case, meeting) if meeting and meeting.notes.strip() else None

    def share(self, case: SavedCase) -> None:
        """Keep the record as the version the client has; later changes are marked against it."""
        record = self.record(case)
        if record is not None:
            self._add(case, _SHARED, record.model_dump_json())

    def shared(self, case: SavedCase) -> MeetingRecord | None:
        """Return the version the client has, if one was shared."""
        newest = self._newest(case, _SHARED)
        return MeetingRecord.model_validate_json(newest) if newest else None

    def sign_off(self, case: SavedCase) -> SignOff | None:
        """Return who agreed to the handling, or the user's override."""
        newest = self._newest(case, _SIGNED)
        return SignOff.model_validate_json(newest) if newest else None

    def record_sign_off(self, case: SavedCase, signed: SignOff) -> None:
        """Keep a sign-off or an override; earlier ones stay in the history.

        Raises:
            InputError: when it says neither who agreed nor why the user goes ahead.
        """
        if not signed.what.strip() or not (signed.override or signed.by.strip()):
            raise InputError(
                "Say who agreed and to what, or why you go ahead without.",
                "Both are kept with the case.",
            )
        self._add(case, _SIGNED, signed.model_dump_json())

    def may_share(self, case: SavedCase) -> bool:
        """Return whether the parts for the client are open for sharing (practices 17 to 19)."""
        return self.sign_off(case) is not None

    def ticks(self, case: SavedCase) -> frozenset[int]:
        """Return the practices that the user ticked."""
        newest = self._newest(case, _TICKS)
        return frozenset(json.loads(newest)) if newest else frozenset()

    def tick(self, case: SavedCase, practice: int, *, done: bool) -> None:
        """Keep whether the user ticked a practice; only they can."""
        ticked = self.ticks(case) - {practice} | ({practice} if done else set())
        self._add(case, _TICKS, json.dumps(sorted(ticked)))

    def checklist(self, case: SavedCase, pack: CasePack) -> tuple[ChecklistItem, ...]:
        """Return the pack's checklist with what has been done since it was drafted."""
        record, signed, ticked = self.record(case), self.sign_off(case), self.ticks(case)
        since = {item.practice: item for item in record.checklist} if record else {}
        talks = len(self._desk.store.talks.all(case.id))

        def now(item: ChecklistItem) -> ChecklistItem:
            found = since.get(item.practice, item)
            if item.practice == _SIGN_OFF_PRACTICE and signed is not None:
                return _signed(item, signed)
            if item.practice == _REHEARSE_PRACTICE and talks:
                return item.model_copy(update={"status": "satisfied", "where": "Practise"})
            if found.status == "yours" and found.practice in ticked:
                update = {"status": "satisfied", "where": _DECLARED_BY_USER}
                return found.model_copy(update=update)
            return found

        return tuple(now(item) for item in pack.checklist)

    def _made(self, case: SavedCase, meeting: MeetingInput) -> MeetingRecord:
        earlier = self.shared(case) or self._desk.pack(case)
        return self._desk.services.after(meeting, self._input(case), earlier)

    def _input(self, case: SavedCase) -> CaseInput:
        profile = self._desk.store.preferences.profile()
        return case.input.model_copy(update={"profile": profile})

    def _keep(self, case: SavedCase, before: MeetingInput, **fields: object) -> MeetingInput:
        meeting = before.model_copy(update=fields)
        self._add(case, _NOTES, meeting.model_dump_json())
        return meeting

    def _add(self, case: SavedCase, kind: str, body: str) -> None:
        self._desk.quota.spend("saves")
        self._desk.store.revisions.add(case.id, kind, body, "you")

    def _newest(self, case: SavedCase, kind: str) -> str | None:
        found = self._desk.store.revisions.of(case.id, kind, last=1)
        return found[0].body if found else None


def _signed(item: ChecklistItem, signed: SignOff) -> ChecklistItem:
    if signed.override:
        where = f"You went ahead without a sign-off on {signed.on}: {signed.what}"
        return item.model_copy(update={"status": "open", "where": where})
    where = f"{signed.by}, {signed.on}: {signed.what}"
    return item.model_copy(update={"status": "satisfied", "where": where})

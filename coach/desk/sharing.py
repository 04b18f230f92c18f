"""Sharing between people who signed in: cases, scenarios and practice figures, by address."""

import re
from datetime import date
from typing import TYPE_CHECKING

from coach.desk import team
from coach.domain.kept import SavedCase
from coach.domain.pack import CasePack, PackDocument
from coach.domain.people import Share, SharedCase, ShareKind
from coach.errors import AccessError, InputError

if TYPE_CHECKING:
    from coach.desk.desk import Desk

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_LONGEST_TITLE = 120


class Sharing:
    """What the person lets others see, and what others let them see."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    @property
    def can_share(self) -> bool:
        """Whether people can be told apart here, and others would know who shared something."""
        return bool(self._desk.person.shown)

    def share_case(self, case: SavedCase, address: str) -> None:
        """Let somebody read a case as it is whenever they look, until it is withdrawn.

        Raises:
            InputError: when the address is none, or the person's own.
        """
        mine = self._desk.store.cases.get(case.id)
        self._give(address, "case", mine.title, case=mine.id)

    def share_scenario(self, address: str, scenario: str) -> None:
        """Give somebody a scenario as it is now.

        Raises:
            InputError: when the address is none, or the text is no scenario.
        """
        found = team.read_scenario(self._desk, scenario)
        self._give(address, "scenario", found.title, body=scenario)

    def share_practice(self, address: str, today: date) -> None:
        """Show somebody the figures of one's practice as they are now; no word that was said.

        Raises:
            InputError: when the address is none, or the person's own.
        """
        shown = self._desk.person.shown
        self._give(address, "practice", shown, body=team.practice_file(self._desk, shown, today))

    def given(self) -> tuple[Share, ...]:
        """Return what the person shares, newest first."""
        return self._desk.store.shares.given()

    def withdraw(self, share: Share) -> None:
        """Stop sharing something."""
        self._desk.store.shares.withdraw(share.id)

    def cases(self) -> tuple[Share, ...]:
        """Return the cases that others share with the person, newest first."""
        return self._desk.store.shares.received(self._desk.person, ("case",))

    def scenarios(self) -> tuple[Share, ...]:
        """Return the scenarios that others share with the person, newest first."""
        return self._desk.store.shares.received(self._desk.person, ("scenario",))

    def practices(self) -> tuple[Share, ...]:
        """Return the practice figures that others show the person, newest first."""
        return self._desk.store.shares.received(self._desk.person, ("practice",))

    def open(self, id_: str) -> tuple[Share, SharedCase]:
        """Return a case that is shared with the person, as its owner has it now.

        Raises:
            InputError: when there is none of that id, or not for this person.
        """
        shares, reader = self._desk.store.shares, self._desk.person
        return shares.open(reader, id_), shares.case(reader, id_)

    def documents(self, case: SharedCase) -> tuple[PackDocument, ...]:
        """Return the pack of a shared case, with its owner's own words in it; none before one."""
        if case.pack is None:
            return ()
        services, pack = self._desk.services, CasePack.model_validate_json(case.pack)
        if case.edits:
            pack = services.lay_over(case.input, pack, case.edits)
        return services.documents(pack)

    def copy(self, case: SharedCase) -> SavedCase:
        """Make a shared case one of the person's own, to go on with; the other stays as it is."""
        made = self._desk.new_case("", case.title)
        profile = made.input.profile
        return self._desk.change(made, lambda _: case.input.model_copy(update={"profile": profile}))

    def _give(
        self, address: str, kind: ShareKind, title: str, *, case: str = "", body: str = ""
    ) -> None:
        giver = self._desk.person
        if not self.can_share:
            raise AccessError("Nobody is signed in, so nothing can be shared.", "Hand on a file.")
        named = address.strip().lower()
        if len(named) > 254 or not _ADDRESS.fullmatch(named):
            raise InputError("That is no email address.", "It looks like jo@example.com")
        if named == giver.email:
            raise InputError("That is your own address.", "Name somebody else's.")
        self._desk.quota.spend("saves")
        self._desk.store.shares.give(
            giver, named, kind, title[:_LONGEST_TITLE], case=case, body=body
        )

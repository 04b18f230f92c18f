"""Backup, restore, export and erasing of everything: one act each."""

from typing import TYPE_CHECKING

from coach.desk.exporting import export
from coach.domain.kept import Counts, Erased, Restored, Thrown
from coach.domain.people import Person

if TYPE_CHECKING:
    from coach.desk.desk import Desk


class Keeping:
    """What is done to all that is kept at once."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def counts(self) -> Counts:
        """Return how much there is."""
        return self._desk.store.copies.counts()

    def backup(self) -> bytes:
        """Return everything as one file that `restore` reads."""
        return self._desk.store.copies.backup()

    def export(self) -> bytes:
        """Return everything as a zip of Markdown, Word and JSON, for people and programs."""
        store, services = self._desk.store, self._desk.services
        if store.owner is not None:
            return export([("", self._desk)])
        # What the one user of no sign-in keeps lies on top, everybody else's in folders.
        desks = [
            (f"people/{owner[:12]}/" if owner else "", type(self._desk)(services, Person(id=owner)))
            for owner in store.owners()
        ]
        return export(desks)

    def restore(self, data: bytes, *, replace: bool = False) -> Restored:
        """Put back what is in a backup and missing here, or everything in place of what is here.

        Raises:
            InputError: when it is no backup or cannot be used; nothing is changed then.
        """
        restored = self._desk.store.copies.restore(data, replace=replace)
        if restored.added.documents:
            self._desk.services.guidance.rebuild()
        return restored

    def erase_case(self, id_: str) -> Erased:
        """Erase one case for good, from wherever it is.

        Raises:
            InputError: when there is none.
        """
        self._desk.store.cases.get(id_)
        self._desk.forget()
        return self._desk.store.erasing.case(id_)

    def erase_bin(self) -> Erased:
        """Erase for good what is in the bin."""
        thrown: tuple[Thrown, ...] = self._desk.store.bin.all()
        self._desk.forget()
        return self._desk.store.erasing.things(thrown)

    def erase_everything(self) -> Erased:
        """Erase all that was ever entered, with the added documents.

        Where people sign in, those are everybody's, and stay.
        """
        if not self._desk.person.id:
            self._desk.services.guidance.remove_all_documents()
        self._desk.forget()
        return self._desk.store.erasing.everything()

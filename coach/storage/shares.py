"""What one person lets another see: the only place where rows of somebody else are read.

The giver's own rows go through their part of the database like all others. Whoever a thing is
shared with finds it by their address, and gets from the giver's rows what the share names.
"""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from coach.domain.pack import Edit
from coach.domain.people import Person, Share, SharedCase, ShareKind
from coach.storage import cases, tables
from coach.storage.database import Database
from coach.storage.own import Own
from coach.storage.revisions import Revisions
from coach.storage.rows import Clock, gone, new_id, stamp

_SHOWN = [column for column in tables.shares.c if column.name != "owner"]


class Shares:
    """What was shared, by whom and with whom."""

    def __init__(self, database: Database, own: Own, clock: Clock) -> None:
        self._database = database
        self._own = own
        self._clock = clock

    def give(
        self,
        giver: Person,
        recipient: str,
        kind: ShareKind,
        title: str,
        *,
        case: str = "",
        body: str = "",
    ) -> None:
        """Let somebody see a case, or something as it is now; an earlier share of it makes way."""
        column = tables.shares.c
        row = {
            "id": new_id(),
            "giver": giver.shown,
            "recipient": recipient,
            "kind": kind,
            "subject": case,
            "title": title,
            "body": body,
            "created": stamp(self._clock),
        }
        same = (column.recipient == recipient) & (column.kind == kind) & (column.subject == case)
        with self._own.write() as connection:
            if kind == "scenario":
                same &= column.title == title
            connection.execute(delete(tables.shares).where(same))
            connection.execute(insert(tables.shares).values(**row))

    def given(self) -> tuple[Share, ...]:
        """Return what the person shared, newest first."""
        query = select(*_SHOWN).order_by(tables.shares.c.created.desc())
        with self._own.read() as connection:
            return tuple(Share(**row._mapping) for row in connection.execute(query))

    def withdraw(self, id_: str) -> None:
        """Stop sharing something."""
        with self._own.write() as connection:
            connection.execute(delete(tables.shares).where(tables.shares.c.id == id_))

    def received(self, reader: Person, kinds: Sequence[ShareKind]) -> tuple[Share, ...]:
        """Return what others share with a person, newest first; a case in the bin is not there."""
        column = tables.shares.c
        if not reader.email:
            return ()
        living = select(tables.cases.c.id).where(tables.cases.c.deleted.is_(None))
        query = (
            select(*_SHOWN)
            .where(column.recipient == reader.email, column.kind.in_(kinds))
            .where((column.subject == "") | column.subject.in_(living))
            .order_by(column.created.desc())
        )
        with self._database.read() as connection:
            return tuple(Share(**row._mapping) for row in connection.execute(query))

    def open(self, reader: Person, id_: str) -> Share:
        """Return something that is shared with a person.

        Raises:
            InputError: when there is nothing of that id, or not for this person.
        """
        kinds: tuple[ShareKind, ...] = ("case", "scenario", "practice")
        found = next((share for share in self.received(reader, kinds) if share.id == id_), None)
        if found is None:
            raise gone()
        return found

    def case(self, reader: Person, id_: str) -> SharedCase:
        """Return a case that is shared with a person, as its owner has it now.

        Raises:
            InputError: when there is none of that id, or not for this person.
        """
        share = self.open(reader, id_)
        column = tables.shares.c
        with self._database.read() as connection:
            query = select(column.owner).where(column.id == share.id)
            owner = connection.execute(query).scalar_one_or_none()
        if owner is None or share.kind != "case":
            raise gone()
        theirs = Own(self._database, owner)
        shelf = cases.Cases(theirs, self._clock)
        case = shelf.get(share.subject)
        newest = Revisions(theirs, self._clock).of(case.id, "pack", last=1)
        edits: tuple[Edit, ...] = shelf.edits(case.id)
        return SharedCase(
            title=case.title,
            input=case.input,
            pack=newest[0].body if newest else None,
            edits=edits,
        )

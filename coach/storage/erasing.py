"""Erasing for good: out of the database, its files, and Candor's own exports and backups."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Table, delete, func, or_, select

from coach.domain.kept import Erased, Thrown
from coach.storage import files, tables
from coach.storage.database import Database
from coach.storage.marks import typing_key
from coach.storage.own import Mine, Own

_UNFINISHED = "scrub"
# Whatever names its subject goes with it, tables of tomorrow included.
_BY_SUBJECT = tuple(table for table in tables.metadata.sorted_tables if "subject" in table.c)
_OWNED = tuple(table for table in reversed(tables.metadata.sorted_tables) if "owner" in table.c)
_THINGS = (tables.cases, tables.talks, tables.emails, tables.replies)


class Erasing:
    """The only way by which words leave the store for good."""

    def __init__(self, database: Database, own: Own, data_dir: Path) -> None:
        self._database = database
        self._own = own
        self._data_dir = data_dir

    def case(self, id_: str) -> Erased:
        """Erase a case with its drafts, edits, history, rehearsals and emails."""
        return self._erase(cases=[id_])

    def things(self, thrown: Iterable[Thrown]) -> Erased:
        """Erase things of the bin."""
        named: dict[str, list[str]] = {"case": [], "talk": [], "email": [], "reply": []}
        for thing in thrown:
            named[thing.kind].append(thing.id)
        return self._erase(named["case"], named["talk"], named["email"], named["reply"])

    def everything(self) -> Erased:
        """Erase all that was ever entered, settings too, out of every export and backup here."""
        with self._own.write() as connection:
            counts = [
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in _THINGS
            ]
            for table in _OWNED:
                connection.execute(delete(table))
        self._end_passes()
        return Erased(
            cases=counts[0],
            rehearsals=counts[1],
            emails=counts[2],
            replies=counts[3],
            files=self._clear_files(),
            clean=self.finish(),
        )

    def _end_passes(self) -> None:
        """Forget the key of the passes: a window left open must not keep its words anew."""
        marks = delete(tables.marks)
        if self._own.owner is not None:
            marks = marks.where(tables.marks.c.name == typing_key(self._own.owner))
        with self._database.write() as connection:
            connection.execute(marks)

    def _clear_files(self) -> int:
        """Delete exports and backups; what others keep stays in the backups."""
        owner = self._own.owner
        with self._database.read() as connection:
            left = any(connection.execute(select(t.c.owner).limit(1)).first() for t in _OWNED)
        if owner is None or not left:
            return files.remove_all(self._data_dir)
        return files.cleaned(self._data_dir, lambda backup: backup.without_owner(owner))

    def finish(self) -> bool:
        """Scrub the database's files; if another program is in the way, remember to do it later."""
        clean = self._database.scrub()
        with self._database.write() as connection:
            connection.execute(delete(tables.marks).where(tables.marks.c.name == _UNFINISHED))
            if not clean:
                row = {"name": _UNFINISHED, "value": "due"}
                connection.execute(tables.marks.insert().values(**row))
        return clean

    def finish_what_is_due(self) -> None:
        """Scrub if an earlier erasing could not."""
        query = select(tables.marks.c.name).where(tables.marks.c.name == _UNFINISHED)
        with self._database.read() as connection:
            due = connection.execute(query).first() is not None
        if due:
            self.finish()

    def _erase(
        self,
        cases: Sequence[str] = (),
        talks: Sequence[str] = (),
        emails: Sequence[str] = (),
        replies: Sequence[str] = (),
    ) -> Erased:
        with self._own.write() as connection:
            own_talks = _ids(connection, tables.talks, talks, cases)
            own_emails = _ids(connection, tables.emails, emails, cases)
            subjects = {*cases, *own_talks, *own_emails, *replies}
            for table in _BY_SUBJECT:
                connection.execute(delete(table).where(table.c.subject.in_(subjects)))
            connection.execute(delete(tables.talks).where(tables.talks.c.id.in_(own_talks)))
            connection.execute(delete(tables.emails).where(tables.emails.c.id.in_(own_emails)))
            answered = tables.replies.c.id.in_(replies)
            drafted = connection.execute(delete(tables.replies).where(answered))
            gone = connection.execute(delete(tables.cases).where(tables.cases.c.id.in_(cases)))
        return Erased(
            cases=gone.rowcount,
            rehearsals=len(own_talks),
            emails=len(own_emails),
            replies=drafted.rowcount,
            files=files.cleaned(self._data_dir, lambda backup: backup.without(subjects)),
            clean=self.finish(),
        )


def _ids(connection: Mine, table: Table, named: Sequence[str], cases: Sequence[str]) -> list[str]:
    """Return the ids named that there are, with those that belong to the cases."""
    query = select(table.c.id).where(or_(table.c.id.in_(named), table.c.case.in_(cases)))
    return list(connection.scalars(query))

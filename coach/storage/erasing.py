"""Erasing for good: out of the database, its files, and Candor's own exports and backups."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, or_, select

from coach.domain.kept import Erased, Thrown
from coach.storage import files, tables
from coach.storage.database import Database

_UNFINISHED = "scrub"
# Whatever names its subject goes with it, tables of tomorrow included.
_BY_SUBJECT = tuple(table for table in tables.metadata.sorted_tables if "subject" in table.c)
_EVERYTHING = tuple(reversed(tables.metadata.sorted_tables))


class Erasing:
    """The only way by which words leave the store for good."""

    def __init__(self, database: Database, data_dir: Path) -> None:
        self._database = database
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
        """Erase all that was ever entered, settings too, and every export and backup here."""
        with self._database.write() as connection:
            counts = [
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (tables.cases, tables.talks, tables.emails, tables.replies)
            ]
            for table in _EVERYTHING:
                connection.execute(delete(table))
        removed = files.remove_all(self._data_dir)
        return Erased(
            cases=counts[0],
            rehearsals=counts[1],
            emails=counts[2],
            replies=counts[3],
            files=removed,
            clean=self.finish(),
        )

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
        with self._database.write() as connection:
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
            files=files.without(self._data_dir, subjects),
            clean=self.finish(),
        )


def _ids(
    connection: Connection, table: Table, named: Sequence[str], cases: Sequence[str]
) -> list[str]:
    """Return the ids named that there are, with those that belong to the cases."""
    query = select(table.c.id).where(or_(table.c.id.in_(named), table.c.case.in_(cases)))
    return list(connection.scalars(query))

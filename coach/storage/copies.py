"""Backups: everything in one file, from any database, put back into any other."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, Table, create_engine, delete, insert, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from coach.domain.kept import Counts, Restored
from coach.errors import InputError
from coach.storage import backup_file, cases, emails, files, migrating, tables, talks
from coach.storage.backup_file import Backup, Row
from coach.storage.database import Database
from coach.storage.handing_over import handed_over
from coach.storage.own import Mine, Own
from coach.storage.rows import Clock, stamp

_DOCUMENT = re.compile(r"[0-9a-f]{12}\.json")
# In the order in which a row may need another; the installation's own marks stay at home.
_ALL = tuple(table for table in tables.metadata.sorted_tables if table is not tables.marks)
_THINGS = (tables.cases, tables.talks, tables.emails)
_BELONGINGS = tuple(
    table for table in _ALL if table not in _THINGS and {"case", "subject"} & {*table.c.keys()}
)
_OWN = tuple(table for table in _ALL if table not in (*_THINGS, *_BELONGINGS))


class Copies:
    """Making backups and putting them back."""

    def __init__(self, database: Database, own: Own, data_dir: Path, clock: Clock) -> None:
        self._database = database
        self._own = own
        self._data_dir = data_dir
        self._clock = clock

    def backup(self) -> bytes:
        """Return everything that is kept, as one file."""
        with self._database.read() as connection:
            mine = Mine(connection, self._own.owner)
            rows = {table.name: _rows(mine, table) for table in _ALL}
            version = migrating.version(connection)
        created = stamp(self._clock)
        return backup_file.pack(Backup(version, created, rows, self._documents()))

    def counts(self) -> Counts:
        """Return how much there is."""
        with self._own.read() as connection:
            numbers = [len(_rows(connection, table)) for table in _THINGS]
        return Counts(
            cases=numbers[0],
            rehearsals=numbers[1],
            emails=numbers[2],
            documents=len(self._documents()),
        )

    def restore(self, data: bytes, *, replace: bool = False) -> Restored:
        """Put back what is in a backup and missing here; nothing here is written over.

        With `replace` everything here goes first; a backup of it is kept in Candor's folder.

        Raises:
            InputError: when it is no backup, or its content cannot be used; nothing changed then.
        """
        backup = _as_of_today(backup_file.unpack(data))
        kept = ""
        if replace:
            path = files.path_for(self._data_dir, "backups", self._clock())
            files.write(path, self.backup())
            kept = str(path)
        with self._database.write() as connection, _refused_plainly():
            mine = Mine(connection, self._own.owner)
            if replace:
                for table in reversed(_ALL):
                    mine.execute(delete(table))
            rows = backup.tables
            if self._own.owner is not None:
                rows = handed_over(connection, rows, self._own.owner)
            added, left = _merge(connection, mine, rows)
            _look_over(mine)
        return Restored(
            added=_counted(added, self._add_documents(backup.documents)),
            left=_counted(left, 0),
            before=kept,
        )

    def _documents(self) -> dict[str, bytes]:
        """Return the added documents; where people sign in, they are everybody's, not one's own."""
        if self._own.owner:
            return {}
        folder = self._data_dir / "documents"
        found = sorted(folder.glob("*.json")) if folder.is_dir() else []
        return {path.name: path.read_bytes() for path in found}

    def _add_documents(self, documents: dict[str, bytes]) -> int:
        """Write the documents that are missing here; their names are ours, or they are refused."""
        added = 0
        if self._own.owner:
            return added
        for name, data in documents.items():
            path = self._data_dir / "documents" / name
            if _DOCUMENT.fullmatch(name) and not path.exists():
                files.write(path, data)
                added += 1
        return added


def _as_of_today(backup: Backup) -> Backup:
    """Return a backup with its rows as the tables are now, by way of a database of its time."""
    versions = migrating.versions()
    if backup.version == versions[-1]:
        return backup
    if backup.version not in versions:
        raise InputError("This backup was made by a newer version of Candor.", "Install that one.")
    engine = create_engine("sqlite://")
    with _refused_plainly(), engine.begin() as connection:
        migrating.upgrade(connection, backup.version)
        then = MetaData()
        then.reflect(connection)
        for table in then.sorted_tables:
            if rows := backup.tables.get(table.name):
                connection.execute(insert(table), rows)
        migrating.upgrade(connection)
        rows_now = {table.name: _rows(Mine(connection, None), table) for table in _ALL}
    engine.dispose()
    return Backup(versions[-1], backup.created, rows_now, backup.documents)


def _merge(
    connection: Connection, mine: Mine, rows: dict[str, list[Row]]
) -> tuple[dict[str, int], dict[str, int]]:
    """Add what is missing; return how many of each table were added and were there already."""
    added: dict[str, int] = {}
    left: dict[str, int] = {}
    new: set[str] = set()
    for table in _THINGS:
        here = set(mine.scalars(select(table.c.id)))
        missing = [row for row in rows.get(table.name, ()) if row["id"] not in here]
        _insert(connection, table, missing)
        new |= {row["id"] for row in missing}
        added[table.name] = len(missing)
        left[table.name] = len(rows.get(table.name, ())) - len(missing)
    for table in _BELONGINGS:
        belongs = "subject" if "subject" in table.c else "case"
        # Words typed into a field of a new document belong to none yet.
        own = [row for row in rows.get(table.name, ()) if row[belongs] in new or not row[belongs]]
        _insert(connection, table, _not_here(connection, table, own))
    for table in _OWN:
        _insert(connection, table, _not_here(connection, table, rows.get(table.name, ())))
    return added, left


def _not_here(connection: Connection, table: Table, rows: Iterable[Row]) -> list[Row]:
    """Return the rows whose key is not taken; numbered rows get a new number."""
    keys = [column.name for column in table.primary_key]
    if keys == ["id"] and table in _BELONGINGS:
        ordered = sorted(rows, key=lambda row: int(row["id"]))
        return [{name: value for name, value in row.items() if name != "id"} for row in ordered]
    here = {tuple(row) for row in connection.execute(select(*table.primary_key))}
    return [row for row in rows if tuple(row[key] for key in keys) not in here]


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _look_over(connection: Mine) -> None:
    """Read everything as the pages will; what cannot be read must not be kept."""
    for case in _rows(connection, tables.cases):
        cases.read_row(case)
    for talk in _rows(connection, tables.talks):
        talks.read_row(talk)
    for email in _rows(connection, tables.emails):
        emails.read_row(email)


def _rows(connection: Mine, table: Table) -> list[Row]:
    query = select(table).order_by(*table.primary_key)
    return [dict(row._mapping) for row in connection.execute(query)]


def _counted(numbers: dict[str, int], documents: int) -> Counts:
    return Counts(
        cases=numbers["cases"],
        rehearsals=numbers["talks"],
        emails=numbers["emails"],
        documents=documents,
    )


@contextmanager
def _refused_plainly() -> Iterator[None]:
    """Turn rows that do not fit into one sentence; a fault of the database itself stays one."""
    try:
        yield
    except OperationalError:
        raise
    except (SQLAlchemyError, CommandError, ValueError, TypeError, KeyError) as error:
        raise _unusable() from error


def _unusable() -> InputError:
    return InputError("This backup's content cannot be used.", "Nothing was changed.")

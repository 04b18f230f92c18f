"""One person's rows: the rooms reach the tables through here, so none of them can forget whose."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, CursorResult, Delete, Insert, ScalarResult, Select, Update

from coach.storage.database import Database

NOBODY = ""
"""Owns what is kept where nobody signs in: there is one user then."""

Statement = Select[Any] | Insert | Update | Delete


class Mine:
    """A connection on which every statement is held to one person's rows."""

    def __init__(self, connection: Connection, owner: str | None) -> None:
        self._connection = connection
        self._owner = owner

    def execute(self, statement: Statement) -> CursorResult[Any]:
        """Do it to the person's own rows alone; a new row becomes theirs."""
        if self._owner is None:
            return self._connection.execute(statement)
        if isinstance(statement, Insert):
            return self._connection.execute(statement.values(owner=self._owner))
        if isinstance(statement, Select):
            return self._connection.execute(self._read(statement, self._owner))
        own = statement.table.c.owner == self._owner
        return self._connection.execute(statement.where(own))

    def scalars(self, statement: Select[Any]) -> ScalarResult[Any]:
        """Return the first column of the person's own rows."""
        if self._owner is None:
            return self._connection.scalars(statement)
        return self._connection.scalars(self._read(statement, self._owner))

    def _read(self, statement: Select[Any], owner: str) -> Select[Any]:
        """Return a question held to one owner; a table without that column fails on the spot."""
        for table in statement.get_final_froms():
            statement = statement.where(table.c.owner == owner)
        return statement


class Own:
    """The database as one person has it; without an owner, as whoever keeps the installation."""

    def __init__(self, database: Database, owner: str | None) -> None:
        self.owner = owner
        self._database = database

    @contextmanager
    def read(self) -> Iterator[Mine]:
        """Give a connection to read with.

        Raises:
            StoreError: when the database cannot be read.
        """
        with self._database.read() as connection:
            yield Mine(connection, self.owner)

    @contextmanager
    def write(self) -> Iterator[Mine]:
        """Give a connection whose changes are kept all together or not at all.

        Raises:
            StoreError: when the database cannot be written.
        """
        with self._database.write() as connection:
            yield Mine(connection, self.owner)

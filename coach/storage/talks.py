"""Rehearsals."""

from typing import Any

from sqlalchemy import Row, delete, select

from coach.domain.conversation import PracticeTalk
from coach.domain.kept import SavedTalk
from coach.storage import tables
from coach.storage.database import Database
from coach.storage.rows import Clock, add_row, gone, save_row, stamp
from coach.storage.sent import forget_subject


class Talks:
    """Every rehearsal, turn by turn."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def all(self, case: str | None = None) -> tuple[SavedTalk, ...]:
        """Return the rehearsals, of one case if named, last touched first."""
        query = select(tables.talks).order_by(tables.talks.c.updated.desc())
        if case is not None:
            query = query.where(tables.talks.c.case == case)
        with self._database.read() as connection:
            return tuple(_talk(row) for row in connection.execute(query))

    def get(self, id_: str) -> SavedTalk:
        """Return a rehearsal.

        Raises:
            InputError: when there is none.
        """
        query = select(tables.talks).where(tables.talks.c.id == id_)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise gone()
        return _talk(row)

    def add(
        self, talk: PracticeTalk, *, title: str, case: str | None = None, scenario: str = ""
    ) -> SavedTalk:
        """Keep a new rehearsal."""
        values = {"case": case, "scenario": scenario, "title": title, "talk": _json(talk)}
        with self._database.write() as connection:
            id_ = add_row(connection, tables.talks, stamp(self._clock), values)
        return self.get(id_)

    def save(self, saved: SavedTalk) -> SavedTalk:
        """Keep a rehearsal as it stands now, and return the next version.

        Raises:
            ConflictError: when it went on elsewhere since it was read.
        """
        values = {"talk": _json(saved.talk), "updated": stamp(self._clock)}
        with self._database.write() as connection:
            save_row(connection, tables.talks, saved.id, saved.version, values)
        return self.get(saved.id)

    def delete(self, id_: str) -> None:
        """Delete a rehearsal for good."""
        with self._database.write() as connection:
            forget_subject(connection, id_)
            connection.execute(delete(tables.talks).where(tables.talks.c.id == id_))


def _json(talk: PracticeTalk) -> str:
    return talk.model_dump_json(by_alias=True)


def _talk(row: Row[Any]) -> SavedTalk:
    fields = dict(row._mapping)
    return SavedTalk(**{**fields, "talk": PracticeTalk.model_validate_json(fields["talk"])})

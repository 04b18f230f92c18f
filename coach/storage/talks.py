"""Rehearsals."""

from typing import Any

from sqlalchemy import Row, select, update

from coach.domain.conversation import PracticeTalk
from coach.domain.kept import SavedTalk
from coach.storage import revisions, tables
from coach.storage.own import Mine, Own
from coach.storage.rows import Clock, add_row, gone, of_living_case, save_row, stamp, without_owner


class Talks:
    """Every rehearsal, turn by turn."""

    def __init__(self, own: Own, clock: Clock) -> None:
        self._own = own
        self._clock = clock

    def all(self, case: str | None = None) -> tuple[SavedTalk, ...]:
        """Return the rehearsals that are not deleted, of one case if named, last touched first."""
        column = tables.talks.c
        query = (
            select(tables.talks)
            .where(column.deleted.is_(None), of_living_case(column.case))
            .order_by(column.updated.desc())
        )
        if case is not None:
            query = query.where(tables.talks.c.case == case)
        with self._own.read() as connection:
            return tuple(_talk(row) for row in connection.execute(query))

    def everywhere(self) -> tuple[SavedTalk, ...]:
        """Return every rehearsal there is, deleted ones too, last touched first."""
        query = select(tables.talks).order_by(tables.talks.c.updated.desc())
        with self._own.read() as connection:
            return tuple(_talk(row) for row in connection.execute(query))

    def get(self, id_: str) -> SavedTalk:
        """Return a rehearsal.

        Raises:
            InputError: when there is none.
        """
        with self._own.read() as connection:
            found = _read(connection, id_)
        if found is None:
            raise gone()
        return found

    def add(
        self, talk: PracticeTalk, *, title: str, case: str | None = None, scenario: str = ""
    ) -> SavedTalk:
        """Keep a new rehearsal."""
        values: dict[str, Any] = {
            "case": case,
            "scenario": scenario,
            "title": title,
            "talk": _json(talk),
        }
        values |= {"said": "", "heard": ""}
        with self._own.write() as connection:
            id_ = add_row(connection, tables.talks, stamp(self._clock), values)
        return self.get(id_)

    def save(self, saved: SavedTalk) -> SavedTalk:
        """Keep a rehearsal as it stands now, and return the next version.

        A talk only grows, so its turns are its history; one that lost a turn stays as a revision
        of kind `talk`.

        Raises:
            ConflictError: when it went on elsewhere since it was read.
        """
        values = {
            "talk": _json(saved.talk),
            "said": saved.said,
            "heard": saved.heard,
            "updated": stamp(self._clock),
        }
        with self._own.write() as connection:
            before = _read(connection, saved.id)
            save_row(connection, tables.talks, saved.id, saved.version, values)
            if before is not None and not _goes_on(before.talk, saved.talk):
                when = before.updated.isoformat(timespec="microseconds")
                revisions.write(connection, saved.id, "talk", _json(before.talk), "you", when)
        return self.get(saved.id)

    def hear(self, saved: SavedTalk, heard: str) -> None:
        """Keep as much of an answer as has come; it replaces no version."""
        column = tables.talks.c
        now = (column.id == saved.id) & (column.version == saved.version)
        with self._own.write() as connection:
            connection.execute(update(tables.talks).where(now).values(heard=heard))

    def delete(self, id_: str) -> None:
        """Put a rehearsal into the bin."""
        self._mark(id_, stamp(self._clock))

    def restore(self, id_: str) -> None:
        """Bring a rehearsal back from the bin."""
        self._mark(id_, None)

    def bin(self) -> tuple[SavedTalk, ...]:
        """Return the deleted rehearsals that can still be brought back, last touched first."""
        column = tables.talks.c
        query = (
            select(tables.talks).where(column.deleted.is_not(None)).order_by(column.updated.desc())
        )
        with self._own.read() as connection:
            return tuple(_talk(row) for row in connection.execute(query))

    def _mark(self, id_: str, deleted: str | None) -> None:
        with self._own.write() as connection:
            chosen = tables.talks.c.id == id_
            connection.execute(update(tables.talks).where(chosen).values(deleted=deleted))


def _goes_on(before: PracticeTalk, after: PracticeTalk) -> bool:
    return after.opening == before.opening and after.turns[: len(before.turns)] == before.turns


def _read(connection: Mine, id_: str) -> SavedTalk | None:
    row = connection.execute(select(tables.talks).where(tables.talks.c.id == id_)).first()
    return None if row is None else _talk(row)


def _json(talk: PracticeTalk) -> str:
    return talk.model_dump_json(by_alias=True)


def _talk(row: Row[Any]) -> SavedTalk:
    return read_row(dict(row._mapping))


def read_row(fields: dict[str, Any]) -> SavedTalk:
    """Return a row of the table as a record."""
    return SavedTalk(
        **{**without_owner(fields), "talk": PracticeTalk.model_validate_json(fields["talk"])}
    )

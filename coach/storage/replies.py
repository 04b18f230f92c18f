"""Angry emails the user got, and the replies drafted to them."""

import json
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update

from coach.domain.reply import Reply, SavedReply
from coach.storage import tables
from coach.storage.own import Own
from coach.storage.rows import Clock, add_row, gone, save_row, stamp, without_owner


class Replies:
    """Every angry email the user brought."""

    def __init__(self, own: Own, clock: Clock) -> None:
        self._own = own
        self._clock = clock

    def all(self) -> tuple[SavedReply, ...]:
        """Return those that are not deleted, last touched first."""
        return self._found(tables.replies.c.deleted.is_(None))

    def bin(self) -> tuple[SavedReply, ...]:
        """Return the deleted ones that can still be brought back, last touched first."""
        return self._found(tables.replies.c.deleted.is_not(None))

    def _found(self, chosen: ColumnElement[bool]) -> tuple[SavedReply, ...]:
        column = tables.replies.c
        query = select(tables.replies).where(chosen).order_by(column.updated.desc())
        with self._own.read() as connection:
            return tuple(_saved(row) for row in connection.execute(query))

    def get(self, id_: str) -> SavedReply:
        """Return one.

        Raises:
            InputError: when there is none.
        """
        query = select(tables.replies).where(tables.replies.c.id == id_)
        with self._own.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise gone()
        return _saved(row)

    def add(self, original: str, notes: str = "") -> SavedReply:
        """Keep a new one."""
        values = {"original": original, "notes": notes, "answers": "{}"}
        with self._own.write() as connection:
            id_ = add_row(connection, tables.replies, stamp(self._clock), values)
        return self.get(id_)

    def save(self, saved: SavedReply) -> SavedReply:
        """Keep one as it stands now, and return the next version.

        Raises:
            ConflictError: when it was saved elsewhere since it was read.
        """
        values = {
            "original": saved.original,
            "notes": saved.notes,
            "reply": None if saved.reply is None else saved.reply.model_dump_json(),
            "answers": json.dumps(saved.answers),
            "updated": stamp(self._clock),
        }
        with self._own.write() as connection:
            save_row(connection, tables.replies, saved.id, saved.version, values)
        return self.get(saved.id)

    def delete(self, id_: str) -> None:
        """Put one into the bin."""
        self._mark(id_, stamp(self._clock))

    def restore(self, id_: str) -> None:
        """Bring one back from the bin."""
        self._mark(id_, None)

    def _mark(self, id_: str, deleted: str | None) -> None:
        with self._own.write() as connection:
            chosen = tables.replies.c.id == id_
            connection.execute(update(tables.replies).where(chosen).values(deleted=deleted))


def _saved(row: Row[Any]) -> SavedReply:
    fields = without_owner(dict(row._mapping))
    reply = fields["reply"]
    return SavedReply(
        **{
            **fields,
            "reply": None if reply is None else Reply.model_validate_json(reply),
            "answers": json.loads(fields["answers"]),
        }
    )

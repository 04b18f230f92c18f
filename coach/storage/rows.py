"""Rows with a version: found by id, saved only over the version they were read from."""

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, insert, or_, select, update

from coach.errors import ConflictError, InputError
from coach.storage import tables
from coach.storage.own import Mine

Clock = Callable[[], datetime]


def now_in_utc() -> datetime:
    """Return the time, with its zone."""
    return datetime.now(UTC)


def new_id() -> str:
    """Return an id that nobody can guess."""
    return str(uuid.uuid4())


def stamp(clock: Clock) -> str:
    """Return the time as the tables keep it."""
    return clock().astimezone(UTC).isoformat(timespec="microseconds")


def add_row(connection: Mine, table: Table, now: str, values: dict[str, Any]) -> str:
    """Add a first version and return its id."""
    id_ = new_id()
    row = {"id": id_, "version": 1, "created": now, "updated": now, **values}
    connection.execute(insert(table).values(**row))
    return id_


def save_row(
    connection: Mine, table: Table, id_: str, version: int, values: dict[str, Any]
) -> None:
    """Save the next version.

    Raises:
        ConflictError: when somebody saved since this version was read.
    """
    done = connection.execute(
        update(table)
        .where(table.c.id == id_, table.c.version == version)
        .values(version=version + 1, **values)
    )
    if done.rowcount == 1:
        return
    if connection.execute(select(table.c.id).where(table.c.id == id_)).first() is None:
        raise gone()
    raise ConflictError(
        "This was changed in another window meanwhile; your last change did not replace it.",
        "Reload the page to see both.",
    )


def without_owner(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's fields but for whose it is: whoever reads it is its owner."""
    return {name: value for name, value in fields.items() if name != "owner"}


def of_living_case(case: "Column[str]") -> ColumnElement[bool]:
    """Return the condition that what belongs to a case is out of the bin with it."""
    living = select(tables.cases.c.id).where(tables.cases.c.deleted.is_(None))
    return or_(case.is_(None), case.in_(living))


def gone() -> InputError:
    """Return the error for something that is not there."""
    return InputError("There is nothing here any more.", "Go back to Cases.")

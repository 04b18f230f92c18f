"""Emails, their rewrites and what the user decided."""

import json
from typing import Any

from sqlalchemy import Row, select, update

from coach.domain.kept import EmailState, SavedEmail
from coach.domain.language import Rewrite
from coach.storage import revisions, tables
from coach.storage.own import Mine, Own
from coach.storage.rows import Clock, add_row, gone, of_living_case, save_row, stamp, without_owner


class Emails:
    """Every email the user brought."""

    def __init__(self, own: Own, clock: Clock) -> None:
        self._own = own
        self._clock = clock

    def all(self, case: str | None = None) -> tuple[SavedEmail, ...]:
        """Return the emails that are not deleted, of one case if named, last touched first."""
        column = tables.emails.c
        query = (
            select(tables.emails)
            .where(column.deleted.is_(None), of_living_case(column.case))
            .order_by(column.updated.desc())
        )
        if case is not None:
            query = query.where(tables.emails.c.case == case)
        with self._own.read() as connection:
            return tuple(_email(row) for row in connection.execute(query))

    def everywhere(self) -> tuple[SavedEmail, ...]:
        """Return every email there is, deleted ones too, last touched first."""
        query = select(tables.emails).order_by(tables.emails.c.updated.desc())
        with self._own.read() as connection:
            return tuple(_email(row) for row in connection.execute(query))

    def get(self, id_: str) -> SavedEmail:
        """Return an email.

        Raises:
            InputError: when there is none.
        """
        with self._own.read() as connection:
            found = _read(connection, id_)
        if found is None:
            raise gone()
        return found

    def add(self, original: str, case: str | None = None) -> SavedEmail:
        """Keep a new email."""
        values = {"case": case, "original": original, "decisions": "{}", "answers": "{}"}
        with self._own.write() as connection:
            id_ = add_row(connection, tables.emails, stamp(self._clock), values)
        return self.get(id_)

    def save(self, email: SavedEmail) -> SavedEmail:
        """Keep an email as it stands now, and return the next version.

        What it was before stays as a revision of kind `email`.

        Raises:
            ConflictError: when it was saved elsewhere since it was read.
        """
        values = {
            "original": email.original,
            "rewrite": None if email.rewrite is None else email.rewrite.model_dump_json(),
            "decisions": json.dumps(email.decisions),
            "answers": json.dumps(email.answers),
            "updated": stamp(self._clock),
        }
        with self._own.write() as connection:
            before = _read(connection, email.id)
            save_row(connection, tables.emails, email.id, email.version, values)
            if before is not None and _is_worth_keeping(before, email):
                _keep(connection, before)
        return self.get(email.id)

    def delete(self, id_: str) -> None:
        """Put an email into the bin."""
        self._mark(id_, stamp(self._clock))

    def restore(self, id_: str) -> None:
        """Bring an email back from the bin."""
        self._mark(id_, None)

    def bin(self) -> tuple[SavedEmail, ...]:
        """Return the deleted emails that can still be brought back, last touched first."""
        column = tables.emails.c
        query = (
            select(tables.emails).where(column.deleted.is_not(None)).order_by(column.updated.desc())
        )
        with self._own.read() as connection:
            return tuple(_email(row) for row in connection.execute(query))

    def _mark(self, id_: str, deleted: str | None) -> None:
        with self._own.write() as connection:
            chosen = tables.emails.c.id == id_
            connection.execute(update(tables.emails).where(chosen).values(deleted=deleted))


def state(email: SavedEmail) -> EmailState:
    """Return what a revision keeps of an email."""
    return EmailState(
        original=email.original,
        rewrite=email.rewrite,
        decisions=email.decisions,
        answers=email.answers,
    )


def _is_worth_keeping(before: SavedEmail, after: SavedEmail) -> bool:
    """Whether words would be lost; a text that only awaited its rewrite is in the next version."""
    waited = before.rewrite is None and before.original == after.original
    return not waited and state(before) != state(after)


def _keep(connection: Mine, email: SavedEmail) -> None:
    when = email.updated.isoformat(timespec="microseconds")
    body = state(email).model_dump_json()
    revisions.write(connection, email.id, "email", body, "you", when)


def _read(connection: Mine, id_: str) -> SavedEmail | None:
    row = connection.execute(select(tables.emails).where(tables.emails.c.id == id_)).first()
    return None if row is None else _email(row)


def _email(row: Row[Any]) -> SavedEmail:
    return read_row(dict(row._mapping))


def read_row(fields: dict[str, Any]) -> SavedEmail:
    """Return a row of the table as a record."""
    rewrite = fields["rewrite"]
    return SavedEmail(
        **{
            **without_owner(fields),
            "rewrite": None if rewrite is None else Rewrite.model_validate_json(rewrite),
            "decisions": json.loads(fields["decisions"]),
            "answers": json.loads(fields["answers"]),
        }
    )

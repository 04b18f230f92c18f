"""Emails, their rewrites and what the user decided."""

import json
from typing import Any

from sqlalchemy import Row, delete, select

from coach.domain.kept import SavedEmail
from coach.domain.language import Rewrite
from coach.storage import tables
from coach.storage.database import Database
from coach.storage.rows import Clock, add_row, gone, save_row, stamp
from coach.storage.sent import forget_subject


class Emails:
    """Every email the user brought."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def all(self, case: str | None = None) -> tuple[SavedEmail, ...]:
        """Return the emails, of one case if named, last touched first."""
        query = select(tables.emails).order_by(tables.emails.c.updated.desc())
        if case is not None:
            query = query.where(tables.emails.c.case == case)
        with self._database.read() as connection:
            return tuple(_email(row) for row in connection.execute(query))

    def get(self, id_: str) -> SavedEmail:
        """Return an email.

        Raises:
            InputError: when there is none.
        """
        query = select(tables.emails).where(tables.emails.c.id == id_)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise gone()
        return _email(row)

    def add(self, original: str, case: str | None = None) -> SavedEmail:
        """Keep a new email."""
        values = {"case": case, "original": original, "decisions": "{}", "answers": "{}"}
        with self._database.write() as connection:
            id_ = add_row(connection, tables.emails, stamp(self._clock), values)
        return self.get(id_)

    def save(self, email: SavedEmail) -> SavedEmail:
        """Keep an email as it stands now, and return the next version.

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
        with self._database.write() as connection:
            save_row(connection, tables.emails, email.id, email.version, values)
        return self.get(email.id)

    def delete(self, id_: str) -> None:
        """Delete an email for good."""
        with self._database.write() as connection:
            forget_subject(connection, id_)
            connection.execute(delete(tables.emails).where(tables.emails.c.id == id_))


def _email(row: Row[Any]) -> SavedEmail:
    fields = dict(row._mapping)
    rewrite = fields["rewrite"]
    return SavedEmail(
        **{
            **fields,
            "rewrite": None if rewrite is None else Rewrite.model_validate_json(rewrite),
            "decisions": json.loads(fields["decisions"]),
            "answers": json.loads(fields["answers"]),
        }
    )

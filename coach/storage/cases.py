"""Cases with their drafts and hand edits."""

from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from coach.domain.kept import Revision, SavedCase
from coach.domain.pack import Edit
from coach.domain.situation import CaseInput
from coach.domain.values import Engine
from coach.storage import tables
from coach.storage.database import Database
from coach.storage.rows import Clock, add_row, gone, save_row, stamp
from coach.storage.sent import forget_subject


class Cases:
    """What the user works on."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def all(self) -> tuple[SavedCase, ...]:
        """Return every case that is neither archived nor deleted, last touched first."""
        return tuple(
            case for case in self._list() if case.archived is None and case.deleted is None
        )

    def archive(self) -> tuple[SavedCase, ...]:
        """Return the archived cases, last touched first."""
        return tuple(case for case in self._list() if case.archived and case.deleted is None)

    def bin(self) -> tuple[SavedCase, ...]:
        """Return the deleted cases that can still be brought back, last touched first."""
        return tuple(case for case in self._list() if case.deleted)

    def get(self, id_: str) -> SavedCase:
        """Return a case.

        Raises:
            InputError: when there is none.
        """
        found = next(iter(self._list(id_)), None)
        if found is None:
            raise gone()
        return found

    def add(self, title: str, case: CaseInput) -> SavedCase:
        """Keep a new case."""
        with self._database.write() as connection:
            values = {"title": title, "input": case.model_dump_json()}
            id_ = add_row(connection, tables.cases, stamp(self._clock), values)
        return self.get(id_)

    def save(self, case: SavedCase) -> SavedCase:
        """Keep a case's title and input as they are now, and return the next version.

        Raises:
            ConflictError: when it was saved elsewhere since it was read.
        """
        values = {
            "title": case.title,
            "input": case.input.model_dump_json(),
            "updated": stamp(self._clock),
        }
        with self._database.write() as connection:
            save_row(connection, tables.cases, case.id, case.version, values)
        return self.get(case.id)

    def put_away(self, id_: str) -> None:
        """Archive a case."""
        self._mark(id_, archived=stamp(self._clock))

    def delete(self, id_: str) -> None:
        """Put a case into the bin."""
        self._mark(id_, deleted=stamp(self._clock))

    def restore(self, id_: str) -> None:
        """Bring a case back from the archive or the bin."""
        self._mark(id_, archived=None, deleted=None)

    def erase(self, id_: str) -> None:
        """Delete a case for good, with its drafts, edits, rehearsals and emails."""
        with self._database.write() as connection:
            forget_subject(connection, id_)
            connection.execute(delete(tables.cases).where(tables.cases.c.id == id_))

    def add_revision(self, case: str, kind: str, body: str, written_by: Engine) -> None:
        """Keep one more draft; the earlier ones stay."""
        values = {
            "case": case,
            "kind": kind,
            "body": body,
            "written_by": written_by,
            "created": stamp(self._clock),
        }
        with self._database.write() as connection:
            connection.execute(insert(tables.revisions).values(**values))

    def revisions(self, case: str, kind: str, last: int = 20) -> tuple[Revision, ...]:
        """Return at most `last` drafts of one kind, newest first."""
        column = tables.revisions.c
        query = (
            select(tables.revisions)
            .where(column.case == case, column.kind == kind)
            .order_by(column.id.desc())
            .limit(last)
        )
        with self._database.read() as connection:
            return tuple(Revision(**row._mapping) for row in connection.execute(query))

    def add_edit(self, case: str, edit: Edit) -> None:
        """Keep the user's own words for a part."""
        self._add_edit(case, edit.part, edit.text, edit.based_on)

    def drop_edit(self, case: str, part: str) -> None:
        """Go back to the draft for a part; the user's words stay in the history."""
        self._add_edit(case, part, None, "")

    def edits(self, case: str) -> tuple[Edit, ...]:
        """Return the user's own words, the latest for each part."""
        latest = {row.part: row for row in self._edits(case)}
        return tuple(_edit(row) for row in latest.values() if row.text is not None)

    def edit_history(self, case: str, part: str) -> tuple[Edit, ...]:
        """Return all that the user ever wrote for a part, oldest first."""
        rows = self._edits(case)
        return tuple(_edit(row) for row in rows if row.part == part and row.text is not None)

    def _edits(self, case: str) -> list[Row[Any]]:
        query = select(tables.edits).where(tables.edits.c.case == case).order_by(tables.edits.c.id)
        with self._database.read() as connection:
            return list(connection.execute(query))

    def _add_edit(self, case: str, part: str, text: str | None, based_on: str) -> None:
        values = {"case": case, "part": part, "text": text, "based_on": based_on}
        with self._database.write() as connection:
            connection.execute(insert(tables.edits).values(created=stamp(self._clock), **values))

    def _list(self, id_: str | None = None) -> list[SavedCase]:
        query = select(tables.cases).order_by(tables.cases.c.updated.desc())
        if id_ is not None:
            query = query.where(tables.cases.c.id == id_)
        with self._database.read() as connection:
            return [_case(row) for row in connection.execute(query)]

    def _mark(self, id_: str, **marks: str | None) -> None:
        with self._database.write() as connection:
            connection.execute(update(tables.cases).where(tables.cases.c.id == id_).values(**marks))


def _case(row: Row[Any]) -> SavedCase:
    fields = dict(row._mapping)
    return SavedCase(**{**fields, "input": CaseInput.model_validate_json(fields["input"])})


def _edit(row: Row[Any]) -> Edit:
    return Edit(part=row.part, text=row.text, based_on=row.based_on)

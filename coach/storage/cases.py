"""Cases with their hand edits."""

from typing import Any

from sqlalchemy import Row, insert, select, update

from coach.domain.kept import CaseState, KeptEdit, SavedCase
from coach.domain.pack import Edit
from coach.domain.situation import CaseInput
from coach.storage import revisions, tables
from coach.storage.own import Mine, Own
from coach.storage.rows import Clock, add_row, gone, save_row, stamp, without_owner


class Cases:
    """What the user works on."""

    def __init__(self, own: Own, clock: Clock) -> None:
        self._own = own
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
        with self._own.read() as connection:
            found = _read(connection, id_)
        if found is None:
            raise gone()
        return found

    def add(self, title: str, case: CaseInput) -> SavedCase:
        """Keep a new case."""
        with self._own.write() as connection:
            values = {"title": title, "input": case.model_dump_json()}
            id_ = add_row(connection, tables.cases, stamp(self._clock), values)
        return self.get(id_)

    def save(self, case: SavedCase) -> SavedCase:
        """Keep a case's title and input as they are now, and return the next version.

        What it said before stays as a revision of kind `input`.

        Raises:
            ConflictError: when it was saved elsewhere since it was read.
        """
        values = {
            "title": case.title,
            "input": case.input.model_dump_json(),
            "updated": stamp(self._clock),
        }
        with self._own.write() as connection:
            before = _read(connection, case.id)
            save_row(connection, tables.cases, case.id, case.version, values)
            if before is not None and state(before) != state(case):
                _keep(connection, before)
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

    def edit_history(self, case: str, part: str) -> tuple[KeptEdit, ...]:
        """Return all that the user ever wrote for a part, oldest first."""
        rows = self._edits(case)
        return tuple(
            KeptEdit(**dict(_edit(row)), created=row.created)
            for row in rows
            if row.part == part and row.text is not None
        )

    def _edits(self, case: str) -> list[Row[Any]]:
        query = select(tables.edits).where(tables.edits.c.case == case).order_by(tables.edits.c.id)
        with self._own.read() as connection:
            return list(connection.execute(query))

    def _add_edit(self, case: str, part: str, text: str | None, based_on: str) -> None:
        values = {"case": case, "part": part, "text": text, "based_on": based_on}
        with self._own.write() as connection:
            connection.execute(insert(tables.edits).values(created=stamp(self._clock), **values))

    def _list(self) -> list[SavedCase]:
        query = select(tables.cases).order_by(tables.cases.c.updated.desc())
        with self._own.read() as connection:
            return [_case(row) for row in connection.execute(query)]

    def _mark(self, id_: str, **marks: str | None) -> None:
        with self._own.write() as connection:
            connection.execute(update(tables.cases).where(tables.cases.c.id == id_).values(**marks))


def state(case: SavedCase) -> CaseState:
    """Return what a revision keeps of a case."""
    return CaseState(title=case.title, input=case.input)


def _keep(connection: Mine, case: SavedCase) -> None:
    when = case.updated.isoformat(timespec="microseconds")
    body = state(case).model_dump_json()
    revisions.write(connection, case.id, "input", body, "you", when)


def _read(connection: Mine, id_: str) -> SavedCase | None:
    row = connection.execute(select(tables.cases).where(tables.cases.c.id == id_)).first()
    return None if row is None else _case(row)


def _case(row: Row[Any]) -> SavedCase:
    return read_row(dict(row._mapping))


def read_row(fields: dict[str, Any]) -> SavedCase:
    """Return a row of the table as a record."""
    return SavedCase(
        **{**without_owner(fields), "input": CaseInput.model_validate_json(fields["input"])}
    )


def _edit(row: Row[Any]) -> Edit:
    return Edit(part=row.part, text=row.text, based_on=row.based_on)

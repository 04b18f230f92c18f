"""Drafts and earlier states: only ever added to, until what they belong to is erased."""

from sqlalchemy import delete, insert, select

from coach.domain.kept import Revision, Writer
from coach.storage import tables
from coach.storage.own import Mine, Own
from coach.storage.rows import Clock, stamp, without_owner

ASIDE = "aside."
"""Begins the kind of a state that could not be saved because of another window."""


class Revisions:
    """The history of every document."""

    def __init__(self, own: Own, clock: Clock) -> None:
        self._own = own
        self._clock = clock

    def add(self, subject: str, kind: str, body: str, written_by: Writer) -> None:
        """Keep one more; the earlier ones stay."""
        with self._own.write() as connection:
            write(connection, subject, kind, body, written_by, stamp(self._clock))

    def of(self, subject: str, kind: str, last: int = 20) -> tuple[Revision, ...]:
        """Return at most `last` of one kind, newest first."""
        column = tables.revisions.c
        query = (
            select(tables.revisions)
            .where(column.subject == subject, column.kind == kind)
            .order_by(column.id.desc())
            .limit(last)
        )
        with self._own.read() as connection:
            return tuple(
                Revision(**without_owner(dict(row._mapping))) for row in connection.execute(query)
            )

    def set_aside(self, subject: str, kind: str, body: str) -> None:
        """Keep a state that was refused, so that the user can still choose it."""
        self.add(subject, f"{ASIDE}{kind}", body, "you")

    def forget(self, id_: int) -> None:
        """Drop a state that was set aside, once the user has decided on it."""
        column = tables.revisions.c
        with self._own.write() as connection:
            aside = column.kind.startswith(ASIDE, autoescape=True)
            connection.execute(delete(tables.revisions).where(column.id == id_, aside))


def write(
    connection: Mine, subject: str, kind: str, body: str, written_by: Writer, when: str
) -> None:
    """Add a revision within a transaction."""
    values = {
        "subject": subject,
        "kind": kind,
        "body": body,
        "written_by": written_by,
        "created": when,
    }
    connection.execute(insert(tables.revisions).values(**values))

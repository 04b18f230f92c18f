"""Words typed but not committed: one row a field and window, until they are committed."""

import hashlib

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from coach.domain.kept import Typed
from coach.storage import tables
from coach.storage.own import Own
from coach.storage.rows import Clock, stamp


def digest(text: str) -> str:
    """Return what two texts are compared by."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class TypedText:
    """What people are typing."""

    def __init__(self, own: Own, clock: Clock) -> None:
        self._own = own
        self._clock = clock

    def put(self, typed: Typed, subject: str) -> None:
        """Keep what a field holds now.

        A message may come late: words that this window has just committed are not kept again, nor
        words that it sent before the last ones.
        """
        values = {
            "text": typed.text,
            "subject": subject,
            "base": typed.base,
            "step": typed.step,
            "updated": stamp(self._clock),
        }
        row = _row(typed.slot, typed.tab)
        column = tables.typed.c
        with self._own.write() as connection:
            known = connection.execute(select(column.settled, column.step).where(row)).first()
            if known is None:
                key = {"slot": typed.slot, "tab": typed.tab, "settled": ""}
                connection.execute(insert(tables.typed).values(**key, **values))
            elif known.settled != digest(typed.text) and known.step <= typed.step:
                connection.execute(update(tables.typed).where(row).values(**values))

    def of(self, slot: str) -> tuple[Typed, ...]:
        """Return the uncommitted words of a field, newest first."""
        column = tables.typed.c
        query = (
            select(column.slot, column.tab, column.text, column.base, column.step)
            .where(column.slot == slot, column.text != "")
            .order_by(column.updated.desc())
        )
        with self._own.read() as connection:
            return tuple(Typed(**row._mapping) for row in connection.execute(query))

    def settle(self, slot: str, tab: str, committed: str) -> None:
        """Note that a window committed a field: its words, and a start of them elsewhere, go."""
        column = tables.typed.c
        marked = {
            "text": "",
            "base": "",
            "subject": "",
            "step": 0,
            "settled": digest(committed),
            "updated": stamp(self._clock),
        }
        same_field = column.slot == slot
        with self._own.write() as connection:
            for row in connection.execute(select(column.tab, column.text).where(same_field)).all():
                if row.tab == tab or committed.startswith(row.text):
                    connection.execute(delete(tables.typed).where(_row(slot, row.tab)))
            key = {"slot": slot, "tab": tab}
            connection.execute(insert(tables.typed).values(**key, **marked))

    def adopt(self, typed: Typed, tab: str) -> None:
        """Let another window go on with words; the window they came from has closed."""
        column = tables.typed.c
        if typed.tab == tab:
            return
        with self._own.write() as connection:
            connection.execute(delete(tables.typed).where(_row(typed.slot, tab)))
            connection.execute(
                update(tables.typed)
                .where(_row(typed.slot, typed.tab), column.text == typed.text)
                .values(tab=tab, step=0)
            )

    def drop(self, typed: Typed) -> None:
        """Forget words that the user does not want."""
        with self._own.write() as connection:
            connection.execute(delete(tables.typed).where(_row(typed.slot, typed.tab)))

    def forget_before(self, day: str) -> None:
        """Forget what nobody came back for."""
        with self._own.write() as connection:
            connection.execute(delete(tables.typed).where(tables.typed.c.updated < day))


def _row(slot: str, tab: str) -> ColumnElement[bool]:
    column = tables.typed.c
    return and_(column.slot == slot, column.tab == tab)

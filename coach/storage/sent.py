"""What was sent to a model, call by call."""

import json
from collections.abc import Callable
from functools import partial

from sqlalchemy import delete, insert, select

from coach.domain.sent import SavedSent, Sent
from coach.storage import tables
from coach.storage.own import Own
from coach.storage.rows import Clock, stamp, without_owner


class SentCalls:
    """Every call made for a case, email or rehearsal; erased with it."""

    def __init__(self, own: Own, clock: Clock) -> None:
        self._own = own
        self._clock = clock

    def add(self, subject: str, sent: Sent) -> Callable[[], None]:
        """Keep a call that is about to be made; return how to forget it if it was not."""
        row = {
            **sent.model_dump(exclude={"stand_ins"}),
            "stand_ins": json.dumps(sent.stand_ins, ensure_ascii=False),
            "subject": subject,
            "created": stamp(self._clock),
        }
        with self._own.write() as connection:
            key = connection.execute(insert(tables.sent).values(**row)).inserted_primary_key
        return partial(self._forget, key[0] if key else 0)

    def all(self, subject: str, last: int = 50) -> tuple[SavedSent, ...]:
        """Return at most `last` calls made for a subject, newest first."""
        column = tables.sent.c
        query = (
            select(tables.sent)
            .where(column.subject == subject)
            .order_by(column.id.desc())
            .limit(last)
        )
        with self._own.read() as connection:
            rows = [without_owner(dict(row._mapping)) for row in connection.execute(query)]
        return tuple(
            SavedSent(**{**row, "stand_ins": json.loads(row["stand_ins"])}) for row in rows
        )

    def _forget(self, id_: int) -> None:
        with self._own.write() as connection:
            connection.execute(delete(tables.sent).where(tables.sent.c.id == id_))

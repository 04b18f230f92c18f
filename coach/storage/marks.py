"""What the installation itself must remember; it belongs to no person."""

import secrets

from sqlalchemy import insert, select

from coach.storage import tables
from coach.storage.database import Database


def typing_key(owner: str) -> str:
    """Return the name of the key by which a person's fields may keep words; see `Erasing`."""
    return f"typing {owner[:24] or 'key'}"


class Marks:
    """The installation's own keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def key(self, name: str) -> bytes:
        """Return a key to sign with, made on first use; every process of an installation shares it."""
        query = select(tables.marks.c.value).where(tables.marks.c.name == name)
        with self._database.read() as connection:
            known = connection.execute(query).scalar_one_or_none()
        if known is None:
            with self._database.write() as connection:
                known = connection.execute(query).scalar_one_or_none()
                if known is None:
                    known = secrets.token_hex(32)
                    connection.execute(insert(tables.marks).values(name=name, value=known))
        return bytes.fromhex(known)

"""A backup's rows made one person's own: theirs by name, and apart from what others keep."""

from sqlalchemy import Connection, Table, select

from coach.errors import InputError
from coach.storage import tables
from coach.storage.backup_file import Row
from coach.storage.rows import new_id

_WITH_ID = (tables.cases, tables.talks, tables.emails, tables.replies)
_NAMES = ("case", "subject")


def handed_over(
    connection: Connection, rows: dict[str, list[Row]], owner: str
) -> dict[str, list[Row]]:
    """Return rows as one person's; what somebody else keeps under the same id gets a new one.

    What was shared is left out: it names who shared it, and a file may say anything.

    Raises:
        InputError: when it is of several people, or something belongs to a case that is not there.
    """
    if len({row.get("owner") for each in rows.values() for row in each}) > 1:
        raise InputError(
            "This backup holds what several people keep.",
            "Whoever keeps the installation puts it back: candor restore FILE",
        )
    renamed: dict[str, str] = {}
    for table in _WITH_ID:
        taken = _others(connection, table, owner)
        named = (row["id"] for row in rows.get(table.name, ()))
        renamed |= {id_: new_id() for id_ in named if id_ in taken}
    theirs = {
        name: [_renamed(row, renamed, owner) for row in each]
        for name, each in rows.items()
        if name != tables.shares.name
    }
    mine = set(connection.scalars(select(tables.cases.c.id).where(tables.cases.c.owner == owner)))
    mine |= {row["id"] for row in theirs.get("cases", ())}
    if any(row.get("case") and row["case"] not in mine for each in theirs.values() for row in each):
        raise InputError("This backup's content cannot be used.", "Nothing was changed.")
    return theirs


def _others(connection: Connection, table: Table, owner: str) -> set[str]:
    return set(connection.scalars(select(table.c.id).where(table.c.owner != owner)))


def _renamed(row: Row, renamed: dict[str, str], owner: str) -> Row:
    changed = {name: renamed[row[name]] for name in ("id", *_NAMES) if row.get(name) in renamed}
    return {**row, **changed, "owner": owner}

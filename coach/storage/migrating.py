"""Bringing a database to a version of the tables."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

_MIGRATIONS = Path(__file__).parent / "migrations"
# Any number does, as long as every process of every version takes the same one.
_LOCK = 7_233_910


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring a database up to a version, all or nothing; two programs at once take turns.

    SQLite must not enforce foreign keys meanwhile: a table is changed there by copying and
    dropping it, and the drop would delete every row that points to it.

    Raises:
        CommandError: when the version is unknown here: the database is from a newer Candor.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def version(connection: Connection) -> str:
    """Return the version that a database is at; empty for none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def versions() -> tuple[str, ...]:
    """Return every version there has been, the first one first."""
    scripts = ScriptDirectory.from_config(_config())
    return tuple(reversed([script.revision for script in scripts.walk_revisions()]))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config

"""The database: opening it, bringing it up to date, and transactions that lose nothing."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from coach.config import Settings
from coach.errors import StoreError

BUSY_SECONDS = 10
_MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """One engine for the whole process; SQLite gets one writer at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(candor_writes=True)
        # SQLite's own waiting is unfair: with many writers a few wait for seconds.
        self._writer = threading.Lock()

    @classmethod
    def open(cls, settings: Settings) -> "Database":
        """Create the data folder and the database where missing, and bring it up to date.

        Raises:
            StoreError: when the folder or database cannot be used or is from a newer version.
        """
        _make_folder(settings.data_dir)
        database = cls(_engine(settings.database_url))
        database._upgrade()
        return database

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection to read with.

        Raises:
            StoreError: when the database cannot be read.
        """
        with _said_plainly(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept all together or not at all.

        Raises:
            StoreError: when the database cannot be written.
        """
        with _said_plainly(), self._writer, self._writing.begin() as connection:
            yield connection

    def check(self) -> None:
        """Look the whole database over.

        Raises:
            StoreError: when it is damaged or cannot be written.
        """
        with self.write() as connection:
            if self._engine.dialect.name == "sqlite":
                found = connection.execute(text("PRAGMA integrity_check")).scalar_one()
                if found != "ok":
                    raise _damaged()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _upgrade(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        try:
            with self.write() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                "This data was written by a newer version of Candor.",
                "Install the newer version, or name another folder with CANDOR_DATA_DIR.",
            ) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The data folder {str(folder)!r} cannot be used: {error.strerror}.",
            "Name another folder with CANDOR_DATA_DIR.",
        ) from None


def _engine(url: str) -> Engine:
    try:
        sqlite = make_url(url).get_backend_name() == "sqlite"
        waiting: dict[str, Any] = {"timeout": BUSY_SECONDS} if sqlite else {}
        engine = create_engine(url, connect_args=waiting, pool_pre_ping=not sqlite)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(
            "CANDOR_DATABASE_URL is not a database address.",
            "It looks like postgresql+psycopg://user@host/name.",
        ) from error
    except ImportError as error:
        raise StoreError(f"The database needs the Python package {error.name!r}.") from error
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions are off: it would begin them too late to lock in time.
    connection.isolation_level = None
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("candor_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise _plain(str(error.orig)) from error
    except SQLAlchemyError as error:
        raise StoreError("The database could not be used.") from error


def _plain(reason: str) -> StoreError:
    if "locked" in reason or "busy" in reason:
        return StoreError("The database is busy in another program.", "Try again in a moment.")
    if "not a database" in reason or "malformed" in reason:
        return _damaged()
    if "unable to open" in reason or "readonly" in reason or "disk I/O" in reason:
        return StoreError(
            "The database file cannot be read or written.",
            "Look at the rights of the data folder, or name another with CANDOR_DATA_DIR.",
        )
    if "disk is full" in reason:
        return StoreError("The disk is full; nothing was saved.", "Make room and try again.")
    return StoreError("The database could not be used.", "Run: candor doctor")


def _damaged() -> StoreError:
    return StoreError(
        "The database file is damaged.",
        "Put a copy of candor.db back, or move the file away to begin anew.",
    )

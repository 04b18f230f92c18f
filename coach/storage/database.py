"""The database: opening it, bringing it up to date, and transactions that lose nothing."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from coach.config import Settings
from coach.errors import StoreError
from coach.storage import migrating

BUSY_SECONDS = 10
_SQLITE = (
    "journal_mode = WAL",
    "synchronous = FULL",
    # Deleted words are written over, not only given up.
    "secure_delete = ON",
)


class Database:
    """One engine for the whole process; SQLite gets one writer at a time."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = engine.execution_options(candor_writes=True)
        self._is_file = engine.dialect.name == "sqlite"
        # SQLite's own waiting is unfair: with many writers a few wait for seconds.
        self._writer: AbstractContextManager[Any] = (
            threading.Lock() if self._is_file else nullcontext()
        )

    @classmethod
    def open(cls, settings: Settings) -> "Database":
        """Create the data folder and the database where missing, and bring it up to date.

        Raises:
            StoreError: when the folder or database cannot be used or is from a newer version.
        """
        _make_folder(settings.data_dir)
        upgrade(settings.database_url)
        return cls(_engine(settings.database_url))

    @property
    def kind(self) -> str:
        """The kind of database, in words."""
        return "SQLite" if self._is_file else "PostgreSQL"

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
            if self._is_file:
                found = connection.execute(text("PRAGMA integrity_check")).scalar_one()
                if found != "ok":
                    raise _damaged()

    def scrub(self) -> bool:
        """Leave no byte of what was deleted in the database's files.

        Returns False when another program used them all the while; what was deleted is deleted
        all the same, and the next call cleans up.
        """
        try:
            with _said_plainly(), self._writer:
                return self._scrub_file() if self._is_file else self._scrub_server()
        except StoreError:
            return False

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _scrub_file(self) -> bool:
        """Write the file anew and empty the log beside it, which still holds the old pages."""
        raw = self._engine.raw_connection()
        try:
            cursor = raw.cursor()
            try:
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                (busy, _pages, _done) = cursor.fetchone() or (1, 0, 0)
            except sqlite3.OperationalError:
                return False
        finally:
            raw.close()
        return busy == 0

    def _scrub_server(self) -> bool:
        own = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with own.connect() as connection:
            connection.execute(text(f"SET lock_timeout = '{BUSY_SECONDS}s'"))
            connection.execute(text("VACUUM (FULL)"))
            connection.execute(text("RESET lock_timeout"))
        return True


def upgrade(url: str, to: str = "head") -> None:
    """Bring a database up to a version of the tables, the newest unless named.

    Raises:
        StoreError: when it cannot be used or is from a newer version.
    """
    engine = _engine(url, keys="OFF")
    try:
        with _said_plainly(), engine.execution_options(candor_writes=True).begin() as connection:
            migrating.upgrade(connection, to)
    except CommandError as error:
        raise StoreError(
            "This data was written by a newer version of Candor.",
            "Install the newer version, or name another folder with CANDOR_DATA_DIR.",
        ) from error
    finally:
        engine.dispose()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The data folder {str(folder)!r} cannot be used: {error.strerror}.",
            "Name another folder with CANDOR_DATA_DIR.",
        ) from None


def _engine(url: str, keys: str = "ON") -> Engine:
    try:
        backend = make_url(url).get_backend_name()
        if backend not in ("sqlite", "postgresql"):
            raise _no_address()
        sqlite = backend == "sqlite"
        waiting = {"timeout" if sqlite else "connect_timeout": BUSY_SECONDS}
        # Its errors and its log would carry the values: the words of people.
        logging.getLogger("sqlalchemy").setLevel(logging.WARNING)
        engine = create_engine(
            url, connect_args=waiting, pool_pre_ping=not sqlite, hide_parameters=True
        )
    except (ArgumentError, NoSuchModuleError) as error:
        raise _no_address() from error
    except ImportError as error:
        raise StoreError(
            f"The database needs the Python package {error.name!r}.",
            "For PostgreSQL install Candor with its extra: candor-coach[postgres]",
        ) from error
    if sqlite:

        def prepare(connection: sqlite3.Connection, _record: object) -> None:
            # The driver's own transactions are off: it would begin them too late to lock in time.
            connection.isolation_level = None
            for setting in (*_SQLITE, f"foreign_keys = {keys}"):
                connection.execute(f"PRAGMA {setting}")

        event.listen(engine, "connect", prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _no_address() -> StoreError:
    return StoreError(
        "CANDOR_DATABASE_URL is no address of SQLite or PostgreSQL.",
        "It looks like postgresql+psycopg://user@host/name.",
    )


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
    if "locked" in reason or "busy" in reason or "lock timeout" in reason:
        return StoreError("The database is busy in another program.", "Try again in a moment.")
    if "not a database" in reason or "malformed" in reason:
        return _damaged()
    if "unable to open" in reason or "readonly" in reason or "disk I/O" in reason:
        return StoreError(
            "The database file cannot be read or written.",
            "Look at the rights of the data folder, or name another with CANDOR_DATA_DIR.",
        )
    if "is full" in reason or "No space left" in reason:
        return StoreError("The disk is full; nothing was saved.", "Make room and try again.")
    if "connection" in reason or "authentication" in reason or 'database "' in reason:
        return StoreError(
            "The database server cannot be reached.",
            "Look at CANDOR_DATABASE_URL, and whether the server runs.",
        )
    return StoreError("The database could not be used.", "Run: candor doctor")


def _damaged() -> StoreError:
    return StoreError(
        "The database file is damaged.",
        "Put a backup back with candor restore, or move the file away to begin anew.",
    )

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.config import Settings
from coach.storage.store import Store
from tests.storage.postgres import PostgresServer, running


class TickingClock:
    """A clock that goes on by a second each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def days_pass(self, days: int) -> None:
        self.now += timedelta(days=days)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with running() as server:
        yield server


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder with SQLite in it."""
    return Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path / "kept")})


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    """Each kind of database in turn."""
    if request.param == "sqlite":
        return settings
    server: PostgresServer = request.getfixturevalue("postgres")
    return replace(settings, database_url=server.new_database())


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def store(either: Settings, clock: TickingClock) -> Iterator[Store]:
    opened = Store.open(either, clock)
    yield opened
    opened.close()

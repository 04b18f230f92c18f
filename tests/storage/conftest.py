from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.config import Settings
from coach.storage.store import Store


class TickingClock:
    """A clock that goes on by a second each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path / "kept")})


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    opened = Store.open(settings, TickingClock())
    yield opened
    opened.close()

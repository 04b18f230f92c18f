import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from coach.config import Settings
from coach.domain.situation import CaseInput
from coach.errors import ConflictError, StoreError
from coach.storage.store import Store
from coach.storage.tables import metadata
from tests.web.serving import free_port


def case(text: str = "We were late.") -> CaseInput:
    return CaseInput(text=text, today="2026-03-02")


def test_what_is_kept_is_there_after_a_restart(either: Settings) -> None:
    first = Store.open(either)
    kept = first.cases.add("Late subtitles", case())
    first.close()
    second = Store.open(either)
    assert second.cases.get(kept.id) == kept
    second.check()


def test_the_migrations_make_just_the_tables_that_the_code_uses(either: Settings) -> None:
    Store.open(either).close()
    engine = create_engine(either.database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_file_is_kept_in_the_safest_way(settings: Settings) -> None:
    store = Store.open(settings)
    with store._database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    store.close()


def test_a_newer_database_is_refused_and_left_alone(settings: Settings) -> None:
    Store.open(settings).close()
    file = settings.data_dir / "candor.db"
    with sqlite3.connect(file) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreError, match="newer version"):
        Store.open(settings)
    with sqlite3.connect(file) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    raw.close()


def test_a_data_folder_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    settings = Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path / "file" / "kept")})
    with pytest.raises(StoreError, match="file"):
        Store.open(settings)


def test_a_database_file_that_cannot_be_opened_is_said(settings: Settings) -> None:
    (settings.data_dir / "candor.db").mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(settings)


@pytest.mark.parametrize("damage", ["whole", "middle"])
def test_a_damaged_file_is_said(settings: Settings, damage: str) -> None:
    first = Store.open(settings)
    for _ in range(40):
        first.cases.add("x", case("late again " * 200))
    first.close()
    file = settings.data_dir / "candor.db"
    data = bytearray(file.read_bytes())
    start = 0 if damage == "whole" else 8192
    data[start:-4096] = b"\xa5" * (len(data) - 4096 - start)
    file.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(settings).check()


@pytest.mark.parametrize("url", ["nonsense", "nosuch://here/there", "mysql+nodriver://x/y"])
def test_an_address_that_is_none_is_said(settings: Settings, url: str) -> None:
    with pytest.raises(StoreError):
        Store.open(replace(settings, database_url=url))


def test_a_database_locked_by_another_program_is_said(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.storage.database.BUSY_SECONDS", 0.05)
    store = Store.open(settings)
    other = sqlite3.connect(settings.data_dir / "candor.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="busy"):
        store.cases.add("x", case())
    other.execute("ROLLBACK")
    other.close()
    store.cases.add("x", case())


def test_many_writers_in_two_processes_worth_of_stores_lose_nothing(either: Settings) -> None:
    stores = [Store.open(either), Store.open(either)]

    def write(store: Store) -> None:
        for number in range(10):
            store.cases.add(str(number), case())

    writers = [threading.Thread(target=write, args=(store,)) for store in stores * 3]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(stores[0].cases.all()) == 60
    for store in stores:
        store.close()


def test_of_two_windows_the_second_to_save_is_told(store: Store) -> None:
    here = there = store.cases.add("Late", case())
    store.cases.save(here.model_copy(update={"title": "Here"}))
    with pytest.raises(ConflictError, match="another window"):
        store.cases.save(there.model_copy(update={"title": "There"}))
    assert store.cases.get(here.id).title == "Here"


def test_two_programs_that_start_at_once_make_one_set_of_tables(either: Settings) -> None:
    opened: list[Store] = []
    starts = [threading.Thread(target=lambda: opened.append(Store.open(either))) for _ in range(3)]
    for start in starts:
        start.start()
    for start in starts:
        start.join()
    assert len(opened) == 3
    for store in opened:
        store.check()
        store.close()


def test_a_server_that_does_not_answer_is_said_without_its_password(settings: Settings) -> None:
    url = f"postgresql+psycopg://candor:hush@127.0.0.1:{free_port()}/candor"
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        Store.open(replace(settings, database_url=url))
    assert "hush" not in caught.value.message + caught.value.hint

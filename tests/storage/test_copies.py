"""Backups: whole, from one kind of database to the other, and never at the cost of what is here."""

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from coach.config import Settings
from coach.domain.kept import Counts
from coach.errors import InputError
from coach.storage import backup_file, migrating
from coach.storage.backup_file import Backup
from coach.storage.store import Store
from tests.storage.postgres import PostgresServer
from tests.storage.test_erasing import KEPT, SECRET, case, fill

DOCUMENT = '{"name": "Rates.md", "passages": []}'


def rows(store: Store) -> dict[str, list[dict[str, object]]]:
    """Return everything that a backup of the store would hold; numbers of rows aside."""
    backup = backup_file.unpack(store.copies.backup())
    numbered = ("edits", "revisions")
    return {
        table: [
            {name: value for name, value in row.items() if table not in numbered or name != "id"}
            for row in content
        ]
        for table, content in backup.tables.items()
    }


def test_a_backup_put_back_into_an_empty_store_is_the_same_store(
    store: Store, settings: Settings, tmp_path: Path
) -> None:
    fill(store, KEPT)
    store.preferences.allow("sprint")
    documents = settings.data_dir / "documents"
    documents.mkdir(parents=True)
    (documents / "0123456789ab.json").write_text(DOCUMENT, encoding="utf-8")
    other_settings = Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path / "other")})
    other = Store.open(other_settings)
    restored = other.copies.restore(store.copies.backup())
    assert restored.added == Counts(cases=1, rehearsals=1, emails=1, documents=1)
    assert rows(other) == rows(store)
    kept = other_settings.data_dir / "documents" / "0123456789ab.json"
    assert kept.read_text(encoding="utf-8") == DOCUMENT
    other.close()


def test_from_sqlite_to_a_server(settings: Settings, postgres: PostgresServer) -> None:
    here = Store.open(settings)
    fill(here, KEPT)
    there = Store.open(replace(settings, database_url=postgres.new_database()))
    there.copies.restore(here.copies.backup())
    assert rows(there) == rows(here)
    here.close()
    there.close()


def test_what_is_here_is_left_alone_and_only_the_missing_is_added(store: Store) -> None:
    here = fill(store, KEPT)
    backup = store.copies.backup()
    changed = store.cases.save(store.cases.get(here).model_copy(update={"title": "Newer"}))
    gone = store.emails.all()[0]
    store.emails.delete(gone.id)
    store.erasing.things(store.bin.all())
    before = len(store.revisions.of(here, "input"))
    restored = store.copies.restore(backup)
    assert restored.added == Counts(cases=0, rehearsals=0, emails=1, documents=0)
    assert restored.left == Counts(cases=1, rehearsals=1, emails=0, documents=0)
    assert store.cases.get(here) == changed
    assert store.emails.get(gone.id).original == gone.original
    assert len(store.revisions.of(here, "input")) == before
    again = store.copies.restore(backup)
    assert again.added == Counts(cases=0, rehearsals=0, emails=0, documents=0)


def test_replacing_keeps_a_backup_of_what_was_here(store: Store) -> None:
    fill(store, KEPT)
    backup = store.copies.backup()
    then = rows(store)
    newer = store.cases.add("Only here", case(SECRET))
    restored = store.copies.restore(backup, replace=True)
    assert rows(store) == then
    store.copies.restore(Path(restored.before).read_bytes())
    assert store.cases.get(newer.id) == newer


def without_manifest() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("tables/cases.jsonl", "{}")
    return file.getvalue()


def packed(**tables: list[dict[str, object]]) -> bytes:
    return backup_file.pack(Backup(migrating.versions()[-1], "now", tables))


def row(**fields: object) -> dict[str, object]:
    times = {"created": "2026-01-01", "updated": "2026-01-01", "archived": None, "deleted": None}
    written = case("x").model_dump_json()
    return {"id": "i", "title": "t", "input": written, "version": 1, **times, **fields}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip at all",
        without_manifest(),
        backup_file.pack(Backup("9999", "now", {})),
        packed(cases=[{"id": "x"}]),
        packed(cases=[row(input="{}")]),
        packed(cases=[row(input=None)]),
        packed(cases=[row(), row()]),
        packed(emails=[{**row(), "case": "nobody"}]),
        packed(cases=[row()], revisions=[{"id": "x", "subject": "i"}]),
        backup_file.pack(Backup("0001", "now", {"cases": [{"id": "x"}]})),
    ],
    ids=[
        "empty",
        "no zip",
        "no manifest",
        "newer",
        "half a row",
        "no input",
        "null",
        "twice",
        "of no case",
        "no number",
        "old, half a row",
    ],
)
def test_what_is_no_backup_is_refused_in_a_sentence_and_changes_nothing(
    store: Store, data: bytes
) -> None:
    fill(store, KEPT)
    before = rows(store)
    for replacing in (False, True):
        with pytest.raises(InputError):
            store.copies.restore(data, replace=replacing)
        assert rows(store) == before


def test_a_small_file_that_unpacks_to_gigabytes_is_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_file, "MOST_UNPACKED_BYTES", 1_000)
    with pytest.raises(InputError, match="too large"):
        store.copies.restore(packed(cases=[row(title="x" * 2_000)]))


def test_a_document_with_a_name_that_leads_elsewhere_is_left_out(
    store: Store, settings: Settings
) -> None:
    data = backup_file.pack(
        Backup(migrating.versions()[-1], "now", {}, {"../../evil.json": b"{}", "x.json": b"{}"})
    )
    assert store.copies.restore(data).added.documents == 0
    assert list(settings.data_dir.parent.rglob("evil.json")) == []


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 5_000), st.binary(max_size=8))
def test_a_damaged_backup_is_refused_or_read_as_it_was(
    settings: Settings, place: int, noise: bytes
) -> None:
    whole = packed(cases=[row(title="Something to lose")])
    at = place % len(whole)
    damaged = whole[:at] + noise + whole[at + len(noise) :]
    try:
        read = backup_file.unpack(damaged)
    except InputError:
        return
    for table in read.tables.values():
        for kept in table:
            assert json.dumps(kept)

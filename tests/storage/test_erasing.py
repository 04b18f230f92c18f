"""The bin, and erasing so that no byte is left in any file."""

import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from coach.config import Settings
from coach.domain.kept import Typed
from coach.domain.pack import Edit
from coach.domain.situation import CaseInput
from coach.errors import InputError
from coach.storage import files
from coach.storage.store import Store
from coach.storage.tables import metadata
from tests.storage.conftest import TickingClock
from tests.storage.test_store import TALK

SECRET = "Zanzibar-umbrella-4417"
KEPT = "Ordinary-lighthouse-9902"


def case(words: str) -> CaseInput:
    return CaseInput(text=f"{words} " * 40, today="2026-03-02")


def fill(store: Store, words: str) -> str:
    """Keep a case with everything that can hang on one; return its id."""
    kept = store.cases.add(f"Case {words}", case(words))
    store.cases.save(kept.model_copy(update={"title": f"Renamed {words}"}))
    store.revisions.add(kept.id, "pack", f'{{"said": "{words}"}}', "built-in")
    store.cases.add_edit(kept.id, Edit(part="follow_up", text=words, based_on=words))
    talk = store.talks.add(TALK, title=words, case=kept.id)
    store.talks.save(talk.model_copy(update={"said": words, "heard": words}))
    email = store.emails.add(words, kept.id)
    store.emails.save(email.model_copy(update={"original": f"again {words}"}))
    typed = Typed(slot=f"situation:{kept.id}", tab="t", text=words, base="")
    store.typed.put(typed, kept.id)
    store.preferences.give_consent(kept.id, "api.example")
    return kept.id


def holding(folder: Path, words: str) -> list[str]:
    """Return the files under a folder that hold these words, zips looked into."""
    found = []
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                data += b"".join(archive.read(name) for name in archive.namelist())
        if words.encode() in data:
            found.append(path.name)
    return found


@pytest.mark.parametrize("journal", ["small", "large"])
def test_erased_words_are_in_no_file(settings: Settings, journal: str) -> None:
    store = Store.open(settings)
    gone, stays = fill(store, SECRET), fill(store, KEPT)
    if journal == "large":
        for number in range(60):
            store.cases.save(
                store.cases.get(gone).model_copy(update={"title": f"{number}{SECRET}"})
            )
    now = TickingClock()()
    files.write(files.path_for(settings.data_dir, "backups", now), store.copies.backup())
    files.write(files.path_for(settings.data_dir, "exports", now), SECRET.encode())
    assert {"candor.db", "candor.db-wal"} & set(holding(settings.data_dir, SECRET))
    erased = store.erasing.case(gone)
    assert (erased.cases, erased.rehearsals, erased.emails, erased.files) == (1, 1, 1, 2)
    assert erased.clean
    assert holding(settings.data_dir, SECRET) == []
    assert store.cases.get(stays).title == f"Renamed {KEPT}"
    (backup,) = (settings.data_dir / "backups").iterdir()
    assert backup.name in holding(settings.data_dir, KEPT)
    store.close()
    assert holding(settings.data_dir, SECRET) == []


def test_on_a_server_no_row_holds_erased_words(either: Settings) -> None:
    store = Store.open(either)
    gone = fill(store, SECRET)
    fill(store, KEPT)
    assert store.erasing.case(gone).clean
    store.close()
    engine = create_engine(either.database_url)
    with engine.connect() as connection:
        filled = set()
        for table in metadata.sorted_tables:
            rows = str(connection.execute(select(table)).all())
            assert gone not in rows and SECRET not in rows, table
            filled |= {table.name} if rows != "[]" else set()
    assert filled >= {"cases", "revisions", "edits", "talks", "emails", "typed", "consents"}
    engine.dispose()


def test_an_email_or_rehearsal_is_erased_alone(store: Store) -> None:
    kept = store.cases.add("Late", case(KEPT))
    talk = store.talks.add(TALK, title="Odile", case=kept.id)
    email = store.emails.add(SECRET, kept.id)
    store.talks.delete(talk.id)
    store.emails.delete(email.id)
    assert store.talks.all() == () and store.emails.all() == ()
    thrown = store.bin.all()
    assert {(thing.kind, thing.title) for thing in thrown} == {("talk", "Odile"), ("email", SECRET)}
    store.erasing.things(thrown)
    assert store.bin.all() == ()
    assert store.cases.get(kept.id) == kept
    for gone in (lambda: store.talks.get(talk.id), lambda: store.emails.get(email.id)):
        with pytest.raises(InputError):
            gone()


def test_what_belongs_to_a_deleted_case_is_out_of_the_way_with_it(store: Store) -> None:
    kept = fill(store, KEPT)
    store.cases.delete(kept)
    assert store.talks.all() == () and store.emails.all() == ()
    (thrown,) = store.bin.all()
    assert (thrown.kind, thrown.days_left) == ("case", 30)
    store.bin.restore(thrown)
    assert len(store.talks.all()) == len(store.emails.all()) == 1


def test_after_thirty_days_the_bin_empties_itself(either: Settings, clock: TickingClock) -> None:
    store = Store.open(either, clock)
    old, young = fill(store, SECRET), fill(store, KEPT)
    store.cases.delete(old)
    clock.days_pass(29)
    store.cases.delete(young)
    store.close()
    store = Store.open(either, clock)
    assert [thing.days_left for thing in store.bin.all()] == [30, 1]
    store.close()
    clock.days_pass(1)
    store = Store.open(either, clock)
    assert [thing.id for thing in store.bin.all()] == [young]
    assert store.revisions.of(old, "input") == ()
    store.close()


def test_everything_is_erased_settings_and_files_too(settings: Settings) -> None:
    store = Store.open(settings)
    fill(store, SECRET)
    store.preferences.allow(SECRET)
    key = store.marks.key("typing key")
    files.write(settings.data_dir / "backups" / "mine.zip", b"no backup at all " + SECRET.encode())
    erased = store.erasing.everything()
    assert (erased.cases, erased.rehearsals, erased.emails, erased.files) == (1, 1, 1, 1)
    assert erased.clean
    assert holding(settings.data_dir, SECRET) == []
    assert store.preferences.allowed_words() == ()
    assert store.marks.key("typing key") != key
    store.close()


def test_with_another_reader_in_the_way_the_file_is_cleaned_at_the_next_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.storage.database.BUSY_SECONDS", 0.05)
    store = Store.open(settings)
    gone = fill(store, SECRET)
    reader = sqlite3.connect(settings.data_dir / "candor.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cases").fetchone()
    erased = store.erasing.case(gone)
    assert not erased.clean
    assert store.cases.all() == ()
    reader.close()
    again = Store.open(replace(settings))
    assert holding(settings.data_dir, SECRET) == []
    again.close()
    store.close()

"""Every version of the tables there has been, with data in it, brought to today's."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, create_engine, insert

from coach.config import Settings
from coach.storage import backup_file, migrating
from coach.storage.backup_file import Backup
from coach.storage.database import upgrade
from coach.storage.store import Store

CASE, TALK, EMAIL = (f"{n * 8}-{n * 4}-4{n * 3}-8{n * 3}-{n * 12}" for n in "123")
VERSIONS = migrating.versions()


def data_of(version: str) -> dict[str, list[dict[str, Any]]]:
    """Return rows as a Candor of that version kept them; each new version brings its own file."""
    path = Path(__file__).parent / "versions" / f"{version}.json"
    data: dict[str, list[dict[str, Any]]] = json.loads(path.read_text(encoding="utf-8"))
    return data


def fill(url: str, version: str) -> None:
    engine = create_engine(url)
    tables = MetaData()
    tables.reflect(engine)
    with engine.begin() as connection:
        rows = data_of(version)
        for table in tables.sorted_tables:
            # The database numbers rows itself, or its own count would lag behind.
            numbered = table.name in ("edits", "revisions", "sent")
            for row in rows.get(table.name, ()):
                own = {name: value for name, value in row.items() if not numbered or name != "id"}
                connection.execute(insert(table).values(**own))
    engine.dispose()


def is_whole(store: Store, version: str) -> None:
    """Look at everything that the version's data holds."""
    store.check()
    case = store.cases.get(CASE)
    assert (case.title, case.version, case.input.answers) == (
        "Späte Untertitel",
        4,
        {"when": "on 5 May"},
    )
    assert [correction.now for correction in case.input.corrections] == ["280"]
    assert [thing.title for thing in store.bin.all()] == ["In the bin"]
    bodies = [revision.body for revision in store.revisions.of(CASE, "pack")]
    assert bodies == ['{"any": "later draft"}', '{"any": "draft"}']
    assert [edit.text for edit in store.cases.edits(CASE)] == ["Thanks, Odile."]
    (talk,) = store.talks.all(CASE)
    assert (talk.id, talk.talk.ended, talk.talk.turns[0].client) == (
        TALK,
        "adjourned",
        "Two screenings.",
    )
    email = store.emails.get(EMAIL)
    assert email.rewrite is not None and email.rewrite.text == "We were late."
    assert (email.decisions, email.answers) == ({"0-4": False}, {"[who]1": "Wim"})
    assert store.preferences.profile().signature == "Jas of Linden"
    assert store.preferences.allowed_words() == ("sprint",)
    assert store.preferences.has_consent(CASE, "api.example")
    if "typed" in data_of(version):
        assert (talk.said, talk.heard) == ("And then?", "Then")
        assert [typed.text for typed in store.typed.of(f"situation:{CASE}")] == ["half a word"]
    if "sent" in data_of(version):
        assert [one.text for one in store.sent.all(CASE)] == ["user:\nPerson1 waited."]
        assert store.preferences.private_names() == ("Odile",)
    if "replies" in data_of(version):
        assert [(one.notes, one.version) for one in store.replies.all()] == [("1: on Friday", 2)]
    # What is from before there were people belongs to the one user, and to nobody else.
    assert store.of("somebody").cases.all() == ()
    assert store.of("somebody").preferences.allowed_words() == ()
    # And it can be worked on.
    saved = store.cases.save(case.model_copy(update={"title": "Late"}))
    assert (saved.version, len(store.revisions.of(CASE, "input"))) == (5, 1)
    store.revisions.add(CASE, "pack", "{}", "built-in")


@pytest.mark.parametrize("version", VERSIONS)
def test_data_of_every_version_is_whole_after_the_upgrade(either: Settings, version: str) -> None:
    either.data_dir.mkdir(parents=True, exist_ok=True)
    upgrade(either.database_url, version)
    fill(either.database_url, version)
    store = Store.open(either)
    is_whole(store, version)
    store.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_backup_of_every_version_can_be_put_back(either: Settings, version: str) -> None:
    data = backup_file.pack(Backup(version, "2026-02-05", data_of(version)))
    store = Store.open(either)
    restored = store.copies.restore(data)
    assert (restored.added.cases, restored.added.rehearsals, restored.added.emails) == (2, 1, 1)
    is_whole(store, version)
    store.close()

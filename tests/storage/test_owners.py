"""One person's store reaches nothing of another's, whatever it is asked for."""

import pytest
from sqlalchemy import select

from coach.domain.kept import Typed
from coach.domain.people import Person
from coach.domain.situation import CaseInput, Profile
from coach.errors import InputError
from coach.storage import backup_file, tables
from coach.storage.own import Own
from coach.storage.store import Store
from tests.storage.test_store import TALK

SECRET = "Larkspur"
WIM = Person(id="wim", name="Wim", email="wim@linden.example")
ODILE = Person(id="odile", name="Odile", email="odile@linden.example")


def fill(store: Store) -> dict[str, str]:
    """Keep one of everything, and return the ids."""
    case = store.cases.add(SECRET, CaseInput(text=SECRET, today="2026-03-02"))
    store.revisions.add(case.id, "pack", f'"{SECRET}"', "you")
    talk = store.talks.add(TALK, title=SECRET, case=case.id)
    email = store.emails.add(SECRET, case.id)
    reply = store.replies.add(SECRET)
    store.preferences.save_profile(Profile(name=SECRET))
    store.preferences.allow(SECRET)
    store.preferences.hide(SECRET)
    store.preferences.give_consent(case.id, "api.example")
    store.typed.put(Typed(slot="note:new", tab="t", text=SECRET, base=""), "")
    return {"case": case.id, "talk": talk.id, "email": email.id, "reply": reply.id}


def test_nothing_of_one_is_found_by_another(store: Store) -> None:
    odile, wim = store.of("odile"), store.of("wim")
    ids = fill(odile)
    assert wim.cases.all() == wim.cases.archive() == wim.talks.all() == wim.talks.everywhere() == ()
    assert wim.emails.all() == wim.emails.everywhere() == wim.replies.all() == ()
    assert wim.talks.all(ids["case"]) == wim.emails.all(ids["case"]) == ()
    assert wim.revisions.of(ids["case"], "pack") == wim.cases.edits(ids["case"]) == ()
    assert wim.preferences.profile() == Profile()
    assert wim.preferences.allowed_words() == wim.preferences.private_names() == ()
    assert not wim.preferences.has_consent(ids["case"], "api.example")
    assert wim.typed.of("note:new") == () and len(odile.typed.of("note:new")) == 1
    for shelf, kind in (
        (wim.cases, "case"), (wim.talks, "talk"), (wim.emails, "email"), (wim.replies, "reply"),
    ):  # fmt: skip
        with pytest.raises(InputError, match="nothing here"):
            shelf.get(ids[kind])
    assert SECRET not in str(backup_file.unpack(wim.copies.backup()).tables)
    assert wim.copies.counts().cases == 0


def test_nothing_of_one_is_changed_by_another(store: Store) -> None:
    odile, wim = store.of("odile"), store.of("wim")
    ids = fill(odile)
    kept = odile.cases.get(ids["case"])
    with pytest.raises(InputError, match="nothing here"):
        wim.cases.save(kept.model_copy(update={"title": "Taken"}))
    wim.cases.delete(ids["case"])
    wim.cases.put_away(ids["case"])
    wim.talks.delete(ids["talk"])
    wim.emails.delete(ids["email"])
    wim.replies.delete(ids["reply"])
    assert wim.erasing.case(ids["case"]).cases == 0
    wim.erasing.everything()
    assert odile.cases.get(ids["case"]) == kept
    assert (len(odile.cases.all()), len(odile.talks.all()), len(odile.emails.all())) == (1, 1, 1)
    assert odile.replies.get(ids["reply"]).original == SECRET
    odile.cases.delete(ids["case"])
    assert wim.bin.all() == () and len(odile.bin.all()) == 1
    wim.bin.restore(odile.bin.all()[0])
    assert len(odile.bin.all()) == 1
    assert odile.preferences.profile().name == SECRET


def test_a_backup_put_back_by_another_is_theirs_and_leaves_the_first_alone(store: Store) -> None:
    odile, wim = store.of("odile"), store.of("wim")
    ids = fill(odile)
    assert wim.copies.restore(odile.copies.backup()).added.cases == 1
    (copy,) = wim.cases.all()
    assert copy.id != ids["case"] and copy.input.text == SECRET
    assert [talk.case for talk in wim.talks.all(copy.id)] == [copy.id]
    wim.copies.restore(wim.copies.backup(), replace=True)
    assert [case.id for case in odile.cases.all()] == [ids["case"]]
    wim.erasing.everything()
    assert wim.cases.all() == () and len(odile.cases.all()) == 1


def test_what_all_people_keep_is_backed_up_whole_and_put_back_to_each(store: Store) -> None:
    fill(store.of("odile"))
    fill(store.of("wim"))
    everybodys = store.everybodys()
    backup = everybodys.copies.backup()
    with pytest.raises(InputError, match="several people"):
        store.of("third").copies.restore(backup)
    everybodys.erasing.everything()
    assert everybodys.copies.counts().cases == 0
    everybodys.copies.restore(backup)
    for owner in ("odile", "wim"):
        assert [case.title for case in store.of(owner).cases.all()] == [SECRET]
    assert store.owners() == ("", "odile", "wim")


def test_a_shared_case_is_read_by_the_one_it_was_shared_with_alone(store: Store) -> None:
    odile, wim, third = store.of("odile"), store.of("wim"), Person(id="3", email="x@y.example")
    case = fill(odile)["case"]
    odile.shares.give(ODILE, WIM.email, "case", SECRET, case=case)
    (share,) = wim.shares.received(WIM, ("case",))
    assert wim.shares.case(WIM, share.id).input.text == SECRET
    assert wim.shares.received(third, ("case",)) == ()
    unsure = Person(id="wim")
    for reader in (third, unsure):
        with pytest.raises(InputError, match="nothing here"):
            wim.shares.case(reader, share.id)
    # The other cannot withdraw it; in the bin it is out of sight, and erased it is gone.
    wim.shares.withdraw(share.id)
    assert len(odile.shares.given()) == 1
    odile.cases.delete(case)
    assert wim.shares.received(WIM, ("case",)) == ()
    odile.cases.restore(case)
    odile.shares.withdraw(share.id)
    with pytest.raises(InputError, match="nothing here"):
        wim.shares.case(WIM, share.id)


def test_a_case_of_somebody_else_cannot_be_shared_on(store: Store) -> None:
    case = fill(store.of("odile"))["case"]
    store.of("wim").shares.give(WIM, "x@y.example", "case", "Mine", case=case)
    reader = Person(id="3", email="x@y.example")
    (share,) = store.shares.received(reader, ("case",))
    with pytest.raises(InputError, match="nothing here"):
        store.shares.case(reader, share.id)


def test_every_table_but_the_installations_own_says_whose_a_row_is() -> None:
    without = [table.name for table in tables.metadata.sorted_tables if "owner" not in table.c]
    assert without == ["marks"]


def test_a_question_about_a_table_that_names_no_owner_is_refused(store: Store) -> None:
    own = Own(store._database, "odile")
    with own.read() as connection, pytest.raises(AttributeError):
        connection.execute(select(tables.marks.c.value))

"""The Email page for an email the user got: kept first, answered, blanks filled, there again."""

import pytest

from coach.desk import Desk
from coach.errors import InputError
from tests.web.conftest import Visit, well, words

EMAIL = (
    "Hi Petra,\n\nYour driver left the gate open and my two ponies got out. Who had the key? "
    "When will the gate be mended? <b>Now</b>\n\nLotte"
)


def test_a_pasted_email_is_kept_answered_and_there_after_a_reload(visit: Visit, desk: Desk) -> None:
    app = visit("email")
    app.radio(key="email.which").set_value("An angry email I got")
    well(app.run())
    app.text_area(key="reply.new").input(EMAIL)
    well(app.run())
    (saved,) = desk.store.replies.all()
    assert saved.original == EMAIL and saved.reply is not None
    again = visit("email", reply=saved.id)
    assert "1. Who had the key: [who]." in again.code[0].value
    assert "<b>Now" not in words(again)


def test_what_goes_into_a_blank_is_kept_and_stays_when_the_notes_change(
    visit: Visit, desk: Desk
) -> None:
    saved = desk.new_reply(EMAIL)
    saved = desk.draft_reply(saved, EMAIL, "")
    app = visit("email", reply=saved.id)
    app.text_input(key="reply.blank.[who]1").input("Sam Ost")
    well(app.run())
    assert "1. Who had the key: Sam Ost." in app.code[0].value
    app.text_area(key="reply.notes").input("2: on Thursday")
    well(app.run())
    assert "1. Who had the key: Sam Ost." in app.code[0].value
    assert "2. When the gate will be mended: on Thursday." in app.code[0].value
    assert desk.store.replies.get(saved.id).notes == "2: on Thursday"


def test_the_email_is_kept_though_the_drafting_fails(desk: Desk) -> None:
    saved = desk.new_reply(EMAIL)
    assert desk.store.replies.get(saved.id).original == EMAIL


def test_a_reply_goes_into_the_bin_and_comes_back(visit: Visit, desk: Desk) -> None:
    saved = desk.new_reply(EMAIL)
    app = visit("email")
    app.radio(key="email.which").set_value("An angry email I got")
    well(app.run())
    app.button(key=f"reply.delete.{saved.id}").click()
    well(app.run())
    assert desk.store.replies.all() == ()
    (thrown,) = desk.store.bin.all()
    assert (thrown.kind, thrown.id) == ("reply", saved.id)
    app.button(key=f"bin.restore.{saved.id}").click()
    well(app.run())
    assert [one.id for one in desk.store.replies.all()] == [saved.id]


def test_a_reply_erased_from_the_bin_leaves_nothing(desk: Desk) -> None:
    saved = desk.new_reply(EMAIL)
    desk.store.replies.delete(saved.id)
    erased = desk.store.erasing.things(desk.store.bin.all())
    assert erased.replies == 1 and desk.store.bin.all() == ()
    with pytest.raises(InputError):
        desk.store.replies.get(saved.id)

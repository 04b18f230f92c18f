"""Which of the words typed and never committed come back, and where."""

import pytest

from coach.desk import Desk
from coach.domain.kept import Typed
from coach.domain.people import Person
from coach.errors import InputError
from coach.storage.typed import digest
from tests.web.conftest import NOTE, Visit, well, words


def typed(desk: Desk, slot: str, text: str, over: str, tab: str = "closed") -> None:
    """Keep words as a page's script does."""
    desk.typing.keep(desk.typing.pass_for(slot, tab, "", over), text, 1)


def test_words_typed_over_what_the_document_still_says_come_back(desk: Desk) -> None:
    typed(desk, "situation:1", "We were late, and", over="We were late")
    waiting = desk.typing.waiting("situation:1", "new tab", "We were late")
    assert waiting.back is not None and waiting.back.text == "We were late, and"
    assert waiting.strays == ()
    # The new window goes on with them: they are there again if it closes, too.
    again = desk.typing.waiting("situation:1", "third tab", "We were late")
    assert again.back is not None and again.back.text == "We were late, and"


def test_words_typed_over_something_else_are_offered_beside_it(desk: Desk) -> None:
    typed(desk, "situation:1", "We were late, and", over="We were late")
    waiting = desk.typing.waiting("situation:1", "tab", "Changed meanwhile")
    assert waiting.back is None
    assert [stray.text for stray in waiting.strays] == ["We were late, and"]


def test_a_start_of_what_was_committed_is_no_loss(desk: Desk) -> None:
    typed(desk, "situation:1", "We were la", over="")
    assert desk.typing.waiting("situation:1", "tab", "We were late").back is None
    assert desk.store.typed.of("situation:1") == ()


def test_two_windows_typing_at_once_both_keep_their_words(desk: Desk) -> None:
    typed(desk, "situation:1", "Here", over="", tab="here")
    typed(desk, "situation:1", "There", over="", tab="there")
    waiting = desk.typing.waiting("situation:1", "new", "")
    assert waiting.back is not None
    assert {waiting.back.text, *(stray.text for stray in waiting.strays)} == {"Here", "There"}
    desk.typing.settle("situation:1", "new", waiting.back.text)
    left = {one.text for one in desk.store.typed.of("situation:1")}
    assert left == {"Here", "There"} - {waiting.back.text}


def test_nobody_gets_anothers_words(desk: Desk) -> None:
    jo, sam = (Desk(desk.services, Person(id=name)) for name in ("jo", "sam"))
    signed = jo.typing.pass_for("email:new", "tab", "", "")
    with pytest.raises(InputError, match="too old"):
        sam.typing.keep(signed, "Mine", 1)
    jo.typing.keep(signed, "Mine", 1)
    assert sam.typing.waiting("email:new", "tab", "").back is None
    assert desk.typing.waiting("email:new", "tab", "").back is None
    assert jo.typing.waiting("email:new", "tab", "").back is not None


def test_a_pass_outlives_a_new_process_but_not_an_erasing_of_everything(desk: Desk) -> None:
    signed = desk.typing.pass_for("email:new", "tab", "", "")
    other = Desk(desk.services)
    other.typing.keep(signed, "Still here", 1)
    assert [one.text for one in desk.store.typed.of("email:new")] == ["Still here"]


def test_the_page_shows_typed_words_and_keeps_or_drops_them(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    slot = f"situation:{case.id}"
    typed(desk, slot, NOTE + " More.", over=NOTE)
    app = visit("situation", case=case.id)
    assert app.text_area(key="situation.text").value == NOTE + " More."
    app.button(key="situation.text.keep").click()
    well(app.run())
    assert desk.store.cases.get(case.id).input.text == NOTE + " More."
    assert desk.store.typed.of(slot) == ()
    typed(desk, slot, "Nonsense", over=NOTE + " More.")
    app = visit("situation", case=case.id)
    assert app.text_area(key="situation.text").value == "Nonsense"
    app.button(key="situation.text.drop").click()
    well(app.run())
    assert app.text_area(key="situation.text").value == NOTE + " More."
    assert desk.store.typed.of(slot) == ()


def test_words_typed_over_an_older_note_wait_beside_the_box(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    typed(desk, f"situation:{case.id}", "From another day", over="An older note")
    app = visit("situation", case=case.id)
    assert app.text_area(key="situation.text").value == NOTE
    assert "From another day" in words(app)
    app.button(key="situation.text.0.take").click()
    well(app.run())
    assert app.text_area(key="situation.text").value == "From another day"
    assert desk.store.cases.get(case.id).input.text == NOTE


def test_a_box_that_another_window_overtook_shows_the_newest_and_sets_ones_own_aside(
    visit: Visit, desk: Desk
) -> None:
    case = desk.new_case(NOTE)
    app = visit("situation", case=case.id)
    desk.rewrite_note(case, "Written elsewhere.")
    app.text_area(key="situation.text").input("Written here.")
    well(app.run())
    assert app.text_area(key="situation.text").value == "Written elsewhere."
    (refused,) = desk.history.refused(desk.store.cases.get(case.id))
    assert "Written here." in refused.text
    app.button(key=f"history.{refused.id}.mine").click()
    well(app.run())
    assert app.text_area(key="situation.text").value == "Written here."
    assert desk.store.cases.get(case.id).input.text == "Written here."


def test_a_stale_box_is_refused_even_when_the_page_was_drawn_since(
    visit: Visit, desk: Desk
) -> None:
    case = desk.new_case(NOTE)
    app = visit("situation", case=case.id)
    desk.rewrite_note(case, "Written elsewhere.")
    well(app.run())
    assert app.text_area(key="situation.text").value == "Written elsewhere."
    app.text_area(key="situation.text").input("Written here, having seen it.")
    well(app.run())
    assert desk.store.cases.get(case.id).input.text == "Written here, having seen it."


def test_a_typed_record_names_the_base_by_digest_only(desk: Desk) -> None:
    typed(desk, "situation:1", "x", over="a secret note")
    (kept,) = desk.store.typed.of("situation:1")
    assert kept == Typed(
        slot="situation:1", tab="closed", text="x", base=digest("a secret note"), step=1
    )

from coach.desk import Desk
from coach.desk.parts import decide, marks
from coach.desk.wording import Decision
from coach.domain.kept import SavedCase
from tests.web.conftest import NOTE, Visit, well, words


def drafted(desk: Desk) -> SavedCase:
    case = desk.new_case(NOTE)
    desk.draft(case)
    return case


def test_the_pack_shows_script_options_documents_and_who_wrote_them(
    visit: Visit, desk: Desk
) -> None:
    case = drafted(desk)
    shown = words(visit("pack", case=case.id))
    ways = words(visit("pack", case=case.id, tab="Ways forward"))
    pack = desk.pack(case)
    assert pack is not None and pack.script is not None
    assert "Open with this" in shown
    assert "Drafted by Candor" in shown
    assert ways.count("Suggest this one") == 1
    for option in pack.options:
        assert option.title.split()[0] in ways
    assert "The situation" in words(visit("pack", case=case.id, tab="Documents"))


def test_words_written_by_hand_survive_a_new_draft_and_can_be_undone(
    visit: Visit, desk: Desk
) -> None:
    case = drafted(desk)
    mine = "Delia, the coupon had expired when you got it, and that was my mistake."
    app = visit("pack", case=case.id)
    app.text_area(key="pack.text.script.opening").input(mine)
    well(app.run())
    app.button(key="pack.draft").click()
    well(app.run())
    assert app.text_area(key="pack.text.script.opening").value == mine
    assert "Written by you" in words(app)
    app.button(key="pack.undo.script.opening").click()
    well(app.run())
    assert app.text_area(key="pack.text.script.opening").value != mine
    assert desk.store.cases.edit_history(case.id, "script.opening")[0].text == mine


def test_words_written_by_hand_are_checked_like_the_draft(visit: Visit, desk: Desk) -> None:
    case = drafted(desk)
    app = visit("pack", case=case.id)
    app.text_area(key="pack.text.script.opening").input(
        "Delia, we regret any inconvenience that may have been caused."
    )
    well(app.run())
    mine = app.text_area(key="pack.text.script.opening").value
    assert "non_apology" in {mark.category for mark in marks(desk, case, "script.opening", mine)}


def test_what_is_decided_about_a_mark_in_the_script_is_kept(desk: Desk) -> None:
    case, part = drafted(desk), "script.close"
    text = "I will call you on Friday. Going forward we will leverage our learnings."
    desk.edit(case, part, text)
    first, second = marks(desk, case, part, text)[:2]
    decide(desk, case, part, text, Decision(does="ignore", mark=first))
    left = [mark.words for mark in marks(desk, case, part, text)]
    assert first.words not in left and second.words in left
    decide(desk, case, part, text, Decision(does="allow", mark=second))
    assert second.words not in [mark.words for mark in marks(desk, case, part, text)]
    mend = Decision(does="edit", mark=first, words="From now on")
    decide(desk, case, part, text, mend)
    pack = desk.pack(case)
    assert pack is not None and pack.script is not None
    assert "From now on we will" in pack.script.close


def test_a_safe_replacement_is_one_act(desk: Desk) -> None:
    case, part, text = drafted(desk), "script.close", "We will leverage the free second issue."
    desk.edit(case, part, text)
    mark = next(mark for mark in marks(desk, case, part, text) if mark.offer)
    decide(desk, case, part, text, Decision(does="accept", mark=mark))
    pack = desk.pack(case)
    assert pack is not None and pack.script is not None
    assert pack.script.close == "We will use the free second issue."


def test_a_changed_situation_is_said_until_the_pack_is_drafted_again(
    visit: Visit, desk: Desk
) -> None:
    case = drafted(desk)
    desk.rewrite_note(case, NOTE + " She rang again on Monday.")
    app = visit("pack", case=case.id)
    assert any("has changed" in warning.value for warning in app.warning)
    app.button(key="pack.draft").click()
    well(app.run())
    assert not any("has changed" in warning.value for warning in app.warning)


def test_without_a_case_the_page_says_what_to_do(visit: Visit) -> None:
    app = visit("pack")
    app.button(key="pack.new").click()
    well(app.run())
    assert app.title[0].value == "What happened?"


def test_a_thin_note_shows_what_is_missing(visit: Visit, desk: Desk) -> None:
    case = desk.new_case("it went wrong")
    desk.draft(case)
    app = visit("pack", case=case.id)
    assert "needs to know" in words(app)


def test_a_citation_opens_its_passage(visit: Visit, desk: Desk) -> None:
    case = drafted(desk)
    app = visit("pack", case=case.id, tab="Checklist")
    field = app.selectbox(key="pack.citation")
    field.select(field.options[0])
    well(app.run())
    assert "Practice " in words(app)


def test_the_copy_for_the_client_holds_nothing_private(desk: Desk) -> None:
    case = drafted(desk)
    pack = desk.pack(case)
    assert pack is not None
    for document in desk.services.documents(pack):
        if document.for_client:
            assert "£600" not in document.markdown
            assert "lose this account" not in document.markdown

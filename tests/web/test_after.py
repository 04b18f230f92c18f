from coach.desk import Desk
from coach.domain.kept import SavedCase
from coach.domain.meeting import ItemFix, SignOff
from tests.web.conftest import NOTE, Visit, well, words

NOTES = "- Dana to send the plan by 20 March\n- we will look at the till again\n- next call 3 June"


def drafted(desk: Desk) -> SavedCase:
    case = desk.new_case(NOTE)
    desk.draft(case)
    return case


def test_notes_are_kept_when_the_field_is_left_and_become_a_record(
    visit: Visit, desk: Desk
) -> None:
    case = drafted(desk)
    app = visit("after", case=case.id)
    app.text_area(key="after.notes").input(NOTES)
    well(app.run())
    again = visit("after", case=case.id)
    assert again.text_area(key="after.notes").value == NOTES
    assert any(field.value == "Dana" for field in again.text_input)


def test_a_blank_filled_on_the_page_stands_in_the_summary(visit: Visit, desk: Desk) -> None:
    case = drafted(desk)
    app = visit("after", case=case.id)
    app.text_area(key="after.notes").input(NOTES)
    well(app.run())
    blank = next(field for field in app.text_input if "[who]" in str(field.value))
    blank.input("Marek")
    well(app.run())
    record = desk.afterwards.record(case)
    assert record is not None and "Marek" in record.client_summary


def test_what_is_for_the_client_opens_with_the_sign_off(visit: Visit, desk: Desk) -> None:
    case = drafted(desk)
    app = visit("pack", case=case.id, tab="Before you speak")
    assert not desk.afterwards.may_share(case)
    app.text_input(key="sign.by").input("Gwen")
    app.text_input(key="sign.what").input("The second way")
    well(app.run())
    app.button(key="sign.record").click()
    well(app.run())
    assert "Signed off by Gwen" in words(app)
    signed = desk.afterwards.sign_off(case)
    assert signed is not None and signed.by == "Gwen" and not signed.override


def test_a_sign_off_without_a_name_is_refused_in_one_sentence(visit: Visit, desk: Desk) -> None:
    case = drafted(desk)
    app = visit("pack", case=case.id, tab="Before you speak")
    app.button(key="sign.record").click()
    well(app.run())
    assert any("who agreed" in error.value for error in app.error)
    assert not desk.afterwards.may_share(case)


def test_an_override_is_recorded_and_leaves_the_practice_open(desk: Desk) -> None:
    case = drafted(desk)
    signed = SignOff(by="", on="2026-03-10", what="Gwen is ill", override=True)
    desk.afterwards.record_sign_off(case, signed)
    pack = desk.pack(case)
    assert pack is not None and desk.afterwards.may_share(case)
    item = next(i for i in desk.afterwards.checklist(case, pack) if i.practice == 19)
    assert item.status == "open" and "Gwen is ill" in item.where


def test_only_the_user_ticks_what_is_theirs(visit: Visit, desk: Desk) -> None:
    case = drafted(desk)
    app = visit("pack", case=case.id, tab="Checklist")
    app.checkbox(key="pack.tick.25").check()
    well(app.run())
    pack = desk.pack(case)
    assert pack is not None and desk.afterwards.ticks(case) == {25}
    item = next(i for i in desk.afterwards.checklist(case, pack) if i.practice == 25)
    assert item.status == "satisfied"
    app.checkbox(key="pack.tick.25").uncheck()
    well(app.run())
    assert desk.afterwards.ticks(case) == frozenset()


def test_the_record_moves_the_checklist_on(desk: Desk) -> None:
    case = drafted(desk)
    desk.afterwards.keep_notes(case, NOTES, case.created.date())
    pack = desk.pack(case)
    assert pack is not None
    found = {i.practice: i.status for i in desk.afterwards.checklist(case, pack)}
    assert found[90] == "satisfied" and found[76] == "open" and found[93] == "yours"


def test_later_changes_are_marked_against_what_the_client_has(desk: Desk) -> None:
    case = drafted(desk)
    desk.afterwards.keep_notes(case, NOTES, case.created.date())
    desk.afterwards.share(case)
    record = desk.afterwards.record(case)
    assert record is not None and record.changes == ()
    dated = next(action for action in record.actions if action.day)
    desk.afterwards.fix(case, dated.id, ItemFix(when="2026-03-27"))
    moved = desk.afterwards.record(case)
    assert moved is not None
    assert [(c.kind, "27 March" in c.now) for c in moved.changes] == [("changed", True)]


def test_own_words_for_the_summary_stay_and_can_be_dropped(desk: Desk) -> None:
    case = drafted(desk)
    desk.afterwards.keep_notes(case, NOTES, case.created.date())
    desk.afterwards.edit(case, "client_summary", "In my own words.")
    record = desk.afterwards.record(case)
    assert record is not None and record.client_summary == "In my own words."
    desk.afterwards.edit(case, "client_summary", "")
    record = desk.afterwards.record(case)
    assert record is not None and "Dana" in record.client_summary

from datetime import date, timedelta

import pytest

from coach.desk import Desk
from coach.desk.desk import today
from coach.desk.diaries import FOLLOW_UP_AFTER, UPDATE_AFTER, Diaries, agreed_days, matching
from coach.desk.steps import next_act, steps_of
from coach.domain.diary import Diary, Standing
from coach.domain.meeting import SignOff
from tests.web.conftest import NOTE, Visit, well, words

DAY = date(2026, 3, 10)


@pytest.fixture
def diaries(desk: Desk) -> Diaries:
    return desk.diaries


def test_what_is_overdue_comes_first_and_what_is_far_off_is_left_out(
    desk: Desk, diaries: Diaries
) -> None:
    late, soon, far = (desk.new_case(NOTE, title) for title in ("late", "soon", "far"))
    diaries.note(soon.id, follow_up=DAY + timedelta(days=3))
    diaries.note(late.id, next_update=DAY - timedelta(days=2))
    diaries.note(far.id, next_update=DAY + timedelta(days=30))
    due = diaries.due(desk.store.cases.all(), DAY)
    assert [(one.title, one.days_left) for one in due] == [("late", -2), ("soon", 3)]


def test_marks_are_added_to_the_diary_and_survive_a_new_visit(desk: Desk, diaries: Diaries) -> None:
    case = desk.new_case(NOTE)
    diaries.note(case.id, spoken=DAY)
    diaries.note(case.id, passed_over=("script.close:leverage",))
    again = Diaries(Desk(desk.services)).of(case.id)
    assert again == Diary(spoken=DAY, passed_over=("script.close:leverage",))


def test_having_spoken_suggests_both_days_and_leaves_chosen_ones(
    desk: Desk, diaries: Diaries
) -> None:
    first, second = desk.new_case(NOTE), desk.new_case(NOTE)
    diaries.note(second.id, next_update=DAY + timedelta(days=1))
    assert diaries.spoke(first.id, DAY).next_update == DAY + UPDATE_AFTER
    assert diaries.spoke(second.id, DAY).next_update == DAY + timedelta(days=1)
    assert diaries.of(first.id).follow_up == DAY + FOLLOW_UP_AFTER


def test_a_case_is_found_by_any_word_of_it(desk: Desk) -> None:
    ferrow = desk.new_case(NOTE)
    other = desk.new_case("The boiler in flat nine is cold.")
    cases = desk.store.cases.all()
    assert [case.id for case in matching(cases, "coupon FERROW")] == [ferrow.id]
    assert [case.id for case in matching(cases, "boiler")] == [other.id]
    assert matching(cases, "coupon boiler") == ()
    assert len(matching(cases, "  ")) == 2


def test_the_next_thing_to_do_follows_what_was_done(desk: Desk) -> None:
    case = desk.new_case(NOTE)
    pack = desk.draft(case)
    ready = Standing(agreed=True, rehearsed=True)
    spoken = ready.model_copy(update={"spoken": True})
    sent = spoken.model_copy(update={"sent": True})

    def following(standing: Standing, *, stale: bool = False) -> str:
        return next_act(pack, standing, told=True, stale=stale)

    assert next_act(None, Standing(), told=False, stale=False) == "tell"
    assert next_act(None, Standing(), told=True, stale=False) == "draft"
    assert following(ready, stale=True) == "redraft"
    assert following(Standing()) == "practise"
    assert following(Standing(rehearsed=True)) == "align"
    assert following(ready) == "speak"
    assert following(spoken, stale=True) == "write"
    assert following(sent) == "wait"
    assert following(sent.model_copy(update={"dated": True})) == "update"


def test_the_seven_steps_are_shown_in_order_and_only_what_was_done_is_done(desk: Desk) -> None:
    case = desk.new_case(NOTE)
    assert not any(step.done for step in steps_of(None, Standing()))
    pack = desk.draft(case)
    done = {step.step: step.done for step in steps_of(pack, Standing(agreed=True))}
    assert list(done) == [
        "understand", "client_view", "damage", "align", "tell", "options", "write",
    ]  # fmt: skip
    assert done["understand"] and done["align"]
    assert not done["tell"] and not done["write"]


def test_today_says_who_waits_and_an_update_done_is_followed_by_the_next(
    visit: Visit, desk: Desk, diaries: Diaries
) -> None:
    case = desk.new_case(NOTE, "Ferrow coupons")
    diaries.note(case.id, next_update=today() - timedelta(days=3))
    app = visit()
    assert "3 days overdue" in words(app)
    app.button(key=f"today.done.{case.id}.next_update").click()
    well(app.run())
    assert "overdue" not in words(app)
    assert diaries.of(case.id).next_update == today() + UPDATE_AFTER


def test_a_search_leaves_the_cases_that_fit(visit: Visit, desk: Desk) -> None:
    for number in range(4):
        desk.new_case(f"Case about number{number} and nothing else at all.", f"Name {number}")
    app = visit()
    app.text_input(key="cases.search").input("number2")
    well(app.run())
    shown = words(app)
    assert "Name 2" in shown and "Name 1" not in shown
    app.text_input(key="cases.search").input("zebra")
    well(app.run())
    assert "No case says" in words(app)


def test_where_a_case_stands_is_read_from_what_the_user_did(desk: Desk) -> None:
    case = desk.new_case(NOTE)
    desk.draft(case)
    assert desk.diaries.standing(case) == Standing()
    signed = SignOff(by="Gwen", on=DAY.isoformat(), what="The second way")
    desk.afterwards.record_sign_off(case, signed)
    desk.afterwards.keep_notes(case, "Dana to send the plan by 20 March.", DAY)
    assert desk.diaries.standing(case) == Standing(agreed=True, spoken=True)
    desk.afterwards.share(case)
    assert desk.diaries.standing(case).sent


def test_days_named_in_the_notes_are_put_on_today_with_one_click(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    desk.draft(case)
    desk.afterwards.keep_notes(case, "- next call on 3 June 2027", DAY)
    record = desk.afterwards.record(case)
    assert record is not None
    named = agreed_days(record)
    assert named["follow_up"] == date(2027, 6, 3)
    app = visit("after", case=case.id)
    app.button(key="marks.use").click()
    well(app.run())
    assert desk.diaries.of(case.id).follow_up == date(2027, 6, 3)
    assert not [button for button in app.button if button.key == "marks.use"]


def test_in_the_meeting_the_script_is_read_and_notes_become_the_record(
    visit: Visit, desk: Desk
) -> None:
    case = desk.new_case(NOTE)
    pack = desk.draft(case)
    app = visit("meeting", case=case.id)
    assert pack.script is not None
    assert pack.script.hand_over[:40] in words(app)
    app.text_area(key="meeting.notes").input("She wants it by Tuesday.")
    well(app.run())
    app.button(key="meeting.spoken").click()
    well(app.run())
    assert app.title[0].value == "After the talk"
    assert app.text_area(key="after.notes").value == "She wants it by Tuesday."
    assert desk.diaries.of(case.id).spoken == today()
    assert desk.diaries.of(case.id).next_update == today() + UPDATE_AFTER


@pytest.mark.parametrize("page", ["situation", "pack", "meeting", "after", "team"])
def test_an_empty_page_offers_the_worked_example(visit: Visit, page: str) -> None:
    assert visit(page).button(key=f"{page}.example")

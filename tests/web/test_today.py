from datetime import date, timedelta

import pytest

from coach.desk import Desk
from coach.desk.desk import today
from coach.desk.diaries import FOLLOW_UP_AFTER, UPDATE_AFTER, Diaries, matching
from coach.desk.steps import next_act, steps_of
from coach.domain.diary import Diary
from tests.web.conftest import NOTE, Visit, well, words

DAY = date(2026, 3, 10)


@pytest.fixture
def diaries(desk: Desk) -> Diaries:
    return Diaries(desk.store)


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
    diaries.note(case.id, agreed=DAY)
    diaries.note(case.id, notes="after two, not before")
    assert Diaries(desk.store).of(case.id) == Diary(agreed=DAY, notes="after two, not before")


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
    spoken, sent = Diary(agreed=DAY, spoken=DAY), Diary(agreed=DAY, spoken=DAY, sent=DAY)

    def following(diary: Diary, *, stale: bool = False, rehearsed: bool = True) -> str:
        return next_act(pack, diary, told=True, stale=stale, rehearsed=rehearsed)

    assert next_act(None, Diary(), told=False, stale=False, rehearsed=False) == "tell"
    assert next_act(None, Diary(), told=True, stale=False, rehearsed=False) == "draft"
    assert following(Diary(), stale=True) == "redraft"
    assert following(Diary(), rehearsed=False) == "practise"
    assert following(Diary()) == "align"
    assert following(Diary(agreed=DAY)) == "speak"
    assert following(spoken, stale=True) == "write"
    assert following(sent) == "wait"
    assert following(sent.model_copy(update={"next_update": DAY})) == "update"


def test_the_seven_steps_are_shown_in_order_and_only_what_was_done_is_done(desk: Desk) -> None:
    case = desk.new_case(NOTE)
    assert not any(step.done for step in steps_of(None, Diary()))
    pack = desk.draft(case)
    done = {step.step: step.done for step in steps_of(pack, Diary(agreed=DAY))}
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


def test_what_the_user_says_was_done_is_kept_from_the_pack(
    visit: Visit, desk: Desk, diaries: Diaries
) -> None:
    case = desk.new_case(NOTE)
    desk.draft(case)
    app = visit("pack", case=case.id)
    app.checkbox(key=f"marks.{case.id}.agreed.None").check()
    well(app.run())
    assert diaries.of(case.id).agreed == today()
    app.checkbox(key=f"marks.{case.id}.spoken.None").check()
    well(app.run())
    assert diaries.of(case.id).spoken == today()
    app.checkbox(key=f"marks.{case.id}.spoken.{today()}").uncheck()
    well(app.run())
    assert diaries.of(case.id).spoken is None


def test_in_the_meeting_the_script_is_read_and_notes_are_kept(
    visit: Visit, desk: Desk, diaries: Diaries
) -> None:
    case = desk.new_case(NOTE)
    pack = desk.draft(case)
    app = visit("meeting", case=case.id)
    assert pack.script is not None
    assert pack.script.hand_over[:40] in words(app)
    app.text_area(key=f"meeting.notes.{case.id}").input("She wants it by Tuesday.")
    well(app.run())
    assert diaries.of(case.id).notes == "She wants it by Tuesday."
    app.button(key="meeting.spoken").click()
    well(app.run())
    assert diaries.of(case.id).spoken == today()


@pytest.mark.parametrize("page", ["situation", "pack", "meeting", "team"])
def test_an_empty_page_offers_the_worked_example(visit: Visit, page: str) -> None:
    assert visit(page).button(key=f"{page}.example")

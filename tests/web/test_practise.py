from coach.desk import Desk
from tests.web.conftest import NOTE, Visit, well, words

SORRY = "Delia, the coupon had expired, that was my mistake and I am sorry. What did it do to you?"


def test_a_ready_made_talk_can_be_had_and_found_again(visit: Visit, desk: Desk) -> None:
    app = visit("practise")
    start = next(b for b in app.button if str(b.key).startswith("practise.start."))
    start.click()
    well(app.run())
    app.chat_input(key="practise.say").set_value("I am sorry. What did it cost you?")
    well(app.run())
    (saved,) = desk.store.talks.all()
    assert saved.talk.turns[0].trainee == "I am sorry. What did it cost you?"
    again = visit("practise", talk=saved.id)
    assert "What did it cost you?" in words(again)
    assert any(str(b.key) == f"practise.open.{saved.id}" for b in visit("practise").button)


def test_the_users_own_client_is_rehearsed_with(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    app = visit("practise", case=case.id)
    app.button(key="practise.own").click()
    well(app.run())
    (saved,) = desk.store.talks.all(case.id)
    assert "Delia" in saved.talk.client.name


def test_another_answer_begins_a_copy_and_keeps_the_first_try(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    first = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case)
    first = desk.say(desk.say(first, "Well, these things happen."), SORRY)
    app = visit("practise", talk=first.id)
    app.button(key="practise.again.1").click()
    well(app.run())
    app.chat_input(key="practise.say").set_value(SORRY)
    well(app.run())
    talks = {saved.id: saved.talk for saved in desk.store.talks.all()}
    assert len(talks) == 2
    assert len(talks.pop(first.id).turns) == 2
    (second,) = talks.values()
    assert [turn.trainee for turn in second.turns] == [SORRY]


def test_a_hint_says_what_a_line_would_do_and_says_nothing_to_the_client(
    visit: Visit, desk: Desk
) -> None:
    case = desk.new_case(NOTE)
    saved = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case)
    app = visit("practise", talk=saved.id)
    before = words(app)
    app.text_area(key="practise.draft").input("You should have checked it yourselves.")
    app.button(key="practise.ask").click()
    well(app.run())
    assert words(app) != before
    assert desk.store.talks.get(saved.id).talk.turns == ()


def test_an_ended_talk_shows_its_debrief_and_takes_no_more(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    saved = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case)
    desk.say(saved, SORRY)
    app = visit("practise", talk=saved.id)
    app.button(key="practise.end").click()
    well(app.run())
    assert "How it went" in [header.value for header in app.header]
    assert not app.chat_input


def test_the_chart_can_be_hidden(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    saved = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case)
    app = visit("practise", talk=saved.id)
    assert "of 100" in words(app)
    app.toggle(key="practise.chart").set_value(False)
    well(app.run())
    assert "of 100" not in words(app)

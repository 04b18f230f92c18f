import json

import pytest

from coach.desk import Desk, team
from coach.desk.desk import today
from coach.errors import InputError
from tests.web.conftest import NOTE, Visit


def test_a_scenario_made_from_a_case_names_nobody_and_can_be_rehearsed(desk: Desk) -> None:
    case = desk.new_case(NOTE)
    text = team.scenario_file(desk, case, "Dead coupons")
    for name in ("Delia", "Ferrow"):
        assert name not in text
    assert "lose this account" not in text
    found = team.read_scenario(desk, text)
    assert found.title == "Dead coupons"
    assert desk.rehearse(found.client, seed=0, title=found.title).talk.opening.client


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', "[" * 90_000, "x" * 300_000])
def test_a_file_that_is_something_else_is_one_plain_sentence(desk: Desk, text: str) -> None:
    with pytest.raises(InputError):
        team.read_scenario(desk, text)
    with pytest.raises(InputError):
        team.read_practice(text)


def test_practice_figures_hold_no_word_that_was_said(desk: Desk) -> None:
    case = desk.new_case(NOTE, "Ferrow coupons")
    talk = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case, title=case.title)
    desk.end_talk(desk.say(talk, "I mixed up the dates and I am sorry."))
    text = team.practice_file(desk, "Jo", today())
    assert "mixed up" not in text and "Ferrow" not in text
    (line,) = team.read_practice(text).lines
    assert line.turns == 1
    assert json.loads(text)["who"] == "Jo"


def test_without_a_yes_there_is_no_file_of_figures(visit: Visit) -> None:
    app = visit("team")
    assert not [one for one in app.get("download_button") if one.key == "team.mine"]
    app.checkbox(key="team.agree").check()
    app.run()
    assert not app.exception
    assert len(app.get("download_button")) == 1

"""The debrief: what it claims is in the trainee's own words, and its better lines fit the case."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice.rooms import practice, scenario_client, talked
from tests.practice.test_session import GOOD, TEXT

BLANK = re.compile(r"\[[a-z ']+\]")
RUDE = "That is your own fault, you should have read your mail. Calm down, it's not that bad."


def test_an_unfinished_talk_is_called_so_and_nothing_is_made_up_for_an_empty_one() -> None:
    empty = practice().debrief(practice().start(scenario_client()))
    assert not empty.complete
    assert {check.status for check in empty.checks} == {"not_shown"}
    assert empty.moments == ()
    assert empty.measures["talk_share"] is None
    assert empty.measures["turns_to_acknowledgement"] is None
    assert "not assessment" in empty.summary


def test_every_claim_of_a_check_quotes_the_turn_it_names() -> None:
    talk = talked(scenario_client(), *GOOD)
    debrief = practice().debrief(talk)
    assert len(debrief.checks) >= 14
    for check in debrief.checks:
        assert check.comment and 1 <= check.practice <= 99
        if check.turn is not None:
            assert check.quote in talk.turns[check.turn - 1].trainee
        else:
            assert check.quote == ""


def test_a_good_talk_passes_more_and_a_rude_one_fails_more() -> None:
    def count(status: str, *turns: str) -> int:
        checks = practice().debrief(talked(scenario_client(), *turns)).checks
        return sum(check.status == status for check in checks)

    assert count("passed", *GOOD) > count("passed", *[RUDE] * 3)
    assert count("failed", *[RUDE] * 3) > count("failed", *GOOD)
    assert count("passed", *GOOD) >= 10


def test_the_moments_are_the_turns_that_moved_the_client_most() -> None:
    talk = talked(scenario_client(), *GOOD[:2], RUDE, *GOOD[2:4])
    moments = practice().debrief(talk).moments
    assert len(moments) == 3
    assert 3 in [moment.turn for moment in moments]
    assert [moment.turn for moment in moments] == sorted(moment.turn for moment in moments)
    for moment in moments:
        before = talk.turns[moment.turn - 2].state if moment.turn > 1 else talk.opening.state
        after = talk.turns[moment.turn - 1].state
        assert moment.anger_change == after.anger - before.anger
        assert moment.trust_change == after.trust - before.trust
        assert moment.quote in talk.turns[moment.turn - 1].trainee
        assert moment.better and moment.why


def test_better_lines_are_built_from_this_case_and_make_nothing_up() -> None:
    for scenario in practice().scenarios():
        talk = talked(scenario.client, RUDE, "It's out of our hands, really.")
        better = practice().better_line(talk, 1)
        case = " ".join((scenario.client.to_own, scenario.client.settles, *scenario.client.points))
        assert set(re.findall(r"\d+", better)) <= set(re.findall(r"\d+", case))
        assert better.count("[") == len(BLANK.findall(better))
        assert "{" not in better


def test_better_lines_differ_by_turn_and_case() -> None:
    talk = talked(scenario_client(start_anger=40), RUDE, *GOOD[:3])
    lines = [practice().better_line(talk, number) for number in range(1, 5)]
    assert len(set(lines)) >= 3
    other = talked(scenario_client("the-notice"), RUDE)
    assert practice().better_line(other, 1) != lines[0]


def test_a_hint_says_what_the_line_does_and_one_thing_to_better() -> None:
    talk = talked(scenario_client(), GOOD[0])
    hint = practice().hint(talk, RUDE)
    assert "angrier" in hint
    assert len(re.findall(r"[.!?](?:\s|$)", hint)) <= 3
    assert "calm down" in practice().hint(talk, GOOD[1])
    assert practice().hint(talk, RUDE) == hint


def test_a_hint_leaves_the_talk_as_it_was() -> None:
    talk = talked(scenario_client(), GOOD[0])
    practice().hint(talk, RUDE)
    assert talk == talked(scenario_client(), GOOD[0])


def test_the_interest_counts_as_found_only_when_it_came_out() -> None:
    assert practice().debrief(talked(scenario_client(), *GOOD)).interest_found
    assert not practice().debrief(talked(scenario_client(), RUDE)).interest_found


@pytest.mark.parametrize(("turns", "answer"), [((RUDE,) * 3, "No."), (GOOD, "Yes")])
def test_the_client_has_a_view_of_their_own(turns: tuple[str, ...], answer: str) -> None:
    says = practice().debrief(talked(scenario_client(), *turns)).client_says
    assert len(says) == 3
    assert any(answer in line for line in says)


@settings(max_examples=20)
@given(st.lists(TEXT.filter(lambda text: bool(text.strip())), min_size=1, max_size=3))
def test_measures_stay_within_what_can_be(turns: list[str]) -> None:
    talk = talked(scenario_client(), *turns)
    measures = practice().debrief(talk).measures
    share = measures["talk_share"]
    assert share is not None and 0 <= share <= 1
    assert measures["turns"] == len(talk.turns)

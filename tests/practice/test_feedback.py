"""Feedback on a turn, a guess at what lay behind, progress by skill, and the talk on paper."""

import re

import pytest
from hypothesis import given, settings

from coach.errors import InputError
from coach.practice.report import as_markdown
from tests.practice.rooms import practice, scenario_client, talked
from tests.practice.test_session import GOOD, TEXT

RUDE = "That is your own fault, you should have read your mail. Calm down, it's not that bad."


@pytest.mark.parametrize("turn", [*GOOD, RUDE, "Hm.", "I understand your frustration, but no."])
def test_a_turn_gets_three_points_at_most_each_with_words_that_were_said(turn: str) -> None:
    points = practice().points(talked(scenario_client(), turn), 1)
    assert 1 <= len(points) <= 3
    assert len({point.practice for point in points}) == len(points)
    for point in points:
        assert point.title and point.comment and 1 <= point.practice <= 99
        assert point.quote in turn
        assert point.quote or point.status == "not_shown"


def test_what_did_harm_comes_first_and_praise_is_for_good_turns() -> None:
    rude = practice().points(talked(scenario_client(), RUDE), 1)
    good = practice().points(talked(scenario_client(), GOOD[0]), 1)
    assert rude[0].status == "failed"
    assert "passed" in [point.status for point in good]
    assert "failed" not in [point.status for point in good]


@settings(max_examples=20)
@given(TEXT.filter(lambda text: bool(text.strip())))
def test_whatever_was_said_the_points_hold(turn: str) -> None:
    talk = talked(scenario_client(), turn)
    points = practice().points(talk, 1)
    scored = any(level is not None for _, level in talk.turns[0].appraisal.scores)
    assert len(points) <= 3 and (scored or not points)
    assert all(point.quote in turn for point in points)


def test_a_turn_that_is_not_there_has_no_points() -> None:
    with pytest.raises(InputError):
        practice().points(talked(scenario_client(), "Hm."), 2)


@pytest.mark.parametrize(
    ("guess", "near"),
    [
        ("Her board decides about the night shift on the 12th", "close"),
        ("The board walks the floor and forty people lose their nights", "close"),
        ("Money", "apart"),
        ("", "apart"),
    ],
)
def test_a_guess_is_held_against_what_it_was(guess: str, near: str) -> None:
    told = practice().guess(talked(scenario_client(), RUDE), guess)
    assert told.near == near and told.says
    assert told.interest == scenario_client().hidden_interest


def test_progress_counts_what_was_called_for_and_scores_no_scraps() -> None:
    bad, good = talked(scenario_client(), *[RUDE] * 3), talked(scenario_client(), *GOOD)
    scrap = talked(scenario_client(), RUDE)
    trends = practice().progress.trends([scrap, bad, good])
    assert len(trends) >= 5
    for trend in trends:
        assert trend.shares[0] is None
        assert all(share is None or 0 <= share <= 1 for share in trend.shares)
    owning = next(trend for trend in trends if trend.id == "owning")
    assert owning.shares[1] < owning.shares[2] == 1
    drills = {drill.id for drill in practice().drills.all()}
    assert {trend.drill for trend in trends} <= {*drills, ""}
    assert all(trend.says for trend in practice().progress.trends([]))


def test_progress_says_which_way_it_goes() -> None:
    bad, good = talked(scenario_client(), *[RUDE] * 3), talked(scenario_client(), *GOOD)
    up = practice().progress.trends([bad, bad, bad, good, good, good])
    down = practice().progress.trends([good, good, good, bad, bad, bad])
    assert "better" in next(trend for trend in up if trend.id == "owning").says
    assert "drill" in next(trend for trend in down if trend.id == "owning").says


def test_the_talk_on_paper_holds_all_that_was_said_letter_for_letter() -> None:
    odd = "You *said* <b>Friday</b> [link](http://x.invalid) # not a heading | nor a table."
    talk = talked(scenario_client(), odd, *GOOD[:2])
    paper = as_markdown(talk, practice().debrief(talk), "Go-live | *draft*")
    for turn in talk.turns:
        assert turn.trainee in re.sub(r"\\(.)", r"\1", paper)
        assert turn.client in re.sub(r"\\(.)", r"\1", paper)
    assert "Practice, not assessment" in paper
    assert not re.search(r"(?<!\\)(?:<b|\]\(|\*draft)", paper)
    assert "practice 46" in paper and "In figures" in paper


def test_nothing_said_makes_a_paper_without_figures_made_up() -> None:
    talk = practice().start(scenario_client())
    paper = as_markdown(talk, practice().debrief(talk), "Nothing yet")
    assert paper.count("not scored") == 2


def test_a_point_said_back_word_for_word_counts_without_a_sign_and_thrown_back_it_does_not() -> (
    None
):
    client = scenario_client()
    said = talked(client, "You heard it from your own shift leads, not from us. We broke it.")
    asked = talked(client, "Did you hear it from your own shift leads?")
    assert client.points[0] not in said.turns[0].state.unread_points
    assert client.points[0] in asked.turns[0].state.unread_points


def test_what_is_past_is_no_offer() -> None:
    told = talked(scenario_client(), GOOD[0])
    assert told.turns[0].state.offer == "none"


def test_a_quote_thrown_back_is_a_whole_phrase() -> None:
    for seed in range(6):
        turns = ["I understand your frustration, but these things happen."] * 2
        for turn in talked(scenario_client(), *turns, seed=seed).turns:
            assert 'your."' not in turn.client and 'your"' not in turn.client

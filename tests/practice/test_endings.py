"""Endings and the ladder, played through the room as a trainee would: words in, lines out."""

import pytest

from coach.domain.conversation import PracticeTalk
from tests.practice.rooms import last, practice, scenario_client, talked
from tests.practice.test_session import GOOD

RUDE = "That is your own fault, you should have read your mail. Calm down, it's not that bad."
OWNED = "We told you it works with your gates, and it never did. That was our mistake, I'm sorry."
NUDGE = "I'd ask you to leave the names out of it. Where does it stand at your gate today?"
BOUNDARY = "Please leave the insults out of it. I want to sort this out with you, and I'll stay."
EXIT = "I'm ending the call here for today, and I'll write to you by noon tomorrow."
PARTING = (
    "I think it is better that we end the contract. The last day would be 30 June, you get all "
    "your files by 15 June, Ruth hands over the open work, and the final bill comes on 1 July."
)


def insulted() -> PracticeTalk:
    """Return a talk in which the client has gone too far."""
    client = scenario_client("sales-said-yes")
    for seed in range(12):
        talk = practice().start(client, seed=seed)
        for turn in (RUDE, "We are looking into it.", "As I said, we are looking into it."):
            if talk.ended is None:
                talk = practice().reply(talk, turn)
            if last(talk).move == "out_of_bounds":
                return talk
    raise AssertionError("nobody got personal in twelve talks")


def test_a_client_goes_out_of_bounds_and_a_nudge_brings_them_a_step_back() -> None:
    talk = insulted()
    level = last(talk).state.out_of_bounds
    assert level > 0
    nudged = practice().reply(talk, NUDGE)
    assert "gentle_nudge" in last(nudged).appraisal.behaviours
    assert last(nudged).state.out_of_bounds <= level
    assert last(nudged).state.limits_held == 1


def test_a_boundary_clears_the_ladder_and_the_client_answers_within_bounds() -> None:
    talk = practice().reply(insulted(), BOUNDARY)
    state = last(talk).state
    assert "two_part_boundary" in last(talk).appraisal.behaviours
    assert state.out_of_bounds == 0 and last(talk).move != "out_of_bounds"
    assert last(talk).line.startswith("in_bounds-")


def test_after_two_limits_nobody_gets_personal_any_more() -> None:
    talk = practice().reply(practice().reply(insulted(), NUDGE), BOUNDARY)
    for turn in ("We are looking into it.", OWNED, "Anna comes on Monday at eight."):
        if talk.ended is None:
            talk = practice().reply(talk, turn)
            assert last(talk).move != "out_of_bounds"


def test_ending_it_calmly_ends_it_without_a_scene() -> None:
    talk = practice().reply(practice().reply(insulted(), BOUNDARY), EXIT)
    assert "calm_exit" in last(talk).appraisal.behaviours
    assert talk.ended in ("ended_by_trainee", "adjourned")


def test_a_furious_client_who_is_given_more_of_it_walks_out() -> None:
    talk = talked(scenario_client(start_anger=84), RUDE, RUDE, RUDE, RUDE)
    assert talk.ended == "walked_out" and last(talk).move == "walk_out"


def test_a_silent_client_says_little_and_is_never_loud() -> None:
    silent = scenario_client("nobody-rang-back")
    lines = [
        turn.client
        for seed in range(4)
        for turn in talked(silent, OWNED, "Take your time.", RUDE, "Hm.", seed=seed).turns
        if turn.move not in ("reveal", "repeat")
    ]
    assert max(len(line.split()) for line in lines) <= 12
    assert not any("!" in line for line in lines)
    assert any(len(line.split()) <= 3 for line in lines)


def test_parting_is_answered_with_a_change_of_heart_once_and_then_accepted() -> None:
    client = scenario_client("handing-back-the-keys")
    talk = talked(client, "We let it run on when we should have told you. I'm sorry.", PARTING)
    assert talk.ended is None
    assert last(talk).move == "bargain" and last(talk).line.startswith("change_of_heart-")
    held = "I hear you, and it stays as I said: the last day is 30 June and Ruth hands over."
    parted = practice().reply(talk, held)
    assert parted.ended == "parted" and last(parted).line.startswith("parted-")


def test_a_point_is_repeated_until_it_is_read_back_and_not_after() -> None:
    client = scenario_client("school-kitchen-overrun")
    point = client.points[0]
    talk = talked(client, OWNED, "Nobody asked you about the ventilation. I've written that down.")
    assert point not in last(talk).state.unread_points
    for turn in ("We are looking into it.", "We will see.", "I don't know yet."):
        if talk.ended is None:
            talk = practice().reply(talk, turn)
            assert point not in last(talk).client


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_a_talk_can_be_won_at_every_level(level: str) -> None:
    asked_again = (
        "Then Anna comes on Saturday as well, and you have a call from me every evening at six. "
        "Can we go ahead like that?",
        "Agreed: Anna on Monday at eight, and the first sheet on Monday at noon. Is that a yes?",
        "Then I send it to you in writing by five. Can we go ahead like that?",
    )
    ends = [
        talked(scenario_client(difficulty=level), *GOOD, *asked_again, seed=seed)
        for seed in range(3)
    ]
    assert any(talk.ended in ("accepted", "conditional") for talk in ends)


def test_easy_is_won_sooner_than_medium_and_medium_sooner_than_hard() -> None:
    def turns(level: str) -> float:
        talks = [talked(scenario_client(difficulty=level), *GOOD, seed=seed) for seed in range(4)]
        return sum(len(talk.turns) + (talk.ended is None) for talk in talks) / len(talks)

    def anger(level: str) -> int:
        return last(talked(scenario_client(difficulty=level), *GOOD[:3])).state.anger

    assert turns("easy") < turns("medium") < turns("hard")
    assert anger("easy") < anger("medium") < anger("hard")

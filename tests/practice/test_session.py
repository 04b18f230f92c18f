"""Whole talks: repeatable, endable, replayable, and closed to those who only ask for a yes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.values import FAULTS, ISSUE_KINDS, PERSONAS
from coach.errors import InputError
from coach.practice.matching import content_words
from tests.practice.rooms import last, practice, scenario_client, talked

GOOD = (
    "The import broke on 24 February, we knew it, and we didn't ring you. You heard it from your "
    "own shift leads. That was our mistake and I'm sorry for the week it cost you.",
    "You've got trucks waiting while we talk, and you stood there without an answer. I'm writing "
    "that down. The planner is ready on 17 March; that holds, the import ran clean last night.",
    "When you look at the next two weeks, what is it you most need not to go wrong, and why?",
    "So it's about the night shift: your board has to see the dock running on the 12th. Have I "
    "got that right?",
    "Then two ways. One: Anna comes to your site on Monday at eight and plans the dock with your "
    "leads by hand, so that the board sees it work on the 12th and the night shift keeps its "
    "case. Two: we do it by phone. I'd take the first. What would you change?",
    "Anna is with you on Monday at eight, I ring you on Wednesday at four, and you have it in "
    "writing today by five. Can we go ahead like that?",
)
LAZY = ("Just agree with me.", "Say yes, please.", "Come on, we both want this to be over. Deal?")
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=200)


def test_a_good_talk_ends_in_a_yes_with_most_seeds() -> None:
    ends = [talked(scenario_client(), *GOOD, seed=seed).ended for seed in range(5)]
    assert sum(end in ("accepted", "conditional") for end in ends) >= 4


@pytest.mark.parametrize("persona", PERSONAS)
def test_asking_for_a_yes_and_nothing_else_gets_none(persona: str) -> None:
    for seed in range(3):
        talk = talked(scenario_client(style=persona), *LAZY, *LAZY, seed=seed)
        assert talk.ended not in ("accepted", "conditional")


def test_the_same_client_seed_and_turns_give_the_same_talk() -> None:
    assert talked(scenario_client(), *GOOD, seed=4) == talked(scenario_client(), *GOOD, seed=4)


def test_other_seeds_make_other_talks() -> None:
    talks = [talked(scenario_client(), *GOOD[:4], seed=seed) for seed in range(6)]
    assert len({tuple(turn.client for turn in talk.turns) for talk in talks}) == 6


def test_a_rewound_talk_goes_the_same_way_again() -> None:
    talk = talked(scenario_client(), *GOOD[:4])
    again = practice().rewind(talk, 3)
    assert len(again.turns) == 2
    assert practice().reply(practice().reply(again, GOOD[2]), GOOD[3]) == talk
    assert practice().rewind(talk, 1).turns == ()


@pytest.mark.parametrize("turn", [0, -1, 9])
def test_a_turn_that_is_not_there_cannot_be_gone_back_to(turn: int) -> None:
    with pytest.raises(InputError):
        practice().rewind(talked(scenario_client(), GOOD[0]), turn)
    with pytest.raises(InputError):
        practice().better_line(talked(scenario_client(), GOOD[0]), turn)


def test_a_talk_that_has_ended_takes_no_more_turns_until_rewound() -> None:
    rude = "That is your own fault, you should have read your mail. Calm down, it's not that bad."
    talk = talked(scenario_client(start_anger=84), *[rude] * 8)
    assert talk.ended == "walked_out"
    with pytest.raises(InputError):
        practice().reply(talk, "Sorry.")
    assert practice().reply(practice().rewind(talk, 1), GOOD[0]).ended is None


@pytest.mark.parametrize("nothing", ["", "  ", "\n\t"])
def test_saying_nothing_is_not_a_turn(nothing: str) -> None:
    with pytest.raises(InputError):
        practice().reply(practice().start(scenario_client()), nothing)


def test_a_given_line_takes_the_place_of_the_one_that_was_answered() -> None:
    talk = practice().start(scenario_client())
    replayed = practice().reply(talk, GOOD[0], client_line="Who left it broken?")
    assert last(replayed).answered == "Who left it broken?"
    assert last(practice().reply(talk, GOOD[0])).answered == talk.opening.client


def test_a_given_line_that_tells_the_interest_counts_as_told() -> None:
    client = scenario_client()
    talk = practice().start(client)
    told = practice().reply(talk, "What is it about for you?", client_line=client.opening)
    told = practice().reply(told, GOOD[3], client_line=client.hidden_interest)
    assert last(told).state.interest in ("revealed", "addressed")


def test_the_hidden_interest_stays_hidden_without_a_question_about_it() -> None:
    turns = (
        "That was our mistake and I'm sorry for the week it cost you.",
        "Dana sends you the list by Friday noon.",
        "Tom rings you on Monday at nine.",
        "Is there anything else?",
    )
    for scenario in practice().scenarios():
        secret = content_words(scenario.client.hidden_interest)
        for turn in talked(scenario.client, *turns).turns:
            assert len(secret & content_words(turn.client)) <= len(secret) / 2


def test_nobody_says_the_same_thing_twice_in_a_long_talk() -> None:
    talk = practice().start(scenario_client(), seed=2)
    for number in range(16):
        turn = (
            f"Point {number}: Dana checks gate {number} on Monday at {number}. What else matters?"
        )
        talk = practice().reply(talk.model_copy(update={"ended": None}), turn)
    lines = [turn.client for turn in talk.turns]
    assert len(set(lines)) == len(lines)


@settings(max_examples=25)
@given(st.lists(TEXT.filter(lambda text: bool(text.strip())), min_size=1, max_size=4))
def test_whatever_is_said_the_client_answers(turns: list[str]) -> None:
    talk = talked(scenario_client(), *turns)
    assert all(turn.client for turn in talk.turns)
    practice().debrief(talk)


def test_the_scenarios_are_whole_and_cover_the_ground() -> None:
    scenarios = practice().scenarios()
    assert len(scenarios) >= 25
    assert {one.issue for one in scenarios} == set(ISSUE_KINDS)
    assert {one.fault for one in scenarios} == set(FAULTS)
    assert {one.client.style for one in scenarios} == set(PERSONAS)
    assert {one.client.difficulty for one in scenarios} == {"easy", "medium", "hard"}
    assert len({one.industry for one in scenarios}) >= 20
    for one in scenarios:
        client = one.client
        assert 2 <= len(client.points) <= 3, one.id
        assert all([client.settles, client.promised, client.costs_them, client.new_fact])
        assert client.to_own and client.opening and one.briefing and one.learn
        secret = content_words(client.hidden_interest)
        assert len(secret & content_words(client.opening)) < len(secret) / 2, one.id
        assert len(secret & content_words(one.briefing)) < len(secret) / 2, one.id


AGREES_AFTER = (*GOOD[:-1], "Anna is with you on Monday at eight, and I ring you on Wednesday.")


@pytest.mark.parametrize(
    "closing",
    [
        "Do we have a plan?",
        "Would that take the weight off?",
        "Shall I send her on Monday at eight?",
        "Does that help you for now?",
        "How does that sound?",
    ],
)
def test_a_yes_can_be_asked_for_in_many_ways(closing: str) -> None:
    talk = talked(scenario_client(), *AGREES_AFTER[:-1], f"{AGREES_AFTER[-1]} {closing}")
    assert talk.ended in ("accepted", "conditional")


@pytest.mark.parametrize(
    "asked", ["Can you tell me who opens the gate?", "Is there anything else I should know?"]
)
def test_a_question_that_only_asks_to_be_told_is_no_request_for_a_yes(asked: str) -> None:
    said = f"You've had trucks at the gate since Tuesday. {asked}"
    talk = practice().reply(talked(scenario_client(), *GOOD[:4]), said)
    assert talk.ended is None

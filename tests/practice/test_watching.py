"""Examples to watch: played by the real client, asked about fairly, good ones won and bad ones lost."""

import pytest

from coach.domain.lessons import ExampleKind
from coach.errors import InputError
from tests.practice.rooms import practice, tuning

WATCHED = [scenario.id for scenario in practice().watching.scenarios()]
KINDS: tuple[ExampleKind, ...] = ("good", "bad")


def test_several_kinds_of_client_can_be_watched() -> None:
    clients = [scenario.client for scenario in practice().watching.scenarios()]
    assert len({client.style for client in clients}) >= 5
    assert {"ours", "client"} <= {client.fault for client in clients}


@pytest.mark.parametrize("scenario", WATCHED)
def test_the_good_one_ends_in_a_yes_and_the_bad_one_in_anger(scenario: str) -> None:
    good = practice().watching.example(scenario, "good").talk
    bad = practice().watching.example(scenario, "bad").talk
    assert good.ended in ("accepted", "conditional")
    assert bad.ended not in ("accepted", "conditional")
    assert good.turns[-1].state.anger < good.opening.state.anger
    assert bad.turns[-1].state.anger > bad.opening.state.anger


@pytest.mark.parametrize("scenario", WATCHED)
@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_is_what_the_line_really_did(scenario: str, kind: ExampleKind) -> None:
    example = practice().watching.example(scenario, kind)
    before = example.talk.opening.state
    for watched, turn in zip(example.turns, example.talk.turns, strict=True):
        quiz = watched.quiz
        assert len(set(quiz.choices)) == 3
        change = None
        if "anger" in quiz.question:
            change = turn.state.anger - before.anger
        elif "trust" in quiz.question:
            change = turn.state.trust - before.trust
        if change is not None:
            assert quiz.right == (1 if abs(change) <= 2 else 0 if change < 0 else 2)
        assert f"Anger {before.anger} to {turn.state.anger}" in watched.told
        before = turn.state
    assert example == practice().watching.example(scenario, kind)


def test_the_practice_named_is_one_that_the_coach_knows() -> None:
    known = {weight.practice for weight in tuning().weights.acts.values()}
    for scenario in WATCHED:
        for kind in KINDS:
            for turn in practice().watching.example(scenario, kind).turns:
                assert turn.practice in known


def test_an_example_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(InputError) as error:
        practice().watching.example("none", "good")
    assert "missed-go-live" in error.value.hint

"""The client's feelings: what may move them, how far, and what may not."""

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.conversation import Appraisal, ClientState, Flags, Scores
from coach.domain.values import PERSONAS, Behaviour
from coach.practice.state import Temper, TurnFacts, opening_state, react
from tests.practice.rooms import did, moment, scenario_client, tuning

BEHAVIOURS = get_args(Behaviour)
FLAGS = tuple(Flags.model_fields)
LEVEL = st.one_of(st.none(), st.integers(1, 5))
APPRAISALS = st.builds(
    Appraisal,
    scores=st.builds(Scores, empathy=LEVEL, ownership=LEVEL, clarity=LEVEL, solution_focus=LEVEL),
    flags=st.builds(Flags, **{name: st.booleans() for name in FLAGS}),
    behaviours=st.lists(st.sampled_from(BEHAVIOURS), max_size=6, unique=True).map(tuple),
)
FACTS = st.builds(
    TurnFacts,
    said_again=st.integers(0, 4),
    interest_shown=st.booleans(),
    offer=st.sampled_from(["none", "vague", "owned"]),
    offer_fits=st.booleans(),
    insulted=st.booleans(),
    asks_agreement=st.booleans(),
    parting=st.integers(0, 2),
)


@given(
    st.lists(st.tuples(APPRAISALS, FACTS), max_size=12),
    st.sampled_from(PERSONAS),
    st.sampled_from(["easy", "medium", "hard"]),
    st.integers(0, 100),
)
def test_measures_stay_on_their_scale_and_the_same_turns_give_the_same_state(
    turns: list[tuple[Appraisal, TurnFacts]], style: str, difficulty: str, anger: int
) -> None:
    client = scenario_client(style=style, difficulty=difficulty, start_anger=anger)
    temper = Temper.of(client, tuning())

    def path() -> list[ClientState]:
        states = [opening_state(client, temper)]
        for appraisal, facts in turns:
            states.append(react(states[-1], appraisal, facts, temper))
        return states

    states = path()
    for state in states:
        assert 0 <= state.anger <= 100
        assert 0 <= state.trust <= 100
        assert 0 <= state.heard <= 100
        assert 0 <= state.out_of_bounds <= 3
    assert states == path()


@given(APPRAISALS, FACTS, st.integers(0, 100))
def test_anger_moves_within_the_bounds_of_one_turn(
    appraisal: Appraisal, facts: TurnFacts, anger: int
) -> None:
    after = moment(appraisal, facts, anger=anger).state
    assert -12 <= after.anger - anger <= 18


@given(st.integers(0, 100), st.integers(0, 4))
def test_anger_never_falls_without_a_reason(anger: int, again: int) -> None:
    for nothing in (did(), did("formula_phrase"), did(ignores_question=True)):
        assert moment(nothing, TurnFacts(said_again=again), anger=anger).state.anger >= anger


@given(APPRAISALS, st.integers(30, 100))
def test_anger_stays_above_the_floor_until_the_interest_is_addressed(
    appraisal: Appraisal, anger: int
) -> None:
    now = moment(appraisal, anger=anger)
    assert now.state.anger >= min(anger, now.temper.floor(now.before))


def test_the_floor_gives_way_once_the_interest_is_addressed() -> None:
    good = did("specific_acknowledgement", "concrete_step", scores=(5, 5, 5, 5))
    held = moment(good, anger=21).state.anger
    free = moment(good, anger=21, interest="addressed").state.anger
    assert held >= 20
    assert free < held


def test_losses_outweigh_gains() -> None:
    rules = tuning().weights.rules
    acts = tuning().weights.acts
    assert rules.loss_factor == 1.5
    assert acts["blames_client"].anger * rules.loss_factor > -acts["plain_ownership"].anger


@pytest.mark.parametrize("flag", FLAGS)
def test_any_flag_cuts_the_gains_of_its_turn(flag: str) -> None:
    clean = moment(did("specific_acknowledgement", "plain_ownership")).state
    spoilt = moment(did("specific_acknowledgement", "plain_ownership", **{flag: True})).state
    assert spoilt.anger > clean.anger
    assert spoilt.trust < clean.trust
    assert spoilt.heard < clean.heard


def test_a_turn_that_leaves_a_question_unanswered_earns_nothing() -> None:
    before = scenario_client()
    after = moment(
        did("specific_acknowledgement", "read_back", scores=(5, 5, 4, 4), ignores_question=True)
    ).state
    assert after.anger >= before.start_anger
    assert after.trust <= before.start_trust
    assert after.heard == 0


@given(st.integers(1, 4))
def test_what_is_said_again_earns_half_each_time(times: int) -> None:
    apology = did("plain_ownership", "specific_acknowledgement", scores=(4, 4, 4, 3))
    first = moment(apology).state
    later = moment(apology, TurnFacts(said_again=times)).state
    gained = first.heard
    assert later.heard <= gained * 0.5**times + 1


def test_the_third_same_apology_earns_a_quarter_at_most() -> None:
    apology = did("plain_ownership", scores=(4, 4, 4, 3))
    client = scenario_client(start_anger=80)
    temper = Temper.of(client, tuning())
    state, falls = opening_state(client, temper), []
    for again in range(3):
        after = react(state, apology, TurnFacts(said_again=again), temper)
        falls.append(max(0, state.anger - after.anger))
        state = after
    assert falls[0] > 0
    assert falls[2] <= falls[0] / 4


def test_praise_is_no_acknowledgement_unless_a_score_bears_it_out() -> None:
    praise = moment(did("specific_acknowledgement", scores=(3, 3, 3, 2))).state
    felt = moment(did("specific_acknowledgement", scores=(4, 3, 3, 2))).state
    assert felt.anger < praise.anger


def test_turns_of_nothing_wear_patience_and_then_raise_anger() -> None:
    client = scenario_client()
    temper = Temper.of(client, tuning())
    states = [opening_state(client, temper)]
    for _ in range(5):
        states.append(react(states[-1], did("formula_phrase"), TurnFacts(), temper))
    changes = [b.anger - a.anger for a, b in pairwise(states)]
    assert abs(changes[0]) <= 2
    assert changes[3] >= 3
    assert states[-1].patience < states[0].patience


def test_a_point_read_back_is_no_longer_unread_and_makes_them_feel_heard() -> None:
    point = scenario_client().points[0]
    read = moment(did("read_back"), TurnFacts(points_read=(point,))).state
    passed_over = moment(did("read_back")).state
    assert point not in read.unread_points
    assert point in passed_over.unread_points
    assert read.heard > passed_over.heard


def test_a_nudge_steps_the_ladder_down_and_a_boundary_clears_it() -> None:
    assert moment(did("gentle_nudge"), out_of_bounds=2).state.out_of_bounds == 1
    assert moment(did("two_part_boundary"), out_of_bounds=3).state.out_of_bounds == 0
    assert moment(did("direct_answer"), out_of_bounds=2).state.out_of_bounds == 2
    assert moment(did(), TurnFacts(insulted=True)).state.out_of_bounds == 1


def test_an_offer_meets_the_interest_only_when_it_is_known_and_owned() -> None:
    fits = TurnFacts(offer="owned", offer_fits=True)
    step = did("concrete_step")
    assert moment(step, fits, interest="hidden").state.interest == "hidden"
    assert moment(step, fits, interest="hidden").state.offer == "owned"
    met = moment(step, fits, interest="revealed").state
    assert (met.interest, met.offer) == ("addressed", "meets")
    vague = moment(step, TurnFacts(offer="vague", offer_fits=True), interest="revealed").state
    assert (vague.interest, vague.offer) == ("addressed", "vague")


def test_difficulty_changes_the_start_and_what_a_turn_is_worth() -> None:
    good = did("plain_ownership", scores=(3, 4, 3, 3))
    starts, falls = [], []
    for level in ("easy", "medium", "hard"):
        now = moment(good, client=scenario_client(difficulty=level))
        starts.append(now.before.anger)
        falls.append(moment(good, client=scenario_client(difficulty=level), anger=90).state.anger)
    assert starts == sorted(starts) and len(set(starts)) == 3
    assert falls == sorted(falls) and len(set(falls)) == 3


def test_every_act_and_flag_has_a_weight_with_the_sign_of_its_kind() -> None:
    acts = tuning().weights.acts
    assert set(acts) == {*BEHAVIOURS, *FLAGS}
    substance = set(tuning().weights.substance)
    assert all(acts[act].anger <= 0 and acts[act].trust > 0 for act in substance)
    assert all(acts[flag].anger > 0 and acts[flag].trust < 0 for flag in FLAGS)

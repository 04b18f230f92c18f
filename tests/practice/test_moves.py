"""The client's gates and moves: what opens them, what never does, and how talks end."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.conversation import Appraisal
from coach.domain.values import PERSONAS, Persona
from coach.practice.gates import may_accept, may_agree_conditionally, may_hint, may_reveal
from coach.practice.moves import after_move, choose
from coach.practice.state import TurnFacts
from tests.practice.rooms import did, moment, scenario_client
from tests.practice.test_state import APPRAISALS, FACTS

RNG = Random(1)
OFFER = TurnFacts(offer="owned", offer_fits=True, asks_agreement=True)
CALM = {"anger": 30, "trust": 70, "heard": 70}


def test_the_interest_is_told_to_a_question_about_it_and_to_trust() -> None:
    asked = did("interest_question")
    assert may_reveal(moment(asked, **CALM))
    assert not may_reveal(moment(asked, anger=30, trust=10, heard=70))
    assert not may_reveal(moment(asked, anger=95, trust=70, heard=70))
    assert not may_reveal(moment(did("open_question"), **CALM))
    assert not may_reveal(moment(did("concrete_step", "plain_ownership"), **CALM))


def test_a_flag_in_the_same_turn_keeps_the_interest_shut() -> None:
    assert not may_reveal(moment(did("interest_question", blames_client=True), **CALM))


def test_a_hint_needs_a_question_and_trust() -> None:
    assert may_hint(moment(did("open_question"), **CALM))
    assert not may_hint(moment(did("open_question"), anger=30, trust=5))
    assert not may_hint(moment(did("direct_answer"), **CALM))
    assert not may_hint(moment(did("open_question"), interest="revealed", **CALM))


def test_a_question_once_asked_is_answered_when_trust_comes_a_turn_later() -> None:
    later = moment(did("direct_answer"), turn=4, interest_asked=4, **CALM)
    assert may_reveal(later)
    too_late = moment(did("direct_answer"), turn=7, interest_asked=4, **CALM)
    assert not may_reveal(too_late)


def test_what_lies_behind_is_told_to_whoever_names_it_once_they_are_trusted() -> None:
    named = TurnFacts(interest_named=True)
    assert may_reveal(moment(did("specific_acknowledgement"), named, **CALM))
    assert not may_reveal(moment(did("specific_acknowledgement"), named, anger=30, trust=10))
    assert not may_reveal(moment(did(blames_client=True), named, **CALM))


def test_a_yes_needs_the_interest_met_an_owner_a_day_and_calm() -> None:
    step = did("concrete_step", "agreement_question")
    assert may_accept(moment(step, OFFER, interest="revealed", **CALM))
    assert not may_accept(moment(step, OFFER, interest="hidden", **CALM))
    hot = moment(step, OFFER, interest="revealed", anger=90, trust=70, heard=70)
    assert not may_accept(hot)
    vague = OFFER.model_copy(update={"offer": "vague"})
    assert not may_accept(moment(step, vague, interest="revealed", **CALM))
    unfit = OFFER.model_copy(update={"offer_fits": False})
    assert not may_accept(moment(step, unfit, interest="revealed", **CALM))


@pytest.mark.parametrize("spoiler", ["bribe", "threat", "disrespect", "silence_as_consent"])
def test_nothing_is_bought_or_forced(spoiler: str) -> None:
    step = did("concrete_step", "agreement_question", spoiler)  # type: ignore[arg-type]
    now = moment(step, OFFER, interest="revealed", **CALM)
    assert not may_accept(now)
    assert not may_agree_conditionally(now)


def test_a_good_offer_without_the_interest_earns_a_maybe() -> None:
    now = moment(did("concrete_step", "agreement_question"), OFFER, interest="hinted", **CALM)
    assert not may_accept(now)
    assert may_agree_conditionally(now)
    assert choose(now, RNG).ended == "conditional"
    assert choose(now, RNG).move == "conditional"


def test_just_agree_with_me_is_never_enough() -> None:
    begging = moment(did("agreement_question"), TurnFacts(asks_agreement=True), **CALM)
    assert choose(begging, RNG).ended is None


def test_fury_that_stays_for_two_turns_ends_in_walking_out() -> None:
    insult = did("disrespect", blames_client=True, scores=(1, 1, 2, 1))
    first = moment(insult, anger=88)
    assert choose(first, RNG).ended is None
    second = moment(insult, anger=90, furious_turns=1)
    chosen = choose(second, RNG)
    assert (chosen.move, chosen.ended) == ("walk_out", "walked_out")


def test_a_turn_that_calms_fury_is_not_walked_out_on() -> None:
    good = did("specific_acknowledgement", "plain_ownership", scores=(5, 5, 4, 3))
    assert choose(moment(good, anger=99, furious_turns=1), RNG).ended is None


def test_worn_out_patience_puts_the_talk_off() -> None:
    chosen = choose(moment(did("formula_phrase"), anger=50, patience=5), RNG)
    assert (chosen.move, chosen.ended) == ("adjourn", "adjourned")


def test_a_calm_exit_after_insults_ends_the_talk_by_the_trainee() -> None:
    now = moment(did("calm_exit"), anger=70, out_of_bounds=2, limits_held=2)
    assert choose(now, RNG).ended == "ended_by_trainee"
    assert choose(moment(did("calm_exit"), anger=25), RNG).ended == "adjourned"


def test_parting_meets_one_change_of_heart_and_then_a_plan() -> None:
    plan = TurnFacts(parting=2)
    first = choose(moment(did("concrete_step"), plan, anger=40), RNG)
    assert (first.move, first.ended) == ("bargain", None)
    held = choose(moment(did("direct_answer"), TurnFacts(), anger=40, parting=2), RNG)
    assert (held.move, held.ended) == ("accept", "parted")


def test_an_unread_point_is_repeated_and_a_read_one_is_not() -> None:
    client = scenario_client(style="anxious")
    moves = {
        choose(moment(did("direct_answer"), client=client, anger=50), Random(seed)).move
        for seed in range(60)
    }
    assert "repeat" in moves
    read = {
        choose(
            moment(did("direct_answer"), client=client, anger=50, unread_points=()), Random(seed)
        ).move
        for seed in range(60)
    }
    assert "repeat" not in read


def test_limits_of_conduct_that_were_held_keep_everyone_in_bounds() -> None:
    client = scenario_client(style="abusive")
    rude = did("defensive")

    def moves(limits: int) -> set[str]:
        return {
            choose(moment(rude, client=client, anger=75, limits_held=limits), Random(seed)).move
            for seed in range(60)
        }

    assert "out_of_bounds" in moves(0)
    assert "out_of_bounds" not in moves(2)


@given(APPRAISALS, FACTS, st.sampled_from(PERSONAS), st.integers(0, 100), st.integers(0, 1000))
def test_a_move_is_always_found_and_the_same_seed_finds_the_same(
    appraisal: Appraisal, facts: TurnFacts, style: Persona, anger: int, seed: int
) -> None:
    now = moment(appraisal, facts, scenario_client(style=style), anger=anger)
    chosen = choose(now, Random(seed))
    assert chosen == choose(now, Random(seed))
    if chosen.move == "reveal":
        assert "interest_question" in appraisal.behaviours
    if chosen.ended == "accepted":
        assert facts.offer == "owned" and not {"bribe", "threat"} & set(appraisal.behaviours)
    assert after_move(now.state, chosen.move).anger == now.state.anger

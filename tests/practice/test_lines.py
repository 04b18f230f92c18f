"""The line bank: rich enough, never a hole, never a machine, and no line twice."""

import re
from collections import Counter
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.values import PERSONAS, Move, Persona
from coach.practice.lines import LineBank, fill
from coach.practice.tuning import MOODS, Mood
from coach.resources import knowledge_folder
from tests.practice.rooms import practice, scenario_client, tuning

BANK = LineBank(knowledge_folder())
WHOLE = {"point", "position", "new_fact", "interest"}
PHRASES = {"promised", "cost", "their_words"}
SLOTS = {
    "promised": "the new rota by the third of March",
    "cost": "three days of trucks on the ring road",
    "point": "Nobody rang me.",
    "position": "I want a date that holds.",
    "new_fact": "Two carriers changed their contracts.",
    "interest": "My board comes on the 12th.",
    "their_words": "robust processes",
}
MANNERS = re.compile(
    r"how (?:can|may) i (?:help|assist)|happy to (?:help|assist)|let me know if|as an ai|\*|"
    r"\(\w+s\)|\b(?:thank you for|i appreciate|feel free)\b",
    re.IGNORECASE,
)


def test_there_are_enough_lines_for_twenty_talks() -> None:
    assert len(BANK.lines) >= 400
    assert len({line.template for line in BANK.lines}) >= 0.97 * len(BANK.lines)


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("move", get_args(Move))
def test_every_persona_has_words_for_every_move(move: Move, persona: Persona) -> None:
    mine = [line for line in BANK.lines if line.key == move and line.persona in (persona, "any")]
    assert len(mine) >= 4
    assert any(line.persona == persona for line in BANK.lines if line.key == "opening")


def test_only_known_slots_are_used_and_each_stands_where_its_kind_may() -> None:
    for line in BANK.lines:
        assert line.slots <= WHOLE | PHRASES, line.template
        for slot in line.slots & WHOLE:
            # A whole sentence begins where a sentence may, and nothing is tacked on to it.
            assert re.search(rf"(^|[.!?:…] ){{{slot}}}($| [A-Z])", line.template), line.template
        if "their_words" in line.slots:
            assert re.search(r'"\{their_words\}[.!?]?"', line.template), line.template


def test_a_phrase_is_never_the_subject_of_a_verb_that_must_agree_with_it() -> None:
    for line in BANK.lines:
        assert not re.search(r"\{(?:cost|promised)\} (?:is|are|was|were|has|have)\b", line.template)


def test_lines_are_short_and_free_of_assistant_manners() -> None:
    words = sorted(len(fill(line.template, SLOTS).split()) for line in BANK.lines)
    assert words[-1] <= 45
    assert 6 <= words[len(words) // 2] <= 20
    for line in BANK.lines:
        assert not MANNERS.search(line.template), line.template


def test_moods_that_are_hot_hold_no_courtesies() -> None:
    courtesy = re.compile(r"\b(?:please|thank you|thanks|appreciate|kind of you)\b", re.IGNORECASE)
    for line in BANK.lines:
        if set(line.moods) <= {"angry", "furious"}:
            assert not courtesy.search(line.template), line.template


@given(
    st.sampled_from(get_args(Move)),
    st.sampled_from(MOODS),
    st.sampled_from(PERSONAS),
    st.sets(st.sampled_from(sorted(SLOTS))),
    st.integers(0, 50),
)
def test_no_empty_slot_ever_shows(
    move: Move, mood: Mood, persona: Persona, filled: set[str], seed: int
) -> None:
    slots = {name: SLOTS[name] for name in filled}
    spoken = BANK.speak(
        (move,),
        mood,
        scenario_client(style=persona),
        slots,
        card=tuning().personas[persona],
        said=(),
        used=frozenset(),
        rng=Random(seed),
    )
    assert spoken.text
    assert not re.search(r"[{}]|\s\s|^\W+$(?<!…)| [.,!?]", spoken.text)
    assert spoken.text[0] in '"…' or not spoken.text[0].islower()


@given(st.sampled_from(PERSONAS), st.sampled_from(MOODS), st.integers(0, 20))
def test_thirty_lines_of_one_talk_are_all_different(
    persona: Persona, mood: Mood, seed: int
) -> None:
    said: list[str] = []
    used: set[str] = set()
    rng = Random(seed)
    for at in range(30):
        move = ("press", "vent", "test", "soften", "repeat", "bargain")[at % 6]
        spoken = BANK.speak(
            (move,),
            mood,
            scenario_client(style=persona),
            SLOTS,
            card=tuning().personas[persona],
            said=said,
            used=frozenset(used),
            rng=rng,
        )
        said.append(spoken.text)
        used.add(spoken.id)
    assert len(set(said)) == len(said)
    starts = Counter(tuple(text.lower().split()[:3]) for text in said)
    assert sum(count - 1 for count in starts.values()) <= 3


def test_every_answer_named_in_the_rules_has_lines() -> None:
    keys = {line.key for line in BANK.lines}
    assert set(tuning().moves.answers) <= keys


def test_the_promised_and_the_cost_of_every_scenario_can_follow_a_preposition() -> None:
    for scenario in practice().scenarios():
        for phrase in (scenario.client.promised, scenario.client.costs_them):
            assert phrase and phrase[-1] not in ".!?"
            assert phrase[0].islower(), (scenario.id, phrase)
            assert not phrase.startswith(("to ", "that ", "we ", "i "))

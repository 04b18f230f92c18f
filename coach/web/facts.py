"""The facts that were read, under the sentence each came from, each to be put right in place."""

from collections.abc import Sequence

import streamlit as st

from coach.domain.kept import SavedCase
from coach.domain.situation import CaseInput, SituationFact
from coach.domain.values import FactKind
from coach.drafting.reading import Reading, Sentence
from coach.web import frame, safe, state
from coach.web.labels import label
from coach.web.runtime import desk

MAIN: tuple[FactKind, ...] = (
    "amount",
    "date",
    "duration",
    "number",
    "percent",
    "name",
    "organisation",
    "reference",
)


AT_ONCE = 30
"""A long note holds hundreds of facts; nobody reads them in one go, and each is a field."""


def table(case: SavedCase, reading: Reading) -> None:
    """Show every fact; change its words in the field, or mark it as never for the client."""
    st.header("The facts I read", anchor=False)
    frame.note(
        "Change a field where I misread it, or where you know better. What you mark as private "
        "never reaches the client."
    )
    facts = sorted(reading.situation.facts, key=lambda fact: fact.start)
    _some(case, reading, [fact for fact in facts if fact.kind in MAIN], "main")
    smaller = [fact for fact in facts if fact.kind not in MAIN]
    if smaller:
        title = f"Promises, doubts and what is not so ({len(smaller)})"
        box = st.expander(title, key="facts.more", on_change="rerun")
        if box.open:
            with box:
                _some(case, reading, smaller, "smaller")


def _some(case: SavedCase, reading: Reading, facts: Sequence[SituationFact], name: str) -> None:
    """Show the first of the facts, and a way to see more of them."""
    shown = AT_ONCE * (1 + st.session_state.get(_pages(name), 0))
    _by_sentence(case, reading, facts[:shown])
    if len(facts) > shown:
        left = f"Show more ({len(facts) - shown} left)"
        st.button(left, f"facts.show_more.{name}", on_click=_show_more, args=(name,))


def _pages(name: str) -> str:
    return f"facts.pages.{name}"


def _show_more(name: str) -> None:
    st.session_state[_pages(name)] = st.session_state.get(_pages(name), 0) + 1


def _by_sentence(case: SavedCase, reading: Reading, facts: Sequence[SituationFact]) -> None:
    placed = set()
    for sentence in reading.sentences:
        inside = [fact for fact in facts if sentence.start <= fact.start < sentence.end]
        if inside:
            _group(case, sentence.text, _marked(reading.text, sentence, inside), inside)
            placed |= {fact.id for fact in inside}
    for fact in facts:
        if fact.id not in placed:
            _group(case, fact.text, safe.quoted(fact.text, [(0, len(fact.text))]), [fact])


def _marked(text: str, sentence: Sentence, facts: Sequence[SituationFact]) -> str:
    end = max([sentence.end, *(fact.end for fact in facts)])
    spans = [(fact.start - sentence.start, fact.end - sentence.start) for fact in facts]
    return safe.quoted(text[sentence.start : end], spans)


def _group(case: SavedCase, words: str, source: str, facts: Sequence[SituationFact]) -> None:
    where = f"{facts[0].kind}.{facts[0].start}.{facts[0].end}"
    hidden = any(fact.confidential for fact in facts)
    with st.container(key=f"fact_{where.replace('.', '_')}", gap="xxsmall"):
        said, private = st.columns([6, 1], vertical_alignment="top")
        with said:
            st.html(source)
        with private:
            key = state.seed(f"situation.private.{where}.{hidden}", hidden)
            st.checkbox("Private", key=key, on_change=_mark, args=(case.input, words, key))
        with st.container(horizontal=True):
            for fact in facts:
                _field(fact)


def _field(fact: SituationFact) -> None:
    field = state.seed(f"situation.fact.{fact.kind}.{fact.start}.{fact.text}", fact.text)
    doubt = "" if fact.certainty == "stated" else f", {label('certainty', fact.certainty)}"
    side = f"{label('fact', fact.kind)}, {label('side', fact.side)}{doubt}"
    st.text_input(side, key=field, on_change=_correct, args=(fact, field), width=230)


def _correct(fact: SituationFact, field: str) -> None:
    now = st.session_state[field].strip()
    if now and now != fact.text:
        state.save(lambda shown: desk().correct(shown, fact, now))


def _mark(case: CaseInput, words: str, field: str) -> None:
    """Keep whether a sentence is private, as the user says against what was read."""
    internal = tuple(other for other in case.internal if other != words)
    shareable = tuple(other for other in case.shareable if other != words)
    if st.session_state[field]:
        state.save_input(internal=(*internal, words), shareable=shareable)
    else:
        state.save_input(internal=internal, shareable=(*shareable, words))

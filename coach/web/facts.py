"""The facts that were read, each with its source sentence, each to be put right in place."""

import streamlit as st

from coach.domain.kept import SavedCase
from coach.domain.situation import CaseInput, SituationFact
from coach.drafting.reading import Reading
from coach.web import frame, safe, state
from coach.web.labels import label
from coach.web.runtime import desk


def table(case: SavedCase, reading: Reading) -> None:
    """Show every fact; change its words in the field, or mark it as never for the client."""
    st.header("The facts I read", anchor=False)
    frame.note("Change a field where I misread it. Marked as private, it never reaches the client.")
    for fact in sorted(reading.situation.facts, key=lambda fact: fact.start):
        with st.container(key=f"fact_{fact.start}_{fact.end}"):
            _row(case, reading, fact)


def _row(case: SavedCase, reading: Reading, fact: SituationFact) -> None:
    field = f"situation.fact.{fact.start}.{fact.text}"
    words, source, private = st.columns([3, 6, 2], vertical_alignment="top")
    with words:
        st.text_input(
            f"{label('fact', fact.kind)}, {label('side', fact.side)}",
            key=state.seed(field, fact.text),
            on_change=_correct,
            args=(fact, field),
        )
    with source:
        st.html(_source(reading, fact))
    with private:
        st.toggle(
            "Private",
            key=state.seed(f"situation.private.{fact.start}.{fact.text}", fact.confidential),
            on_change=_mark,
            args=(case.input, fact),
        )


def _source(reading: Reading, fact: SituationFact) -> str:
    for sentence in reading.sentences:
        if sentence.start <= fact.start < sentence.end:
            start = fact.start - sentence.start
            return safe.quoted(
                reading.text[sentence.start : max(sentence.end, fact.end)],
                start,
                start + fact.end - fact.start,
            )
    return safe.quoted(fact.text, 0, len(fact.text))


def _correct(fact: SituationFact, field: str) -> None:
    now = st.session_state[field].strip()
    if now and now != fact.text:
        state.save(lambda shown: desk().correct(shown, fact, now))


def _mark(case: CaseInput, fact: SituationFact) -> None:
    """Keep whether a fact is private, as the user says against what was read."""
    private = st.session_state[f"situation.private.{fact.start}.{fact.text}"]
    internal = tuple(words for words in case.internal if words != fact.text)
    shareable = tuple(words for words in case.shareable if words != fact.text)
    if private:
        state.save_input(internal=(*internal, fact.text), shareable=shareable)
    else:
        state.save_input(internal=internal, shareable=(*shareable, fact.text))

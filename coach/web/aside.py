"""Beside a rehearsal: who they are, how they feel, what you know, and a line to try first."""

import streamlit as st

from coach.domain.kept import SavedTalk
from coach.web import chart, frame, safe, state
from coach.web.autosave import Field
from coach.web.runtime import desk


def show(saved: SavedTalk) -> None:
    """Show what helps during the talk; each help can be left unused."""
    client = saved.talk.client
    who = ", ".join(part for part in (client.role, client.organisation) if part)
    st.html(safe.paragraphs(client.name, "candor-next") + safe.paragraphs(who, "candor-meta"))
    if st.toggle("Show how they feel", value=True, key="practise.chart"):
        chart.mood(saved.talk, f"practise.mood.{saved.id}.{len(saved.talk.turns)}")
    st.toggle("Coach me after each turn", key="practise.coach")
    _what_you_know(saved)
    frame.small(desk().talk_budget(saved))
    if saved.talk.ended is None:
        _hint(saved)
        st.button("End the talk", key="practise.end", on_click=_end, args=(saved,))


def _what_you_know(saved: SavedTalk) -> None:
    """Show the briefing of a scenario, or the user's own opening to read from."""
    if saved.case is None:
        found = [s for s in desk().services.practice.scenarios() if s.id == saved.scenario]
        for scenario in found:
            with st.expander("What you know", expanded=not saved.talk.turns, key="practise.brief"):
                st.html(safe.paragraphs(scenario.briefing))
        return
    pack = desk().pack(desk().store.cases.get(saved.case))
    if pack is not None and pack.script is not None:
        with st.expander("Your script", expanded=not saved.talk.turns, key="practise.script"):
            st.html(safe.paragraphs(pack.script.opening))
            st.html(safe.paragraphs(pack.script.options_aloud))


def _hint(saved: SavedTalk) -> None:
    with st.expander("Try a line first", icon=":material/lightbulb:", key="practise.hint"):
        field = Field("practise.draft", "hint", subject=saved.id)
        draft = st.text_area("What would you say?", key=field.seed(), height=100)
        field.watch()
        if st.button("What would it do?", key="practise.ask") and draft.strip():
            st.html(safe.paragraphs(desk().services.practice.hint(saved.talk, draft)))


def _end(saved: SavedTalk) -> None:
    with state.noted():
        desk().end_talk(saved)

"""One rehearsal: the talk, the client's mood, a line to try first, and the debrief."""

import streamlit as st

from coach.domain.kept import SavedTalk
from coach.web import chart, debrief, frame, safe, state
from coach.web.navigation import go
from coach.web.runtime import desk


def show(saved: SavedTalk) -> None:
    """Talk, turn by turn; each turn is kept before it is shown."""
    frame.heading(f"You and {saved.talk.client.name}", about=saved.title)
    if saved.talk.ended is None:
        _say(saved)
    chat, side = st.columns([5, 3], gap="large")
    with side:
        _aside(saved)
    with chat:
        _conversation(saved)
    if saved.talk.turns:
        debrief.show(saved, desk().debrief(saved))
    _go_on(saved)


def _say(saved: SavedTalk) -> None:
    said = st.chat_input("Say it the way you would say it to them", key="practise.say")
    if said and said.strip():
        with st.spinner("They are listening …"):
            desk().say(saved, said)
        st.rerun()


def _conversation(saved: SavedTalk) -> None:
    talk = saved.talk
    with st.chat_message("assistant", avatar=":material/person:"):
        st.html(safe.paragraphs(talk.opening.client))
    for number, turn in enumerate(talk.turns, 1):
        mine = st.container(key=f"turn_mine_{number}")
        with mine.chat_message("user", avatar=":material/record_voice_over:"):
            st.html(safe.paragraphs(turn.trainee))
            again = f"practise.again.{number}"
            if st.button("Try another answer", key=again, type="tertiary", icon=":material/undo:"):
                go("practise", talk=desk().try_again(saved, number).id)
        with st.chat_message("assistant", avatar=":material/person:"):
            st.html(safe.paragraphs(turn.client))
            frame.notices(turn.notices)


def _aside(saved: SavedTalk) -> None:
    client = saved.talk.client
    who = ", ".join(part for part in (client.role, client.organisation) if part)
    st.html(safe.paragraphs(client.name, "candor-next") + safe.paragraphs(who, "candor-meta"))
    if st.toggle("Show how they feel", value=True, key="practise.chart"):
        chart.mood(saved.talk, f"practise.mood.{saved.id}.{len(saved.talk.turns)}")
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
        draft = st.text_area("What would you say?", key="practise.draft", height=100)
        if st.button("What would it do?", key="practise.ask") and draft.strip():
            st.html(safe.paragraphs(desk().services.practice.hint(saved.talk, draft)))


def _end(saved: SavedTalk) -> None:
    with state.noted():
        desk().end_talk(saved)


def _go_on(saved: SavedTalk) -> None:
    with st.container(horizontal=True):
        if st.button("Start over", key="practise.over", icon=":material/replay:"):
            go("practise", talk=desk().try_again(saved, 1).id)
        if st.button("Practise something else", key="practise.other"):
            go("practise")
        if saved.case and st.button("Back to my case pack", key="practise.pack"):
            go("pack", case=saved.case)

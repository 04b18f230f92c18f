"""A drill: one line to say, three points at most, and again."""

import streamlit as st

from coach.domain.lessons import Attempt, Drill
from coach.web import citations, frame, points, safe, timer
from coach.web.navigation import go
from coach.web.runtime import desk

TWO_MINUTES = 120


def offer() -> None:
    """Offer the drills, two side by side."""
    drills = desk().services.practice.drills.all()
    frame.note("One thing at a time, two minutes each, as often as you like.")
    for row in range(0, len(drills), 2):
        for column, drill in zip(st.columns(2), drills[row : row + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                st.subheader(safe.plain(drill.title), anchor=False)
                st.html(safe.paragraphs(drill.learn))
                if st.button("Drill it", key=f"drill.start.{drill.id}"):
                    go("practise", drill=drill.id)


def show(name: str) -> None:
    """Show a drill: the situation, the client's line, and what the last try showed."""
    drill = desk().services.practice.drills.get(name)
    number = int(st.session_state.get(f"drill.round.{name}", 0)) % len(drill.rounds)
    round_ = drill.rounds[number]
    frame.heading(drill.title, drill.task)
    st.html(safe.paragraphs(round_.situation))
    with st.chat_message("assistant", avatar=":material/person:"):
        st.html(safe.paragraphs(round_.client))
    timer.timer(f"drill.timer.{name}.{number}", TWO_MINUTES)
    field = f"drill.said.{name}.{number}"
    said = st.text_area("What do you say?", key=field, height=120)
    tried = st.button("That is what I say", key="drill.try", type="primary")
    if said.strip() and (tried or f"drill.tried.{name}.{number}" in st.session_state):
        st.session_state[f"drill.tried.{name}.{number}"] = True
        _feedback(drill, number, desk().services.practice.drills.try_(drill, number, said))
    _go_on(name, number)


def _feedback(drill: Drill, number: int, attempt: Attempt) -> None:
    """Show at most three points; a line of ours waits until they have been read."""
    if not attempt.scored:
        frame.note("Not scored: there was too little to go by. Say it in whole sentences.")
        return
    if attempt.done:
        st.success("That does it.", icon=":material/check:")
    frame.note(f"{attempt.seconds_aloud:.0f} seconds aloud. Change your words above and try again.")
    points.listed(f"drill.{drill.id}.{number}", attempt.points)
    with st.expander("One way we would say it", key=f"drill.ours.{number}"):
        st.html(safe.paragraphs(drill.rounds[number].ours, "candor-say"))
        guidance = desk().services.guidance
        citations.cited("drill.why", [guidance.for_practice(n).id for n in drill.practices])


def _go_on(name: str, number: int) -> None:
    with st.container(horizontal=True):
        if st.button("Another situation", key="drill.next", icon=":material/shuffle:"):
            st.session_state[f"drill.round.{name}"] = number + 1
            st.rerun()
        if st.button("Back", key="drill.back"):
            go("practise")

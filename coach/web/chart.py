"""How angry the client is and how far they trust you, turn by turn."""

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from coach.domain.conversation import PracticeTalk
from coach.web import frame
from coach.web.labels import label

_MARKED = ("out_of_bounds", "hint", "reveal", "conditional", "accept", "adjourn", "walk_out")
_ASSETS = Path(__file__).parent / "assets"


@cache
def _component() -> ComponentRenderer:
    script = (_ASSETS / "chart.js").read_text(encoding="utf-8")
    style = (_ASSETS / "chart.css").read_text(encoding="utf-8")
    return st.components.v2.component("candor_chart", js=script, css=style)


def mood(talk: PracticeTalk, key: str) -> None:
    """Show the chart, and in words what it says."""
    states = [talk.opening.state, *(turn.state for turn in talk.turns)]
    anger = [state.anger for state in states]
    trust = [state.trust for state in states]
    marks = [
        {"turn": number, "text": label("mark", turn.move)}
        for number, turn in enumerate(talk.turns, 1)
        if turn.move in _MARKED
    ]
    _component()(key=key, data={"anger": anger, "trust": trust, "marks": marks})
    if marks:
        said = ", ".join(f"turn {mark['turn']}: {mark['text']}" for mark in marks)
        frame.note(f"Marked: {said}.")
    frame.note(f"Anger {anger[0]} to {anger[-1]}, trust {trust[0]} to {trust[-1]}, of 100.")

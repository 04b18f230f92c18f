"""Practise: say it to a client who answers back; or watch a talk, or drill one thing."""

import streamlit as st

from coach.web import choosing, drilling, frame, progress, rehearsal, state, watching
from coach.web.runtime import desk

asked = st.query_params
if "talk" in asked:
    rehearsal.show(desk().store.talks.get(asked["talk"]))
    st.stop()
if "watch" in asked:
    watching.show(asked["watch"], "bad" if asked.get("kind") == "bad" else "good")
    st.stop()
if "drill" in asked:
    drilling.show(asked["drill"])
    st.stop()
case = state.current_case()
frame.heading("Practise before it counts", "Nobody listens in. Try, fail, try again.")
frame.note(
    "Practice, not assessment: what you say here is seen by nobody else and graded by nobody."
)
talk, watch, drill, how = st.tabs(
    ["Talk to a client", "Watch one first", "Two-minute drills", "How you are doing"]
)
with talk:
    choosing.talks(case)
with watch:
    watching.offer()
with drill:
    drilling.offer()
with how:
    progress.show()

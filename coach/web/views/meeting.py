"""In the meeting: what to say in large type, a clock, and a place for notes."""

import streamlit as st

from coach.web import aloud, frame, marks, start, state, timer
from coach.web.navigation import go
from coach.web.runtime import desk

case = state.current_case()
pack = desk().pack(case) if case else None
if case is None or pack is None or pack.script is None:
    frame.heading("In the meeting", "Here you read your script from, once there is one.")
    start.offer("meeting")
    st.stop()
frame.heading("In the meeting", "", case)
script, aside = st.columns([2, 1], gap="large")
with aside, st.container(key="meeting_aside"):
    size = st.segmented_control(
        "Size of the words", aloud.SIZES, key=state.seed("meeting.size", aloud.SIZES[0])
    )
    timer.timer("meeting.timer")
    aloud.print_button()
    aloud.notes(case)
    if marks.spoken_button(case):
        go("after", case=case.id)
    if st.button("Back to my case pack", key="meeting.back"):
        go("pack", case=case.id)
with script:
    aloud.words(pack, size or aloud.SIZES[0])

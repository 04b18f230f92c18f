"""After the talk: notes in; the record, the client's summary and the next date out."""

from datetime import date

import streamlit as st

from coach.desk.desk import today
from coach.domain.kept import SavedCase
from coach.domain.meeting import MeetingRecord
from coach.web import (
    aloud,
    downloads,
    frame,
    marks,
    meeting,
    path,
    safe,
    signing,
    start,
    state,
    typed_back,
)
from coach.web.runtime import desk

TABS = ("What was agreed", "For the client", "For us", "The lesson")


def notes(case: SavedCase) -> None:
    """Ask for the notes and the day of the talk."""
    kept = desk().afterwards.meeting(case)
    met = date.fromisoformat(kept.met) if kept else today()
    day = state.seed(f"after.met.{case.id}.{met}", met)
    field = aloud.notes_field(case, "after.notes")
    args = (case, field, day)
    st.date_input("The day you spoke", key=day, on_change=aloud.keep_notes, args=args, width=230)
    st.text_area(
        "Your notes",
        key=field.seed(),
        height=220,
        on_change=aloud.keep_notes,
        args=args,
        placeholder="Dana to send the plan by Fri. They pay half now, rest on delivery …",
    )
    field.watch()
    typed_back.show(field, lambda: aloud.keep_notes(*args))


def for_client(case: SavedCase, record: MeetingRecord) -> None:
    """Show the client's summary; its files open with the sign-off."""
    signing.panel(case)
    meeting.paper(case, "client_summary", "The client's summary", record.client_summary)
    if record.withheld:
        with st.expander(f"Left out, and why ({len(record.withheld)})", key="after.withheld"):
            st.html(safe.paragraphs("\n".join(record.withheld)))
    if desk().afterwards.may_share(case):
        for document in desk().services.meeting_papers(record):
            if document.for_client:
                downloads.files(document)
        if record.calendar:
            downloads.invitation(record.calendar)
        if st.button("The client has this version", key="after.share"):
            desk().afterwards.share(case)
            frame.note("Kept. Later changes are marked against it.")


case = state.current_case()
if case is None:
    frame.heading("After the talk", "Type what you noted; Candor makes the record of it.")
    start.offer("after")
    st.stop()
frame.heading("After the talk", "Type it as you remember it. Fast and messy is fine.", case)
path.strip(desk().drafted(case), desk().diaries.standing(case))
notes(case)
record = desk().afterwards.record(case)
marks.days(case, record)
if record is None:
    frame.note("It is kept as you write, on this machine.")
    st.stop()
frame.notices(record.notices)
agreed, client, ours, lesson = st.tabs(TABS, key="after.tab")
with agreed:
    for question in record.questions:
        frame.note(f"{question.question} {question.why}")
    meeting.actions(case, record.actions)
    meeting.points(case, record)
with client:
    for_client(case, record)
with ours:
    meeting.paper(case, "internal_summary", "The record, for us alone", record.internal_summary)
with lesson:
    meeting.paper(case, "lesson", "Keep this for next time", record.lesson)
    marks.lesson(case, record.lesson)

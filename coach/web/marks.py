"""What only the user can say of a case: they have spoken, and what is due when."""

from datetime import date

import streamlit as st

from coach.desk import desk as acts
from coach.desk.diaries import agreed_days
from coach.domain.kept import SavedCase
from coach.domain.meeting import MeetingRecord
from coach.web import frame, state, working
from coach.web.runtime import desk

_FORMATS = {"dmy": "DD/MM/YYYY", "mdy": "MM/DD/YYYY"}


def days(case: SavedCase, record: MeetingRecord | None) -> None:
    """Ask for the two days to keep, with those that the notes name a click away."""
    diary = desk().diaries.of(case.id)
    with st.container(border=True, key="marks"):
        st.header("What they wait for", anchor=False)
        left, right = st.columns(2)
        with left:
            _day(case, "next_update", "They hear from me next on", diary.next_update)
        with right:
            _day(case, "follow_up", "We look at whether it worked on", diary.follow_up)
        named = agreed_days(record) if record else {}
        new = {name: day for name, day in named.items() if getattr(diary, name) != day}
        if new:
            said = " and ".join(f"{day.day} {day:%B}" for day in new.values())
            args = (case.id, new)
            st.button(f"Your notes say {said}: use that", "marks.use", on_click=_use, args=args)
        frame.note("Both days stand on your Today page when they come. Clear one when it is done.")


def spoken_button(case: SavedCase) -> bool:
    """Offer to say that the talk has been had; return whether it was pressed."""
    return st.button(
        "We have spoken", "meeting.spoken", type="primary", on_click=_spoke, args=(case.id,)
    )


def lesson(case: SavedCase, words: str) -> None:
    """Offer to let the lesson be found by whoever asks the guidance."""
    if words.strip() and st.button("Let my guidance find this lesson", "marks.lesson"):
        name = f"Lesson, {acts.today():%Y-%m-%d}, {case.id[:8]}.md"
        mine = desk()
        working.run(
            "Adding it",
            "Added: ask under Guidance.",
            lambda _: mine.services.guidance.add_document(name, words.encode()),
        )


def _spoke(case: str) -> None:
    with state.noted():
        desk().diaries.spoke(case, acts.today())


def _use(case: str, named: dict[str, date]) -> None:
    with state.noted():
        desk().diaries.note(case, **named)


def _day(case: SavedCase, mark: str, words: str, kept: date | None) -> None:
    order = desk().store.preferences.profile().date_order
    key = state.seed(f"marks.{case.id}.{mark}.day.{kept}", kept)
    st.date_input(
        words, key=key, format=_FORMATS[order], on_change=_keep_day, args=(case.id, mark, key)
    )


def _keep_day(case: str, mark: str, key: str) -> None:
    with state.noted():
        desk().diaries.note(case, **{mark: st.session_state[key]})

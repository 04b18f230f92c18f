"""What only the user can say of a case: the boss agreed, they have spoken, what is due when."""

from datetime import date

import streamlit as st

from coach.desk import desk as acts
from coach.domain.kept import SavedCase
from coach.web import frame, state, working
from coach.web.path import diaries
from coach.web.runtime import desk

_FORMATS = {"dmy": "DD/MM/YYYY", "mdy": "MM/DD/YYYY"}


def agreed(case: SavedCase) -> None:
    """Ask whether the boss agreed."""
    st.header("Agree inside first", anchor=False)
    _tick(case, "agreed", "My boss knows, and agrees with what I will offer")
    frame.note("Nobody should hear of it from the client. The brief for them is under Documents.")


def afterwards(case: SavedCase) -> None:
    """Ask what was done, and for the two days to keep."""
    diary = diaries().of(case.id)
    with st.container(border=True, key="marks"):
        st.header("What is done, and what they wait for", anchor=False)
        _tick(case, "spoken", "We have spoken")
        _tick(case, "sent", "I have sent the summary")
        left, right = st.columns(2)
        with left:
            _day(case, "next_update", "They hear from me next on", diary.next_update)
        with right:
            _day(case, "follow_up", "We look at whether it worked on", diary.follow_up)
        frame.note("Both days stand on your Today page when they come. Clear one when it is done.")


def spoken_button(case: SavedCase) -> bool:
    """Offer to say that the talk has been had; return whether it was pressed."""
    return st.button(
        "We have spoken", "meeting.spoken", type="primary", on_click=_spoke, args=(case.id,)
    )


def lesson(case: SavedCase, words: str | None) -> None:
    """Offer to let the lesson be found by whoever asks the guidance."""
    if words and st.button("Let my guidance find this lesson", "marks.lesson"):
        name = f"Lesson, {acts.today():%Y-%m-%d}, {case.id[:8]}.md"
        working.run(
            "Adding it",
            "Added: ask under Guidance.",
            lambda _: desk().services.guidance.add_document(name, words.encode()),
        )


def _tick(case: SavedCase, mark: str, words: str) -> None:
    done: date | None = getattr(diaries().of(case.id), mark)
    key = state.seed(f"marks.{case.id}.{mark}.{done}", done is not None)
    said = f"{words} ({done.day} {done:%B})" if done else words
    st.checkbox(said, key=key, on_change=_keep_tick, args=(case.id, mark, key))


def _keep_tick(case: str, mark: str, key: str) -> None:
    with state.noted():
        if mark == "spoken" and st.session_state[key]:
            diaries().spoke(case, acts.today())
        else:
            diaries().note(case, **{mark: acts.today() if st.session_state[key] else None})


def _spoke(case: str) -> None:
    with state.noted():
        diaries().spoke(case, acts.today())


def _day(case: SavedCase, mark: str, words: str, kept: date | None) -> None:
    order = desk().store.preferences.profile().date_order
    key = state.seed(f"marks.{case.id}.{mark}.day.{kept}", kept)
    st.date_input(
        words, key=key, format=_FORMATS[order], on_change=_keep_day, args=(case.id, mark, key)
    )


def _keep_day(case: str, mark: str, key: str) -> None:
    with state.noted():
        diaries().note(case, **{mark: st.session_state[key]})

"""What is due today: whoever waits to hear from the user, most urgent first."""

from collections.abc import Sequence

import streamlit as st

from coach.desk import desk as acts
from coach.desk.diaries import UPDATE_AFTER
from coach.domain.diary import Due
from coach.domain.kept import SavedCase
from coach.web import frame, safe, state
from coach.web.labels import label
from coach.web.navigation import go
from coach.web.runtime import desk


def summary(due: Sequence[Due]) -> str:
    """Return in one sentence what waits."""
    late = sum(one.days_left < 0 for one in due)
    now = sum(one.days_left == 0 for one in due)
    if late:
        return f"{late} overdue. Start there: if they have to chase you, you are already late."
    if now:
        return f"{now} due today."
    return "Nobody waits for you today." if not due else "Nothing is due today; this is coming up."


def due_list(due: Sequence[Due]) -> None:
    """Show what is overdue or due within a week; each can be opened, moved on, or ticked off."""
    for number, one in enumerate(due):
        with st.container(
            border=True,
            key=f"due_{one.case}_{one.what}",
            horizontal=True,
            vertical_alignment="center",
        ):
            st.html(_row(one))
            key = f"today.open.{one.case}.{one.what}"
            if st.button("Open", key=key, type="secondary" if number else "primary"):
                go("after", case=one.case)
            st.button("Done", key=f"today.done.{one.case}.{one.what}", on_click=_done, args=(one,))


def _row(one: Due) -> str:
    state_, when = _when(one)
    return (
        f'<div class="candor-due"><span class="candor-badge {state_}">{when}</span>'
        f"{safe.paragraphs(one.title, 'candor-next')}"
        f"{safe.paragraphs(label('due', one.what), 'candor-meta')}</div>"
    )


def _when(one: Due) -> tuple[str, str]:
    days = abs(one.days_left)
    many = "day" if days == 1 else "days"
    if one.days_left < 0:
        return "late", f"{days} {many} overdue"
    if one.days_left == 0:
        return "now", "Today"
    return "soon", f"In {days} {many}"


def _done(one: Due) -> None:
    """Tick one off; an update is followed by the next one until the case is settled."""
    following = acts.today() + UPDATE_AFTER if one.what == "next_update" else None
    with state.noted():
        desk().diaries.note(one.case, **{one.what: following})
    if following is not None:
        state.say(f"Good. The next update is down for {following.day} {following:%B}.")


def search(cases: Sequence[SavedCase]) -> str:
    """Ask what to look for, where there is more than a screenful; return the words."""
    if len(cases) < 4:
        return ""
    return st.text_input(
        "Search your cases", key="cases.search", placeholder="a name, a word, a sum"
    )


def nothing_found(words: str) -> None:
    """Say that no case holds the words looked for."""
    frame.note(f"No case says “{words}”. Try one word, or a name.")

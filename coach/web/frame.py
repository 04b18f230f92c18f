"""What every page has: the look, the heading, errors in one sentence, and the next step."""

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from coach import counters
from coach.domain.kept import SavedCase
from coach.errors import CandorError
from coach.web import safe, state
from coach.web.navigation import Name, go

_ASSETS = Path(__file__).parent / "assets"
# Our own picture: a named icon would be fetched from outside for the browser's tab.
ICON = _ASSETS / "icon.svg"


def dress() -> None:
    """Put the style sheet and the name on the page."""
    st.logo(str(_ASSETS / "candor.svg"), size="large")
    st.html(_ASSETS / "style.css")


def run(page: StreamlitPage) -> None:
    """Run a page; an error of ours becomes one plain sentence on it."""
    with counters.timed("page run", page=page.url_path or "cases"):
        try:
            page.run()
        except CandorError as error:
            problem(error)


def problem(error: CandorError) -> None:
    """Show what went wrong and what to do."""
    st.error(safe.plain(f"{error.message} {error.hint}"), icon=":material/error:")


def problems() -> None:
    """Show the errors kept since they were last shown."""
    for error in state.problems():
        problem(error)


def heading(title: str, says: str = "", case: SavedCase | None = None, *, about: str = "") -> None:
    """Show a page's title, what it is for, and the case or other thing it is about."""
    if name := case.title if case else about:
        st.html(safe.paragraphs(name, "candor-name"))
    st.title(safe.plain(title), anchor=False)
    if says:
        st.html(safe.paragraphs(says, "candor-lead"))
    problems()
    if told := state.said():
        st.info(safe.plain(told), icon=":material/info:")


def note(text: str) -> None:
    """Show a small remark."""
    st.html(safe.paragraphs(text, "candor-note"))


def small(text: str) -> None:
    """Show a small remark, if there is one."""
    if text:
        note(text)


def notices(said: Sequence[str]) -> None:
    """Show what the services had to say of their own work."""
    for notice in dict.fromkeys(said):
        st.info(safe.plain(notice), icon=":material/info:")


def next_step(says: str, button: str, name: Name, **query: str) -> None:
    """Show the one thing to do next."""
    with st.container(key="next_step", horizontal=True, vertical_alignment="center"):
        st.html(safe.paragraphs(says, "candor-next"))
        if st.button(button, key="next.go", type="primary", icon=":material/arrow_forward:"):
            go(name, **query)

"""The user's own list of names that no model gets to see."""

import streamlit as st

from coach.web import frame, safe, state
from coach.web.runtime import desk


def names() -> None:
    """Let names, projects and other words be listed; a stand-in goes out in their place."""
    st.header("Names to keep back", anchor=False)
    frame.note(
        "If you use a model, it sees a stand-in instead of these. Names in your note, email "
        "addresses, phone, account and reference numbers are replaced by themselves."
    )
    st.text_input("Add a name, company, project or number", key="settings.private", on_change=_add)
    preferences = desk().store.preferences
    with st.container(horizontal=True):
        for name in preferences.private_names():
            shown = f"{safe.plain(name)} ✕"
            key = f"settings.private.{name}"
            st.button(shown, key, on_click=preferences.stop_hiding, args=(name,))


def _add() -> None:
    with state.noted():
        desk().store.preferences.hide(st.session_state["settings.private"])
    st.session_state["settings.private"] = ""

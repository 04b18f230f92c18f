"""The pages, in the order a case goes through them."""

from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

Name = Literal[
    "cases",
    "situation",
    "pack",
    "practise",
    "meeting",
    "after",
    "email",
    "guidance",
    "team",
    "settings",
    "shared",
]

_VIEWS = Path(__file__).parent / "views"
_TITLES: dict[Name, tuple[str, str]] = {
    "cases": ("Today", ":material/today:"),
    "situation": ("Situation", ":material/edit_note:"),
    "pack": ("Case pack", ":material/description:"),
    "practise": ("Practise", ":material/record_voice_over:"),
    "meeting": ("In the meeting", ":material/co_present:"),
    "after": ("After the talk", ":material/task_alt:"),
    "email": ("Email", ":material/mail:"),
    "guidance": ("Guidance", ":material/menu_book:"),
    "team": ("Team", ":material/groups:"),
    "settings": ("Settings", ":material/settings:"),
    "shared": ("Shared with you", ":material/folder_shared:"),
}
_REACHED_FROM_OTHERS: frozenset[Name] = frozenset({"meeting", "shared"})


def page(name: Name) -> StreamlitPage:
    """Return one page."""
    title, icon = _TITLES[name]
    default = name == "cases"
    return st.Page(
        _VIEWS / f"{name}.py",
        title=title,
        icon=icon,
        url_path=None if default else name,
        default=default,
        visibility="hidden" if name in _REACHED_FROM_OTHERS else "visible",
    )


def pages() -> dict[Name, StreamlitPage]:
    """Return all pages."""
    return {name: page(name) for name in _TITLES}


def go(name: Name, **query: str) -> None:
    """Go to a page; it is named in the address with what it shows."""
    st.switch_page(page(name), query_params=query)

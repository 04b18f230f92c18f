"""The pages, in the order a case goes through them."""

from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

Name = Literal["cases", "situation", "pack", "practise", "after", "email", "guidance", "settings"]

_VIEWS = Path(__file__).parent / "views"
_TITLES: dict[Name, tuple[str, str]] = {
    "cases": ("Cases", ":material/folder_open:"),
    "situation": ("Situation", ":material/edit_note:"),
    "pack": ("Case pack", ":material/description:"),
    "practise": ("Practise", ":material/record_voice_over:"),
    "after": ("After the talk", ":material/task_alt:"),
    "email": ("Email", ":material/mail:"),
    "guidance": ("Guidance", ":material/menu_book:"),
    "settings": ("Settings", ":material/settings:"),
}


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
    )


def pages() -> dict[Name, StreamlitPage]:
    """Return all pages."""
    return {name: page(name) for name in _TITLES}


def go(name: Name, **query: str) -> None:
    """Go to a page; it is named in the address with what it shows."""
    st.switch_page(page(name), query_params=query)

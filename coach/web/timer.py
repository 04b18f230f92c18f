"""A timer to read an opening by: a minute at most."""

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

_ASSETS = Path(__file__).parent / "assets"


@cache
def _component() -> ComponentRenderer:
    script = (_ASSETS / "timer.js").read_text(encoding="utf-8")
    style = (_ASSETS / "timer.css").read_text(encoding="utf-8")
    return st.components.v2.component("candor_timer", js=script, css=style)


def timer(key: str, seconds: int = 60) -> None:
    """Show a button that counts the seconds."""
    _component()(key=key, data={"seconds": seconds})

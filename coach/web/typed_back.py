"""Words that were typed and never committed, offered to the user when the page is opened again."""

from collections.abc import Callable

import streamlit as st

from coach.web import frame, safe
from coach.web.autosave import Field


def show(field: Field, commit: Callable[[], None] | None = None) -> None:
    """Say that words came back, and let the user choose among them."""
    waiting = field.waiting
    if waiting.back is not None:
        with st.container(border=True, key=f"{field.key}.back"):
            frame.note("You typed this before and it was not saved yet. It is back.")
            with st.container(horizontal=True):
                if commit is not None:
                    st.button("Keep it", f"{field.key}.keep", on_click=commit)
                args = (waiting.back,)
                st.button("Drop it", f"{field.key}.drop", on_click=field.drop, args=args)
    for number, stray in enumerate(waiting.strays):
        name = f"{field.key}.{number}"
        with st.container(border=True, key=f"{name}.stray"):
            frame.note("You typed this here before, and it was never saved:")
            st.html(safe.paragraphs(stray.text))
            with st.container(horizontal=True):
                st.button("Put it back", f"{name}.take", on_click=field.take, args=(stray,))
                st.button("Drop it", f"{name}.drop", on_click=field.drop, args=(stray,))

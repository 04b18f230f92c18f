"""What a page offers while there is nothing on it: a start of one's own, or the worked example."""

import streamlit as st

from coach.web import state, working
from coach.web.navigation import go
from coach.web.runtime import desk


def offer(where: str) -> None:
    """Offer to write down what happened, or to see all of it on an example.

    Args:
        where: the page, for the names of its buttons.
    """
    with st.container(horizontal=True):
        if st.button("Write down what happened", key=f"{where}.new", type="primary"):
            state.forget_case()
            go("situation")
        example_button(where)


def example_button(where: str) -> None:
    """Offer the worked example, drafted in one click."""
    if st.button("Show me a worked example", key=f"{where}.example"):
        case = working.run("Reading the example", "Ready.", desk().open_example)
        state.show_case(case)
        go("pack", case=case.id)

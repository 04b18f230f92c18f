"""Practices and the passages that explain them, opened on a click."""

from collections.abc import Iterable

import streamlit as st

from coach.domain.guidance import Hit, Passage
from coach.web import frame, safe
from coach.web.runtime import desk


def passage(found: Hit | Passage) -> None:
    """Show a passage with where it comes from."""
    flowing = "\n\n".join(" ".join(piece.split()) for piece in found.text.split("\n\n"))
    st.html(safe.paragraphs(flowing))
    sources = "; ".join(f"{source.author}, “{source.title}”" for source in found.sources)
    numbers = ", ".join(str(number) for number in found.practices)
    frame.note(f"Practice {numbers} · {sources}" if numbers else sources)


def cited(where: str, passages: Iterable[str]) -> None:
    """Show passages by id, each behind its title."""
    with st.container(horizontal=True):
        for id_ in dict.fromkeys(passages):
            found = desk().services.guidance.passage(id_)
            if found is None:
                continue
            key = f"{where}.passage.{id_}"
            with st.popover(safe.plain(found.title), icon=":material/menu_book:", key=key):
                passage(found)

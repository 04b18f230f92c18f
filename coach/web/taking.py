"""Files given in place of typing: their words go into the box, where they are seen and changed."""

from collections.abc import Callable

import streamlit as st

from coach.uploads.reading import KINDS
from coach.web import safe, state
from coach.web.autosave import Field
from coach.web.runtime import desk

Take = Callable[[str, bytes], object]


def files(name: str, label: str, take: Take, then: Callable[[], None] = lambda: None) -> None:
    """Let files be chosen; `take` is given the name and content of each, `then` ends it."""
    most = desk().services.settings.uploads.megabytes
    st.file_uploader(
        f"{label}: Word, PDF, text or a saved email, up to {most} MB",
        [kind.removeprefix(".") for kind in KINDS],
        accept_multiple_files=True,
        key=_key(name),
        on_change=_each,
        args=(name, take, then),
    )


def into(field: Field, keep: Callable[[], None] | None = None, *, head: bool = False) -> None:
    """Take files into a text field; `keep` commits it, else the words wait there as if typed."""

    def take(name: str, data: bytes) -> None:
        text, remark = desk().take_in(field.words(), name, data, head=head)
        field.put(text)
        if remark:
            state.say(remark)

    def then() -> None:
        if keep is not None and field.words().strip():
            keep()

    files(field.key, "Or add a file", take, then)


def _key(name: str) -> str:
    """Return the name of the next uploader: a new one each time, so that no file stays in memory."""
    return f"{name}.files.{st.session_state.get(_count(name), 0)}"


def _count(name: str) -> str:
    return f"{name}.files.taken"


def _each(name: str, take: Take, then: Callable[[], None]) -> None:
    for file in st.session_state[_key(name)] or ():
        with state.noted(), st.spinner(f"Reading {safe.plain(file.name)[:80]} …"):
            take(file.name, file.getvalue())
    st.session_state[_count(name)] = st.session_state.get(_count(name), 0) + 1
    then()

"""What would leave this machine, and what did: letter for letter, on request."""

from collections.abc import Callable, Sequence

import streamlit as st

from coach.domain.sent import Preview, SavedSent, Sent
from coach.web import frame, safe
from coach.web.labels import label
from coach.web.runtime import desk


def before(subject: str, version: str, preview: Callable[[], Preview | None]) -> None:
    """Show what may still tell who it is about, and on request all that would be sent."""
    shown = _previewed(subject, version, desk().store.preferences.private_names(), preview)
    if shown is None:
        return
    if shown.may_identify:
        words = " · ".join(shown.may_identify)
        st.html(safe.paragraphs(f"These words would go as they are: {words}"))
    if shown.figures:
        st.html(safe.paragraphs(f"So would these figures: {' · '.join(shown.figures)}"))
    frame.note(
        "Names, addresses and numbers that Candor recognises are replaced by stand-ins such as "
        "Person1 and put back here. It cannot recognise them all: add the rest under Settings."
    )
    if st.toggle("Show exactly what would be sent", key=f"sending.before.{subject}"):
        _calls(shown.calls)


@st.cache_data(show_spinner=False, max_entries=50)
def _previewed(
    subject: str, version: str, private: tuple[str, ...], _make: Callable[[], Preview | None]
) -> Preview | None:
    # The names before the last make the key: the same text is gone through once.
    return _make()


def after(subject: str) -> None:
    """Show on request every call that was made."""
    if st.toggle("Show what was sent", key=f"sending.after.{subject}"):
        calls = desk().store.sent.all(subject)
        if not calls:
            frame.note("Nothing so far.")
        _calls(calls)


def _calls(calls: Sequence[Sent]) -> None:
    for call in calls:
        when = ""
        if isinstance(call, SavedSent):
            when = f"{call.created.astimezone():%-d %B, %H:%M:%S} · "
        st.html(safe.paragraphs(f"{when}{label('task', call.task)} · {call.model} at {call.host}"))
        st.code(call.text, language=None, wrap_lines=True)
        if call.stand_ins:
            pairs = (f"{shown} = {real}" for shown, real in call.stand_ins.items())
            frame.note(f"Known here only: {' · '.join(pairs)}")

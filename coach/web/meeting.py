"""The record of a talk on the page: what was read from the notes, each item to be put right."""

from collections.abc import Sequence

import streamlit as st

from coach.domain.kept import SavedCase
from coach.domain.meeting import ItemFix, MeetingAction, MeetingPoint, MeetingRecord
from coach.web import frame, safe, state
from coach.web.runtime import desk

_POINTS = (("decided", "Decided"), ("open", "Still open"), ("refused", "Not part of it"))


def actions(case: SavedCase, found: Sequence[MeetingAction]) -> None:
    """Show who does what by when, under the words each was read from."""
    if not found:
        return
    st.header("Who does what by when", anchor=False)
    frame.note("Fill the blanks. What you mark as private stays out of the client's summary.")
    for action in found:
        with st.container(key=f"after_{_plain(action.id)}", gap="xxsmall"):
            st.html(safe.quoted(action.source, [(0, len(action.source))]))
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _field(case, action.id, "Who", "who", action.who)
                _field(case, action.id, "What", "what", action.what)
                _field(case, action.id, "By when", "when", action.when)
                _private(case, action.id, action.internal)


def points(case: SavedCase, record: MeetingRecord) -> None:
    """Show what was decided, left open and refused."""
    for kind, title in _POINTS:
        found: tuple[MeetingPoint, ...] = getattr(record, kind)
        if not found:
            continue
        st.header(title, anchor=False)
        for point in found:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(safe.paragraphs(point.said))
                _private(case, point.id, point.for_client is None)


def paper(case: SavedCase, part: str, title: str, text: str) -> None:
    """Show one paper with a field for the user's own words."""
    st.header(title, anchor=False)
    st.markdown(safe.document(text))
    with st.popover("Edit", icon=":material/edit:", type="tertiary", key=f"after.edit.{part}"):
        field = state.seed(f"after.text.{part}", text)
        st.text_area(title, key=field, height=320, on_change=_keep_words, args=(case, part, field))
        frame.note("Your words stay. Empty the field to go back to the draft.")


def _field(case: SavedCase, item: str, title: str, name: str, value: str) -> None:
    field = state.seed(f"after.{name}.{item}.{value}", value)
    st.text_input(title, key=field, on_change=_fix, args=(case, item, name, field), width=230)


def _private(case: SavedCase, item: str, hidden: bool) -> None:
    field = state.seed(f"after.private.{item}.{hidden}", hidden)
    st.checkbox("Private", key=field, on_change=_fix, args=(case, item, "internal", field))


def _fix(case: SavedCase, item: str, name: str, field: str) -> None:
    with state.noted():
        fix = ItemFix.model_validate({name: st.session_state[field]})
        desk().afterwards.fix(case, item, fix)
    _forget_papers()


def _keep_words(case: SavedCase, part: str, field: str) -> None:
    with state.noted():
        desk().afterwards.edit(case, part, st.session_state[field])
    _forget_papers()


def _forget_papers() -> None:
    """Let every paper's field show the new draft."""
    for key in [key for key in st.session_state if str(key).startswith("after.text.")]:
        del st.session_state[key]


def _plain(item: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in item)

"""The bin: what was deleted, to bring back or to erase for good."""

from collections.abc import Sequence

import streamlit as st

from coach.domain.kept import Erased, Thrown
from coach.storage.bin import DAYS
from coach.web import frame, safe, state
from coach.web.runtime import desk

_KINDS = {"case": "Case", "talk": "Rehearsal", "email": "Email", "reply": "Reply"}
_SAID = "bin.said"


def show() -> None:
    """Show the bin, where there is something in it."""
    if said := st.session_state.pop(_SAID, ""):
        st.success(said)
    thrown = desk().store.bin.all()
    if not thrown:
        return
    with st.expander(f"Bin ({len(thrown)})", icon=":material/delete:", key="bin"):
        frame.note(
            f"Deleted things wait here for {DAYS} days. Erasing a case takes its drafts, "
            "rehearsals and emails with it, and nothing brings them back."
        )
        for thing in thrown:
            _row(thing)
        with st.popover("Empty the bin", key="bin.empty"):
            frame.note("Everything in the bin is erased for good, now.")
            st.button("Erase all of it now", "bin.erase", on_click=_erase, args=(thrown,))


def _row(thing: Thrown) -> None:
    days = f"{thing.days_left} day{'s' if thing.days_left != 1 else ''} left"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(safe.paragraphs(f"{_KINDS[thing.kind]}: {thing.title} · {days}"))
        st.button("Bring back", f"bin.restore.{thing.id}", on_click=_bring_back, args=(thing,))
        with st.popover("Erase now", key=f"bin.sure.{thing.id}"):
            frame.note("This is final: nothing of it is left in Candor's files.")
            gone = f"bin.erase.{thing.id}"
            st.button("Erase it for good", gone, on_click=_erase, args=((thing,),))


def _bring_back(thing: Thrown) -> None:
    with state.noted():
        desk().store.bin.restore(thing)


def _erase(things: Sequence[Thrown]) -> None:
    with state.noted():
        st.session_state[_SAID] = told(desk().store.erasing.things(things))


def told(erased: Erased) -> str:
    """Return what an erasing did, in one or two sentences."""
    if erased.clean:
        return "Erased for good."
    return (
        "Erased. Another program was using the database, so its file will be cleaned the next "
        "time Candor starts."
    )

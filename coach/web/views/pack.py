"""Case pack: what to say, what to offer, what to write."""

import streamlit as st

from coach.domain.kept import SavedCase
from coach.web import consent, downloads, frame, papers, safe, spoken, state
from coach.web.parts import Parts, forget_fields
from coach.web.runtime import desk

TABS = ("What to say", "Ways forward", "Before you speak", "Afterwards", "Documents", "Checklist")


def draft(case: SavedCase) -> None:
    """Draft anew; the user's own words stay."""
    with frame.working("Reading your note …", "Drafted.") as progress:
        desk().draft(case, progress)
    forget_fields()
    st.rerun()


def without_draft(case: SavedCase | None) -> None:
    """Say what is needed before there can be a pack."""
    if case is None:
        says = "Here you will find what to say, what to offer and what to write."
        frame.heading("Case pack", says)
        frame.next_step("First tell what happened.", "Write it down", "situation")
        return
    frame.heading("Case pack", "There is nothing drafted for this case yet.", case)
    thin = desk().drafted(case)
    if thin is not None:
        st.html(safe.paragraphs("To draft it, Candor needs to know:"))
        for question in thin.questions:
            st.html(safe.paragraphs(f"• {question.question}"))
    frame.next_step("Look at what was read, then draft.", "To the situation", "situation")


case = state.current_case()
pack = desk().pack(case) if case else None
if case is None or pack is None or pack.script is None:
    without_draft(case)
    st.stop()
frame.heading("What to say and what to offer", "", case)
if desk().is_stale(case):
    st.warning("Your note has changed since this was drafted.", icon=":material/history:")
with st.container(horizontal=True):
    if st.button("Draft again", key="pack.draft", icon=":material/refresh:"):
        draft(case)
    downloads.offer(pack)
consent.ask(case.id, "this case")
frame.small(desk().budget(case.id, pack.model_use))
frame.notices(pack.notices)
parts = Parts(case, pack)
say, ways, first, after, documents, checks = st.tabs(TABS, key="pack.tab")
with say:
    spoken.script(parts)
with ways:
    papers.options(pack.options)
with first:
    papers.before(parts)
with after:
    parts.show("follow_up", "Send this after the talk")
    parts.show("lesson", "Keep this for next time")
with documents:
    parts.show("document", "The situation, on one page")
    with st.expander("Internal brief, never for the client", key="pack.brief"):
        parts.show("brief")
with checks:
    papers.checklist(pack)
frame.next_step("Now say it aloud to a client who answers back.", "Practise this talk", "practise")

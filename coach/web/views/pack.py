"""Case pack: what to say, what to offer, what to write."""

from functools import partial

import streamlit as st

from coach.domain.kept import SavedCase
from coach.drafting.picture import damage_of
from coach.web import (
    consent,
    downloads,
    frame,
    papers,
    path,
    pictures,
    safe,
    signing,
    spoken,
    start,
    state,
    working,
)
from coach.web.navigation import go
from coach.web.parts import Parts, forget_fields
from coach.web.runtime import desk

TABS = ("What to say", "Ways forward", path.BEFORE, "Afterwards", "Documents", "Checklist")


def draft(case: SavedCase) -> None:
    """Draft anew; the user's own words stay."""
    working.run("Reading your note", "Drafted.", partial(desk().draft, case))
    forget_fields()
    st.rerun()


def without_draft(case: SavedCase | None) -> None:
    """Say what is needed before there can be a pack."""
    if case is None:
        says = "Here you will find what to say, what to offer and what to write."
        frame.heading("Case pack", says)
        start.offer("pack")
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
standing = desk().diaries.standing(case)
path.strip(pack, standing)
if desk().is_stale(case):
    st.warning("Your note has changed since this was drafted.", icon=":material/history:")
with st.container(horizontal=True):
    if st.button("Read it in the meeting", key="pack.meeting", icon=":material/co_present:"):
        go("meeting", case=case.id)
    if st.button("Draft again", key="pack.draft", icon=":material/refresh:"):
        draft(case)
    downloads.offer(case, pack)
consent.ask(case.id, "this case", str(case.updated), partial(desk().preview_case, case))
frame.small(desk().budget(case.id, pack.model_use))
frame.notices(pack.notices)
parts = Parts(case, pack)
say, ways, first, after, documents, checks = st.tabs(TABS, key="tab", bind="query-params")
# Only what is open is drawn: all six tabs hold thirty texts, each with a field to change it in.
if say.open:
    with say:
        spoken.script(parts)
if ways.open:
    with ways:
        papers.options(pack)
if first.open:
    with first:
        signing.panel(case)
        papers.before(parts)
if after.open:
    with after:
        parts.show("follow_up", "Send this after the talk")
        parts.show("lesson", "Keep this for next time")
if documents.open:
    with documents:
        st.header("The damage at a glance", anchor=False)
        pictures.damage(damage_of(pack.situation))
        parts.show("document", "The situation, on one page")
        with st.expander("Internal brief, never for the client", key="pack.brief"):
            parts.show("brief")
if checks.open:
    with checks:
        papers.checklist(case, pack)
path.onward(case, pack, standing)

"""Guidance: ask the method, read it, and add documents of your own."""

import streamlit as st

from coach.domain.guidance import Passage
from coach.web import citations, frame, safe, state, taking
from coach.web.labels import label
from coach.web.runtime import desk


def found(query: str) -> None:
    """Show what fits a question."""
    with st.spinner("Looking …"):
        hits = desk().services.guide(query, k=6)
    frame.notices(desk().services.guidance.notices)
    if not hits:
        st.html(safe.paragraphs("Nothing fits that. Try other words, or browse below."))
    for hit in hits:
        with st.container(border=True):
            st.header(safe.plain(hit.title), anchor=False)
            citations.passage(hit)


def keep_question() -> None:
    """Keep the question in the address."""
    st.query_params["q"] = st.session_state["guidance.query"][:400]


def browse() -> None:
    """Show the whole method, by where in a case it belongs."""
    st.header("The whole method", anchor=False)
    phases: dict[str, list[Passage]] = {}
    for passage in desk().services.guidance.passages:
        phases.setdefault(passage.phases[0] if passage.phases else "learn", []).append(passage)
    for phase, passages in phases.items():
        name = f"{label('phase', phase)} ({len(passages)})"
        box = st.expander(name, key=f"guidance.phase.{phase}", on_change="rerun")
        if not box.open:
            continue
        with box:
            for passage in passages:
                st.subheader(safe.plain(passage.title), anchor=False)
                citations.passage(passage)


def remove(name: str) -> None:
    """Remove a document."""
    with state.noted():
        desk().services.guidance.remove_document(name)


def documents() -> None:
    """Let the user's own documents be found, too."""
    st.header("Your own documents", anchor=False)
    frame.note("Contract terms, service promises, house rules: searched beside the method.")
    taking.files("guidance", "Add documents", desk().services.guidance.add_document)
    for document in desk().services.guidance.documents():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(safe.paragraphs(f"{document.name} · {document.passages} passages"))
            key = f"guidance.remove.{document.name}"
            st.button("Remove", key=key, on_click=remove, args=(document.name,))


frame.heading(
    "Ask the method",
    "How do I tell them? What if they shout? What may I offer? Ask in your own words.",
)
asked = st.text_input(
    "Your question",
    key=state.seed("guidance.query", st.query_params.get("q", "")),
    placeholder="they want it in writing and I am not sure",
    on_change=keep_question,
)
if asked.strip():
    found(asked)
browse()
documents()

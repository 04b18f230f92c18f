"""The rest of the pack: ways forward, what to settle first, and the checklist."""

import streamlit as st

from coach.domain.kept import SavedCase
from coach.domain.pack import CasePack, ChecklistItem
from coach.drafting.picture import balance_of
from coach.web import citations, frame, pictures, safe, state
from coach.web.labels import label
from coach.web.parts import Parts
from coach.web.runtime import desk


def options(pack: CasePack) -> None:
    """Show the ways forward: at a glance, then side by side, the preferred one marked."""
    found = pack.options
    if not found:
        return
    frame.note("Offer them all, say which one you would choose, and let the client improve on it.")
    pictures.balance(balance_of(pack))
    for column, option in zip(st.columns(len(found)), found, strict=True):
        with column, st.container(border=True, height="stretch"):
            if option.preferred:
                st.html('<span class="candor-badge">Suggest this one</span>')
            st.header(safe.plain(option.title), anchor=False)
            for name, text in (
                ("They gain", option.gives),
                ("It costs us", option.costs),
                ("Why", option.why),
            ):
                st.html(f'<div class="candor-label">{name}</div>{safe.paragraphs(text)}')
            for action in option.actions:
                st.html(safe.paragraphs(f"• {action.who}: {action.what}, {action.when}"))


def before(parts: Parts) -> None:
    """Show what to settle before the talk: the channel, the holding message, hard questions."""
    pack = parts.pack
    if pack.channel is not None:
        st.header(label("medium", pack.channel.medium), anchor=False)
        st.html(safe.paragraphs(f"{pack.channel.when}\n{pack.channel.why}"))
    parts.show("holding_message", "Send this first, so that they hear it from you")
    if pack.hard_questions:
        st.header("Questions they will ask", anchor=False)
    for number, hard in enumerate(pack.hard_questions):
        with st.expander(safe.plain(hard.question), key=f"pack.hard.{number}"):
            parts.show(f"hard_questions.{number}.answer")
    if pack.concessions is not None:
        st.header("What may be given (for you alone)", anchor=False)
        for name, items in (
            ("We can give", pack.concessions.ours),
            ("We can ask of them", pack.concessions.theirs),
            ("Not on the table", pack.concessions.not_negotiable),
        ):
            listed = "\n".join(f"• {item}" for item in items) or "Nothing noted yet."
            st.html(f'<div class="candor-label">{name}</div>{safe.paragraphs(listed)}')


def checklist(case: SavedCase, pack: CasePack) -> None:
    """Show the practices that the method asks for, open ones first, and the passages behind.

    What only the user can say has a box to tick; nothing is ever ticked for them.
    """
    guidance = desk().services.guidance
    ticked = desk().afterwards.ticks(case)
    found = desk().afterwards.checklist(case, pack)
    for status in ("open", "yours", "satisfied"):
        items = [item for item in found if item.status == status]
        if not items:
            continue
        name = f"{label('checklist', status)} ({len(items)})"
        with st.expander(name, expanded=status == "open", key=f"pack.checklist.{status}"):
            for item in items:
                title = guidance.for_practice(item.practice).title
                if status == "yours" or item.practice in ticked:
                    _box(case, item, title, ticked=item.practice in ticked)
                else:
                    st.html(safe.paragraphs(f"{title}\n{item.where}"))
    st.header("Why it is done this way", anchor=False)
    frame.note("Choose a practice to read the passage behind it.")
    passages = {
        guidance.for_practice(citation.practice).title: citation.passage
        for citation in pack.citations
    }
    chosen = st.selectbox(
        "Practice", list(passages), index=None, key="pack.citation", placeholder="Choose"
    )
    passage = guidance.passage(passages[chosen]) if chosen else None
    if passage is not None:
        with st.container(border=True):
            citations.passage(passage)


def _box(case: SavedCase, item: ChecklistItem, title: str, *, ticked: bool) -> None:
    key = state.seed(f"pack.tick.{item.practice}", ticked)
    st.checkbox(
        safe.plain(f"{title} ({item.where})"), key=key, on_change=_tick, args=(case, item, key)
    )


def _tick(case: SavedCase, item: ChecklistItem, key: str) -> None:
    with state.noted():
        desk().afterwards.tick(case, item.practice, done=st.session_state[key])

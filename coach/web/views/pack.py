"""Case pack: what to say, what to offer, what to write."""

import streamlit as st

from coach.domain.kept import SavedCase
from coach.domain.pack import CasePack
from coach.web import citations, consent, downloads, frame, safe, timer
from coach.web import state as window
from coach.web.labels import label
from coach.web.parts import Parts
from coach.web.runtime import desk


def draft(case: SavedCase) -> None:
    """Draft anew; the user's own words stay."""
    with frame.working("Reading your note …", "Drafted.") as progress:
        desk().draft(case, progress)
    for key in [key for key in st.session_state if str(key).startswith("pack.text.")]:
        del st.session_state[key]
    st.rerun()


def script(parts: Parts) -> None:
    """Show what to say, in the order it is said."""
    pack = parts.pack
    if pack.script is None:
        return
    parts.show("script.opening", "Open with this", aloud=True)
    timer.timer("pack.timer")
    parts.show("script.hand_over", "Then stop and listen", aloud=True)
    st.subheader("While they talk", anchor=False)
    for number in range(len(pack.script.acknowledgements)):
        parts.show(f"script.acknowledgements.{number}", "", aloud=True)
    parts.show("script.read_back", "Say back what you heard", aloud=True)
    parts.show("script.options_aloud", "Offer the ways forward", aloud=True)
    parts.show("script.agreement_question", "Ask for agreement", aloud=True)
    st.subheader("If they say … you say …", anchor=False)
    for number, card in enumerate(pack.script.cards):
        with st.expander(safe.plain(card.if_), key=f"pack.card.{number}"):
            parts.show(f"script.cards.{number}.say", "", aloud=True)
    st.subheader("If it turns ugly", anchor=False)
    for step, name in (("nudge", "First"), ("boundary", "Then"), ("end", "At last")):
        with st.expander(name, key=f"pack.boundary.{step}"):
            parts.show(f"script.boundaries.{step}", "", aloud=True)
    parts.show("script.close", "Close with this", aloud=True)
    parts.show("script.parting", "If you part ways", aloud=True)


def options(pack: CasePack) -> None:
    """Show the ways forward side by side, the preferred one marked."""
    for column, option in zip(st.columns(max(1, len(pack.options))), pack.options, strict=False):
        with column, st.container(border=True):
            if option.preferred:
                st.badge("We suggest this one", icon=":material/star:", color="green")
            st.subheader(safe.plain(option.title), anchor=False)
            for name, text in (
                ("They gain", option.gives),
                ("It costs us", option.costs),
                ("Why", option.why),
            ):
                st.markdown(f"**{name}**")
                st.html(safe.paragraphs(text))
            for action in option.actions:
                st.html(safe.paragraphs(f"• {action.who}: {action.what}, {action.when}"))


def before(parts: Parts) -> None:
    """Show what to settle before the talk: the channel, the holding message, hard questions."""
    pack = parts.pack
    if pack.channel is not None:
        st.subheader(label("medium", pack.channel.medium), anchor=False)
        st.html(safe.paragraphs(f"{pack.channel.when}\n{pack.channel.why}"))
    parts.show("holding_message", "Send this first, so that they hear it from you")
    if pack.hard_questions:
        st.subheader("Questions they will ask", anchor=False)
    for number, hard in enumerate(pack.hard_questions):
        with st.expander(safe.plain(hard.question), key=f"pack.hard.{number}"):
            parts.show(f"hard_questions.{number}.answer", "")
    if pack.concessions is not None:
        st.subheader("What may be given; for you alone", anchor=False)
        for name, items in (
            ("We can give", pack.concessions.ours),
            ("We can ask of them", pack.concessions.theirs),
            ("Not on the table", pack.concessions.not_negotiable),
        ):
            st.html(safe.paragraphs(f"{name}: {'; '.join(items) or 'nothing noted'}"))


def checklist(pack: CasePack) -> None:
    """Show every practice that the method asks for, open ones first, and why."""
    passage = {citation.practice: citation.passage for citation in pack.citations}
    for status in ("open", "yours", "satisfied"):
        items = [item for item in pack.checklist if item.status == status]
        if not items:
            continue
        name = f"{label('checklist', status)} ({len(items)})"
        with st.expander(name, expanded=status == "open", key=f"pack.checklist.{status}"):
            for item in items:
                found = desk().services.guidance.for_practice(item.practice)
                st.html(safe.paragraphs(f"{found.title}: {item.where}"))
    st.subheader("Why it is done this way", anchor=False)
    citations.cited("pack", passage.values())


case = window.current_case()
if case is None:
    frame.heading("Case pack", "Here you will find what to say, what to offer and what to write.")
    frame.next_step("First tell what happened.", "Write it down", "situation")
    st.stop()
drafted = desk().pack(case)
if drafted is None or drafted.script is None:
    frame.heading("Case pack", "There is no draft for this case yet.", case)
    for question in drafted.questions if drafted else ():
        st.html(safe.paragraphs(f"• {question.question}"))
    frame.next_step("Look at what was read, then draft.", "To the situation", "situation")
    st.stop()
frame.heading("What to say and what to offer", "", case)
consent.ask(case.id, "this case")
if desk().is_stale(case):
    st.warning("The situation has changed since this was drafted.", icon=":material/history:")
with st.container(horizontal=True):
    if st.button("Draft again", key="pack.draft", icon=":material/refresh:"):
        draft(case)
    downloads.offer(drafted)
frame.notices(drafted.notices)
shown = Parts(case, drafted)
names = ("What to say", "Ways forward", "Before you speak", "Afterwards", "Documents", "Checklist")
say, ways, first, after, papers, checks = st.tabs(names, key="pack.tab")
with say:
    script(shown)
with ways:
    options(drafted)
with first:
    before(shown)
with after:
    shown.show("follow_up", "Send this after the talk")
with papers:
    shown.show("document", "The situation, on one page; you may share it")
    shown.show("brief", "Internal brief; never for the client")
with checks:
    checklist(drafted)
frame.next_step("Now say it aloud to a client who answers back.", "Practise this talk", "practise")

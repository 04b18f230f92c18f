"""An angry email the user got: what it asks, the reply, what only the user knows."""

from functools import partial

import streamlit as st

from coach.desk.email import answered, questions
from coach.desk.wording import Decision, marks_of
from coach.domain.reply import Reply, SavedReply
from coach.web import (
    bin,
    consent,
    frame,
    rewriting,
    safe,
    state,
    taking,
    typed_back,
    wording,
    working,
)
from coach.web.autosave import Field
from coach.web.navigation import go
from coach.web.runtime import desk

_TITLE = "Answer an angry email"


def paste() -> None:
    """Take a client's email, or open an earlier one."""
    frame.heading(
        _TITLE,
        "Paste what your client wrote. You get a reply that names the harm, answers each question "
        "and says what is next. What only you know stays a marked blank.",
    )
    new = Field("reply.new", "reply")
    st.text_area("Their email", height=260, key=new.seed(), on_change=_keep_new, args=(new,))
    new.watch()
    taking.into(new)
    typed_back.show(new)
    st.button("Draft a reply", "reply.go", type="primary", on_click=_keep_new, args=(new,))
    earlier = desk().store.replies.all()
    if earlier:
        st.header("Earlier ones", anchor=False)
    for saved in earlier[:20]:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"reply.open.{saved.id}"):
                go("email", reply=saved.id)
            delete = desk().store.replies.delete
            st.button("Delete", f"reply.delete.{saved.id}", on_click=delete, args=(saved.id,))
            st.html(safe.paragraphs(" ".join(saved.original.split())[:90] + " …"))
    bin.show()


def show(saved: SavedReply) -> None:
    """Show an email and the reply to it."""
    frame.heading(_TITLE)
    consent.ask(saved.id, "this email", str(saved.updated), partial(desk().preview_reply, saved))
    if saved.reply is None:
        _draft(saved)
        return
    frame.small(desk().budget(saved.id, saved.reply.model_use))
    frame.notices(saved.reply.notices)
    if saved.reply.advice is not None:
        rewriting.speak_first(saved.reply.advice)
    _cautions(saved.reply)
    here, there = st.columns(2, gap="large")
    with here:
        _theirs(saved, saved.reply)
    with there:
        _ours(saved, saved.reply)
    _blanks(saved, saved.reply)
    with st.container(key="next_step", horizontal=True):
        if st.button("Draft it again", key="reply.again", icon=":material/refresh:"):
            _draft(saved)
        if st.button("Another email", key="reply.another", type="primary"):
            go("email")


def _draft(saved: SavedReply) -> None:
    mine = desk()
    working.run(
        "Reading their email",
        "Done.",
        lambda progress: mine.draft_reply(saved, saved.original, saved.notes, progress),
    )
    st.rerun()


def _cautions(reply: Reply) -> None:
    if reply.cautions:
        st.header("Take care", anchor=False)
    for caution in reply.cautions:
        with st.container(border=True):
            st.html(safe.paragraphs(f"“{caution.quote}”", "candor-source"))
            st.html(safe.paragraphs(caution.text))


def _theirs(saved: SavedReply, reply: Reply) -> None:
    st.header("What they wrote", anchor=False)
    spans = [(one.start, one.end) for one in reply.asked]
    spans += [(one.start, one.end) for one in reply.harms]
    st.html(safe.quoted(saved.original, spans))
    frame.note(f"Marked: {len(reply.asked)} to answer, {len(reply.harms)} to name as harm.")
    with st.expander("Add what you know, or change their email", icon=":material/edit:"):
        notes = state.seed("reply.notes", saved.notes)
        st.text_area(
            "What you know (one line each; “2: on Friday” answers their second question)",
            key=notes,
            height=120,
            on_change=_again,
            args=(saved,),
        )
        text = state.seed("reply.original", saved.original)
        st.text_area("Their email", key=text, height=240, on_change=_again, args=(saved,))


def _ours(saved: SavedReply, reply: Reply) -> None:
    st.header("Your reply", anchor=False)
    text = answered(reply.text, questions(reply), saved.answers)
    result = desk().check(text)
    found = marks_of(text, result.findings)
    wording.show(
        f"reply.words.{saved.id}",
        text,
        found,
        _allow,
        name="Your reply",
        can=("allow",),
        measured=wording.measures(result.readability, len(found)),
    )
    with st.expander("To copy by hand", key="reply.copy"):
        st.code(text, language=None, wrap_lines=True)
    frame.note("Written by Candor." if reply.written_by == "built-in" else "Worded by the model.")
    st.download_button("Download as text", text, "reply.txt", key="reply.file", on_click="ignore")


def _blanks(saved: SavedReply, reply: Reply) -> None:
    if reply.questions:
        st.header("Only you know this", anchor=False)
    for name, question in questions(reply):
        with st.container(gap="xxsmall"):
            st.text_input(
                safe.plain(f"{question.blank} {question.question}"),
                key=state.seed(f"reply.blank.{name}", saved.answers.get(name, "")),
                on_change=_answer,
                args=(saved, name),
            )
            frame.note(question.why)


def _allow(decision: Decision) -> None:
    with state.noted():
        desk().store.preferences.allow(decision.mark.words)


def _keep_new(new: Field) -> None:
    if new.words().strip():
        with state.noted():
            st.query_params["reply"] = desk().new_reply(new.words()).id
            new.settle("")


def _again(saved: SavedReply) -> None:
    text = st.session_state["reply.original"]
    with state.noted():
        if text.strip():
            desk().draft_reply(saved, text, st.session_state["reply.notes"])


def _answer(saved: SavedReply, name: str) -> None:
    answers = {**saved.answers, name: st.session_state[f"reply.blank.{name}"]}
    with state.noted():
        desk().store.replies.save(saved.model_copy(update={"answers": answers}))

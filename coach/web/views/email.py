"""Email: what is muddled in it, and the same in plain words."""

from functools import partial

import streamlit as st

from coach.domain.kept import SavedEmail
from coach.web import (
    bin,
    consent,
    frame,
    history,
    replying,
    rewriting,
    safe,
    state,
    taking,
    typed_back,
    working,
)
from coach.web.autosave import Field
from coach.web.navigation import go
from coach.web.runtime import desk


def paste() -> None:
    """Take a new email, or open an earlier one."""
    frame.heading(
        "Is this email plain and fair?",
        "Paste what you want to send. You see what a worried client would trip over, and why.",
    )
    new = Field("email.new", "email")
    st.text_area(
        "Your email",
        height=260,
        key=new.seed(),
        placeholder="Dear …",
        on_change=keep_new,
        args=(new,),
    )
    new.watch()
    taking.into(new)
    typed_back.show(new)
    with st.container(horizontal=True):
        st.button("Look at it", "email.go", type="primary", on_click=keep_new, args=(new,))
        if st.button("Try it with an example", key="email.example"):
            go("email", email=desk().new_email(desk().example().email).id)
    earlier = desk().store.emails.all()
    if earlier:
        st.header("Your emails", anchor=False)
    for email in earlier[:20]:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"email.open.{email.id}"):
                go("email", email=email.id)
            delete = desk().store.emails.delete
            st.button("Delete", f"email.delete.{email.id}", on_click=delete, args=(email.id,))
            st.html(safe.paragraphs(" ".join(email.original.split())[:90] + " …"))
    bin.show()


def keep_new(new: Field) -> None:
    """Keep a pasted email as soon as its field is left, and open it."""
    if new.words().strip():
        with state.noted():
            st.query_params["email"] = desk().new_email(new.words()).id
            new.settle("")


def rewrite(email: SavedEmail) -> None:
    """Rewrite the email, again if need be."""
    mine = desk()
    working.run(
        "Reading your email",
        "Done.",
        lambda progress: mine.rewrite_email(email, email.original, progress=progress),
    )
    st.rerun()


def show(email: SavedEmail) -> None:
    """Show an email, before and after."""
    frame.heading("Your email, plainer")
    consent.ask(
        email.case or email.id,
        "this email",
        str(email.updated),
        partial(desk().preview_email, email),
    )
    if email.rewrite is None:
        rewrite(email)
        return
    history.refused(email)
    frame.small(desk().budget(email.case or email.id, email.rewrite.model_use))
    frame.notices(email.rewrite.notices)
    if email.rewrite.advice is not None:
        rewriting.speak_first(email.rewrite.advice)
    here, there = st.columns(2, gap="large")
    with here:
        rewriting.original(email)
    with there:
        rewriting.plainer(email)
    rewriting.blanks(email, email.rewrite)
    rewriting.changes(email, email.rewrite)
    with st.container(key="next_step", horizontal=True):
        if st.button("Rewrite it again", key="email.again", icon=":material/refresh:"):
            rewrite(email)
        if st.button("Another email", key="email.another", type="primary"):
            go("email")
    history.earlier(email)


_MINE, _THEIRS = "An email I want to send", "An angry email I got"

if named := st.query_params.get("email"):
    show(desk().store.emails.get(named))
elif got := st.query_params.get("reply"):
    replying.show(desk().store.replies.get(got))
elif st.radio("What have you got?", (_MINE, _THEIRS), key="email.which", horizontal=True) == _MINE:
    paste()
else:
    replying.paste()

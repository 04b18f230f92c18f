"""Email: what is muddled in it, and the same in plain words."""

import streamlit as st

from coach.domain.kept import SavedEmail
from coach.web import consent, frame, rewriting, safe, state
from coach.web.navigation import go
from coach.web.runtime import desk


def paste() -> None:
    """Take a new email, or open an earlier one."""
    frame.heading(
        "Is this email plain and fair?",
        "Paste what you want to send. You see what a worried client would trip over, and why.",
    )
    st.text_area(
        "Your email", height=260, key="email.new", placeholder="Dear …", on_change=keep_new
    )
    with st.container(horizontal=True):
        st.button("Look at it", key="email.go", type="primary")
        if st.button("Try it with an example", key="email.example"):
            go("email", email=desk().new_email(desk().example().email).id)
    earlier = desk().store.emails.all()
    if earlier:
        st.header("Your emails", anchor=False)
    for email in earlier[:20]:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"email.open.{email.id}"):
                go("email", email=email.id)
            st.html(safe.paragraphs(" ".join(email.original.split())[:90] + " …"))


def keep_new() -> None:
    """Keep a pasted email as soon as its field is left, and open it."""
    with state.noted():
        if st.session_state["email.new"].strip():
            st.query_params["email"] = desk().new_email(st.session_state["email.new"]).id


def rewrite(email: SavedEmail) -> None:
    """Rewrite the email, again if need be."""
    with frame.working("Reading your email …", "Done.") as progress:
        desk().rewrite_email(email, email.original, progress)
    st.rerun()


def show(email: SavedEmail) -> None:
    """Show an email, before and after."""
    frame.heading("Your email, plainer")
    consent.ask(email.id, "this email")
    if email.rewrite is None:
        rewrite(email)
        return
    frame.small(desk().budget(email.id, email.rewrite.model_use))
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


named = st.query_params.get("email")
if named:
    show(desk().store.emails.get(named))
else:
    paste()

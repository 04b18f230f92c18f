"""The way in, where people sign in; nothing of Candor is shown before that."""

import streamlit as st

from coach.errors import AccessError, CandorError
from coach.web import frame, safe
from coach.web.runtime import claims, desk, services

_EVERYWHERE = "0.0.0.0"


def refusal() -> CandorError | None:
    """Return why whoever looks at the page may not come in; None when they may."""
    try:
        # Started in another way than ours, Streamlit listens everywhere unless told otherwise.
        services().settings.check_listening(st.get_option("server.address") or _EVERYWHERE)
        desk()
    except CandorError as error:
        return error
    return None


def show(refused: CandorError) -> None:
    """Offer to sign in, or say why this cannot be used."""
    if not isinstance(refused, AccessError):
        frame.problem(refused)
        return
    frame.heading("Candor", "Say hard things to a client plainly, and practise first.")
    if claims().get("is_logged_in"):
        st.warning(safe.plain(f"{refused.message} {refused.hint}"))
        st.button("Sign out", "sign.out", on_click=st.logout)
        return
    sign_in = services().settings.sign_in
    if sign_in is not None:
        frame.note(
            f"You sign in at {sign_in.host}. What you write here is seen by you, and by those you "
            "share it with."
        )
    if st.button("Sign in", "sign.in", type="primary", icon=":material/login:"):
        st.login()


def account() -> None:
    """Say who is signed in, or that nobody has to, and offer the way out."""
    person = desk().person
    if not person.id:
        frame.note(
            "This is a single-user installation: whoever opens it on this machine sees everything "
            "in it. It cannot be reached from other machines unless somebody set it up so."
        )
        return
    frame.note(f"You are signed in as {person.shown or 'yourself'}. Nobody else sees your work.")
    if not person.email:
        frame.note("Your email address was not confirmed, so nothing can be shared with you.")
    st.button("Sign out", "sign.out", on_click=st.logout, icon=":material/logout:")

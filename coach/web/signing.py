"""Sign-off before anything goes to the client, or the user's recorded override (17 to 19)."""

import streamlit as st

from coach.desk.desk import today
from coach.domain.kept import SavedCase
from coach.domain.meeting import SignOff
from coach.web import frame, safe, state
from coach.web.runtime import desk


def panel(case: SavedCase) -> None:
    """Show who signed off, or ask; what is for the client stays closed until then."""
    signed = desk().afterwards.sign_off(case)
    if signed is not None:
        by = "Shared without a sign-off" if signed.override else f"Signed off by {signed.by}"
        frame.note(f"{by}, {signed.on}: {signed.what}")
        return
    with st.expander("Before anything goes to the client: who signed off?", key="sign.panel"):
        st.html(safe.paragraphs("Your leaders agree how this is handled before the client hears."))
        st.text_input("Who agreed", key="sign.by", placeholder="Gwen, head of accounts")
        st.text_input("To what", key="sign.what", placeholder="The second way forward, up to £500")
        st.button("Record the sign-off", key="sign.record", on_click=_record, args=(case, False))
        st.text_input("Or why you go ahead without", key="sign.why")
        st.button("Go ahead without", key="sign.override", on_click=_record, args=(case, True))


def _record(case: SavedCase, override: bool) -> None:
    said = st.session_state["sign.why" if override else "sign.what"].strip()
    by = "" if override else st.session_state["sign.by"].strip()
    with state.noted():
        signed = SignOff(by=by, on=today().isoformat(), what=said, override=override)
        desk().afterwards.record_sign_off(case, signed)

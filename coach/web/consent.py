"""Asking once a case whether its text may go to the configured model."""

from collections.abc import Callable

import streamlit as st

from coach.domain.sent import Preview
from coach.web import frame, safe, sending
from coach.web.runtime import desk


def ask(subject: str, what: str, version: str, preview: Callable[[], Preview | None]) -> None:
    """Ask, where a model is configured and nothing was agreed yet; say it, where it was.

    What would be sent can be seen before a yes, what was sent after it; `version` names the state
    of what is shown.
    """
    settings = desk().services.settings
    if settings.model_problem:
        st.warning(safe.plain(settings.model_problem), icon=":material/settings:")
    model = settings.model
    if model is None:
        return
    preferences = desk().store.preferences
    args = (subject, model.host)
    if preferences.has_consent(*args):
        with st.container(horizontal=True, vertical_alignment="center"):
            frame.note(f"You agreed to send {what} to {model.host}.")
            st.button(
                "Stop sending", "consent.stop", on_click=preferences.withdraw_consent, args=args
            )
        sending.after(subject)
        return
    with st.container(border=True, key="consent"):
        st.html(
            safe.paragraphs(
                f"May {what} be sent to {model.host}? The model {model.name} there would word the "
                "drafts better; every draft is still checked here. Without it, nothing leaves this "
                "machine."
            )
        )
        sending.before(subject, version, preview)
        st.button(f"Yes, send {what}", "consent.give", on_click=preferences.give_consent, args=args)

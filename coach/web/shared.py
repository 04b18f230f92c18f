"""What people let one another see; offered only where they sign in."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from coach.desk import team
from coach.domain.kept import SavedCase
from coach.domain.people import Share
from coach.web import figures, frame, safe, state
from coach.web.navigation import go
from coach.web.runtime import desk

_WHAT = {"case": "Case", "scenario": "Scenario", "practice": "Practice figures"}


def with_somebody(key: str, give: Callable[[str], None]) -> None:
    """Offer to share something with the person of an address."""
    if not desk().sharing.can_share:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Share it with (their email address)", key=f"{key}.who")
        st.button("Share", f"{key}.share", on_click=_share, args=(f"{key}.who", give))


def case(shared: SavedCase) -> None:
    """Offer to share a case."""
    with_somebody(
        f"share.case.{shared.id}", lambda address: desk().sharing.share_case(shared, address)
    )


def _share(field: str, give: Callable[[str], None]) -> None:
    address = st.session_state[field].strip()

    def shared() -> None:
        give(address)
        st.session_state[field] = ""
        state.say(f"Shared with {address}. They find it when they sign in with that address.")

    state.kept(shared)


def cases_with_me() -> None:
    """List, apart from one's own, the cases that others share."""
    shares = desk().sharing.cases()
    if shares:
        st.header("Shared with you", anchor=False)
    for share in shares:
        with st.container(horizontal=True, vertical_alignment="center", key=f"shared_{share.id}"):
            if st.button("Open", key=f"shared.open.{share.id}"):
                go("shared", share=share.id)
            st.html(safe.paragraphs(f"{share.title} · from {share.giver}"))


def scenarios_with_me() -> None:
    """List the scenarios that others share, to be rehearsed."""
    for share in desk().sharing.scenarios():
        with st.container(border=True, key=f"shared_{share.id}"), state.noted():
            found = team.read_scenario(desk(), share.body)
            st.html(
                safe.paragraphs(f"{found.title} · from {share.giver}", "candor-next")
                + safe.paragraphs(found.briefing)
            )
            if st.button("Start", key=f"shared.start.{share.id}"):
                go("practise", talk=desk().rehearse(found.client, seed=0, title=found.title).id)


def practices_with_me() -> None:
    """Show the practice figures that others let the person see."""
    for share in desk().sharing.practices():
        with state.noted():
            figures.table(team.read_practice(share.body))


def my_figures(today: date) -> None:
    """Let the person show somebody their own figures; nobody sees them otherwise."""
    with_somebody("share.practice", lambda address: desk().sharing.share_practice(address, today))


def given() -> None:
    """List what the person shares, and let it be withdrawn."""
    shares: Sequence[Share] = desk().sharing.given()
    if not shares:
        return
    st.header("What you share", anchor=False)
    for share in shares:
        with st.container(horizontal=True, vertical_alignment="center", key=f"given_{share.id}"):
            st.button(
                "Stop sharing", f"given.stop.{share.id}",
                on_click=desk().sharing.withdraw, args=(share,),
            )  # fmt: skip
            title = "" if share.kind == "practice" else f"{share.title} · "
            st.html(safe.paragraphs(f"{_WHAT[share.kind]} · {title}with {share.recipient}"))
    frame.note("A case is seen as it is now; the rest as it was when you shared it.")

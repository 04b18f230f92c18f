"""Choosing whom to practise with: your own client, a ready-made one, or a talk from before."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from coach.domain.conversation import ClientProfile
from coach.domain.kept import SavedCase
from coach.domain.values import PERSONAS
from coach.practice.scenarios import Scenario
from coach.web import consent, frame, safe
from coach.web.labels import label
from coach.web.navigation import go
from coach.web.runtime import desk

FIRST = 6
DIFFICULTIES = ("easy", "medium", "hard")


def talks(case: SavedCase | None) -> None:
    """Offer clients to talk to."""
    if case is not None and case.input.text.strip():
        _own_client(case)
    _choices()
    _past()
    st.header("Or a ready-made one", anchor=False)
    offered = desk().services.practice.scenarios()
    _ready_made(offered[:FIRST])
    with st.expander(f"More ready-made ones ({len(offered) - FIRST})", key="practise.more"):
        _ready_made(offered[FIRST:])


def begin(client: ClientProfile, title: str, scenario: str = "", own: str = "") -> None:
    """Begin a rehearsal with the character chosen, and open it."""
    style = st.session_state.get("practise.style")
    difficulty = st.session_state.get("practise.difficulty")
    changed = {"style": style or client.style, "difficulty": difficulty or client.difficulty}
    saved = desk().rehearse(
        client.model_copy(update=changed),
        seed=int(st.session_state.get("practise.seed", 0)),
        case=desk().store.cases.get(own) if own else None,
        scenario=scenario,
        title=title,
    )
    go("practise", talk=saved.id)


def _choices() -> None:
    """Offer another character; without a choice the client is who they are."""
    with st.expander("Choose how they behave", key="practise.choices", icon=":material/tune:"):
        first, second, third = st.columns(3)
        first.selectbox(
            "Manner",
            PERSONAS,
            index=None,
            key="practise.style",
            format_func=lambda style: label("persona", style),
            placeholder="As they are",
        )
        second.selectbox(
            "Difficulty",
            DIFFICULTIES,
            index=None,
            key="practise.difficulty",
            format_func=lambda level: label("difficulty", level),
            placeholder="As it comes",
        )
        third.number_input("Version of the talk", 0, 9999, 0, key="practise.seed")
        frame.note("The same version and the same words from you give the same answers.")


def _own_client(case: SavedCase) -> None:
    """Offer the client of the case at hand."""
    with st.container(border=True, key="practise_own"):
        st.header("Your own client", anchor=False)
        st.html(safe.paragraphs(case.title))
        consent.ask(case.id, "this case", str(case.updated), partial(desk().preview_case, case))
        if st.button("Start with my client", key="practise.own", type="primary"):
            begin(desk().services.client_for(case.input), case.title, own=case.id)


def _ready_made(scenarios: Sequence[Scenario]) -> None:
    """Offer scenarios, two side by side."""
    for row in range(0, len(scenarios), 2):
        for column, scenario in zip(st.columns(2), scenarios[row : row + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                st.subheader(safe.plain(scenario.title), anchor=False)
                st.html(safe.paragraphs(scenario.learn))
                hard = label("difficulty", scenario.client.difficulty)
                frame.note(f"{label('persona', scenario.client.style)} · {hard}")
                if st.button("Start", key=f"practise.start.{scenario.id}"):
                    begin(scenario.client, scenario.title, scenario.id)


def _past() -> None:
    """List the rehearsals so far."""
    kept = desk().store.talks.all()
    if not kept:
        return
    st.header("What you rehearsed before", anchor=False)
    for saved in kept[:20]:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"practise.open.{saved.id}"):
                go("practise", talk=saved.id)
            ended = label("ended", saved.talk.ended) if saved.talk.ended else "Still going."
            when = f"{saved.updated.astimezone():%-d %B, %H:%M}"
            st.html(safe.paragraphs(f"{saved.title} · {when} · {ended}"))

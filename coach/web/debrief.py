"""The debrief of a rehearsal: what worked, what to try instead, in the user's own words."""

import streamlit as st

from coach.domain.conversation import Debrief, RubricCheck
from coach.domain.kept import SavedTalk
from coach.web import downloads, frame, moments, safe
from coach.web.labels import label
from coach.web.runtime import desk

_MEASURES = ("turns", "talk_share", "questions_asked", "turns_to_acknowledgement")
_ICONS = {"passed": "✓", "failed": "✗", "not_shown": "·"}


def show(saved: SavedTalk, found: Debrief) -> None:
    """Show the debrief; while the talk goes on it is short, folded away, and tells no secret."""
    if saved.talk.ended is None:
        with st.expander("How is it going so far?", key="practise.so_far"):
            st.html(safe.paragraphs(found.summary))
            _all_checks(found)
        return
    st.header("How it went", anchor=False)
    st.html(safe.paragraphs(found.summary))
    _figures(found)
    _behind(saved, found)
    if found.moments:
        st.subheader("The turns that moved them most", anchor=False)
        for moment in found.moments:
            moments.show(saved, moment)
    st.subheader("What can be seen in your words", anchor=False)
    _all_checks(found)
    if found.client_says:
        st.subheader("Asked afterwards, they say", anchor=False)
        st.html(safe.paragraphs("\n".join(f"“{said}”" for said in found.client_says)))
        frame.note("Their view and not a mark: a person can be wrong about you, too.")
    downloads.rehearsal(saved)


def _figures(found: Debrief) -> None:
    for column, name in zip(st.columns(len(_MEASURES)), _MEASURES, strict=True):
        value = found.measures.get(name)
        column.metric(
            label("measure", name), "Not scored" if value is None else _figure(name, value)
        )


def _figure(name: str, value: float) -> str:
    return f"{value:.0%}" if name == "talk_share" else str(value)


def _behind(saved: SavedTalk, found: Debrief) -> None:
    """Show what lay behind the demand; where it did not come out, the trainee guesses first."""
    if not found.hidden_interest:
        return
    with st.container(border=True, key="practise_behind"):
        st.subheader("What really mattered to them", anchor=False)
        if found.interest_found:
            st.html(safe.paragraphs(f"You found it. {found.hidden_interest}"))
            return
        guess = st.text_input(
            "It did not come out. What do you think it was?", key="practise.guess"
        )
        if not st.button("Show me", key="practise.behind") or not guess.strip():
            frame.note("Guess first, then see it.")
            return
        told = desk().services.practice.guess(saved.talk, guess)
        st.html(safe.paragraphs(f"{told.says} {told.interest}"))


def _all_checks(found: Debrief) -> None:
    for status in ("failed", "passed", "not_shown"):
        checks = [check for check in found.checks if check.status == status]
        if checks:
            _checks(status, checks)


def _checks(status: str, checks: list[RubricCheck]) -> None:
    title = f"{label('rubric', status)} ({len(checks)})"
    with st.expander(title, expanded=status == "failed", key=f"practise.checks.{status}"):
        for check in checks:
            words = f"{_ICONS[status]} {check.title} (practice {check.practice})"
            words += f"\n“{check.quote}”" if check.quote else ""
            words += f"\n{check.comment}" if check.comment else ""
            st.html(safe.paragraphs(words))

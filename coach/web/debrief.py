"""The debrief of a rehearsal: what worked, what to try instead, in the user's own words."""

import streamlit as st

from coach.domain.conversation import Debrief, KeyMoment, RubricCheck
from coach.domain.kept import SavedTalk
from coach.web import citations, frame, safe
from coach.web.labels import label
from coach.web.runtime import desk

_MEASURES = ("turns", "talk_share", "questions_asked", "turns_to_acknowledgement")
_ICONS = {"passed": "✓", "failed": "✗", "not_shown": "·"}


def show(saved: SavedTalk, found: Debrief) -> None:
    """Show the debrief; while the talk goes on it stays folded away."""
    if saved.talk.ended is None:
        with st.expander("How is it going so far?", key="practise.so_far"):
            _body(found)
        return
    st.header("How it went", anchor=False)
    _body(found)


def _body(found: Debrief) -> None:
    st.html(safe.paragraphs(found.summary))
    if found.hidden_interest:
        reached = "You found it." if found.interest_found else "It did not come out."
        st.html(safe.paragraphs(f"What really mattered to them: {found.hidden_interest} {reached}"))
    for moment in found.moments:
        _moment(moment)
    for status in ("failed", "passed", "not_shown"):
        checks = [check for check in found.checks if check.status == status]
        if checks:
            _checks(status, checks)
    figures = [
        f"{label('measure', name)} {_figure(name, found.measures[name])}"
        for name in _MEASURES
        if found.measures.get(name) is not None
    ]
    frame.note(" · ".join(figures))
    frame.note("This is practice: nobody else sees it, and nobody is graded.")


def _figure(name: str, value: float | None) -> str:
    return f"{round((value or 0) * 100)}%" if name == "talk_share" else str(value)


def _moment(moment: KeyMoment) -> None:
    with st.container(border=True):
        changes = f"anger {moment.anger_change:+d}, trust {moment.trust_change:+d}"
        frame.note(f"Turn {moment.turn} · {changes}")
        st.html(safe.paragraphs(f"You said: “{moment.quote}”"))
        st.html(safe.paragraphs(moment.why))
        if moment.better:
            st.html(safe.paragraphs(f"Better: {moment.better}", "candor-say"))
        guidance = desk().services.guidance
        passages = [guidance.for_practice(number).id for number in moment.practices]
        citations.cited(f"debrief.{moment.turn}", passages)


def _checks(status: str, checks: list[RubricCheck]) -> None:
    title = f"{label('rubric', status)} ({len(checks)})"
    with st.expander(title, expanded=status == "failed", key=f"practise.checks.{status}"):
        for check in checks:
            words = f"{_ICONS[status]} {check.title}"
            words += f"\n“{check.quote}”" if check.quote else ""
            words += f"\n{check.comment}" if check.comment else ""
            st.html(safe.paragraphs(words))

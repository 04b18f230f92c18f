"""Points of feedback: what it was, the words it was in, and what to do; the practice behind it."""

from collections.abc import Sequence

import streamlit as st

from coach.domain.lessons import Point
from coach.web import citations, safe
from coach.web.runtime import desk

_ICONS = {"passed": "✓", "failed": "✗", "not_shown": "○"}


def listed(where: str, found: Sequence[Point]) -> None:
    """Show points, each with its practice to open."""
    for number, point in enumerate(found):
        with st.container(key=f"{where}_point_{number}".replace(".", "_"), gap="xxsmall"):
            words = f"{_ICONS[point.status]} {point.title}"
            words += f" “{point.quote}”" if point.quote else ""
            st.html(safe.paragraphs(f"{words}\n{point.comment}"))
            passage = desk().services.guidance.for_practice(point.practice)
            citations.cited(f"{where}.{number}", [passage.id])

"""How the rehearsals go, skill by skill."""

import streamlit as st

from coach.web import frame, safe
from coach.web.navigation import go
from coach.web.runtime import desk

LAST = 10


def show() -> None:
    """Show each skill over the last rehearsals, oldest first; what has no score says so."""
    trends = desk().progress(LAST)
    if all(share is None for trend in trends for share in trend.shares):
        frame.note("Not scored yet. Have a talk of two turns or more, then look here again.")
        return
    frame.note(f"Your last {len(trends[0].shares)} rehearsals, oldest first. – means not scored.")
    for trend in trends:
        with st.container(border=True, key=f"progress_{trend.id}", gap="xxsmall"):
            st.html(safe.paragraphs(trend.title, "candor-next"))
            each = "   ".join("–" if s is None else f"{s:.0%}" for s in trend.shares)
            st.html(safe.paragraphs(f"{trend.says}\n{each}"))
            if trend.drill and st.button("Drill it", key=f"progress.drill.{trend.id}"):
                go("practise", drill=trend.drill)
    frame.note("Practice, not assessment: a share is what was called for and done, nothing more.")

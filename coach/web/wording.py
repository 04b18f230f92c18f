"""A text with its findings underlined: why and instead on hover or tap, and what to do about each.

One component for script and email. It shows words as text only, never as markup.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from coach.desk.wording import Decision, Does, Mark, differences, stretches
from coach.domain.language import Readability
from coach.domain.values import Category
from coach.web.labels import label

_ASSETS = Path(__file__).parent / "assets"
_WORDS: tuple[Category, ...] = ("jargon", "euphemism", "inflation", "nominalisation")
"""What may be a house word; an excuse stays one in every company."""


@cache
def _component() -> ComponentRenderer:
    script = (_ASSETS / "wording.js").read_text(encoding="utf-8")
    style = (_ASSETS / "wording.css").read_text(encoding="utf-8")
    return st.components.v2.component("candor_wording", js=script, css=style)


def measures(found: Readability, flagged: int, what: str = "to look at") -> str:
    """Return in one line how long and how hard a text is."""
    return (
        f"{flagged} {what} · {found.words} words, {found.seconds_aloud:.0f} seconds to read aloud, "
        f"school grade {max(found.grade, 0):.0f}"
    )


def show(
    key: str,
    text: str,
    marks: Sequence[Mark],
    on_act: Callable[[Decision], None],
    *,
    name: str,
    can: Sequence[Does] = ("accept", "edit", "ignore", "allow"),
    measured: str = "",
    before: str | None = None,
    aloud: bool = False,
) -> None:
    """Show a text with its marks.

    Args:
        key: the widget's own name.
        text: what to show.
        marks: what was found in it, in order.
        on_act: called with what the user decided.
        name: what a screen reader calls the text.
        can: what may be done about a mark.
        measured: a line on length and ease, shown below.
        before: an earlier wording, to show what changed.
        aloud: whether the text is to be spoken, and so is set larger.
    """
    changed = before is not None and before != text
    data = {
        "name": name,
        "text": text,
        "runs": [run.model_dump() for run in stretches(text, marks)],
        "marks": [_told(mark, can) for mark in marks],
        "changes": [one.model_dump() for one in differences(before or "", text)] if changed else [],
        "measured": measured,
        "aloud": aloud,
    }

    def decided() -> None:
        asked = st.session_state[key].get("act") or {}
        number = asked.get("mark")
        if isinstance(number, int) and 0 <= number < len(marks) and asked.get("does") in can:
            words = str(asked.get("words") or "")
            on_act(Decision(does=asked["does"], mark=marks[number], words=words))

    _component()(key=key, data=data, on_act_change=decided)


def _told(mark: Mark, can: Sequence[Does]) -> dict[str, object]:
    """Return what the browser is told of a mark."""
    acts: list[Does] = [does for does in can if does not in ("accept", "keep")]
    if mark.category not in _WORDS and "allow" in acts:
        acts.remove("allow")
    if mark.offer is not None and mark.state != "taken" and "accept" in can:
        acts.insert(0, "accept")
    if mark.state == "taken" and "keep" in can:
        acts.insert(0, "keep")
    return {
        "level": mark.level,
        "state": mark.state,
        "title": label("category", mark.category),
        "why": mark.why,
        "instead": mark.instead,
        "after": mark.offer.told if mark.offer else None,
        "words": mark.words,
        "acts": acts,
    }

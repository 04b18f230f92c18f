"""The script as it is read from in the meeting: large, in order, nothing beside the words."""

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from coach.domain.kept import SavedCase
from coach.domain.pack import CasePack, Script
from coach.web import frame, safe, state
from coach.web.path import diaries

_ASSETS = Path(__file__).parent / "assets"
SIZES = ("Large", "Larger", "Largest")


@cache
def _component() -> ComponentRenderer:
    script = (_ASSETS / "print.js").read_text(encoding="utf-8")
    style = (_ASSETS / "timer.css").read_text(encoding="utf-8")
    return st.components.v2.component("candor_print", js=script, css=style)


def print_button() -> None:
    """Offer to print the page; what is not the script stays off the paper."""
    _component()(key="meeting.print", data={})


def words(pack: CasePack, size: str) -> None:
    """Show what to say, in the order it is said."""
    script = pack.script
    if script is None:
        return
    level = SIZES.index(size) + 1
    st.html(f'<article class="candor-read size-{level}">{"".join(_sections(script))}</article>')


def _sections(script: Script) -> list[str]:
    said = [
        _part("Open with this", script.opening),
        _part("Then stop and listen", script.hand_over),
        _part("While they talk", *script.acknowledgements),
        _part("Say back what you heard", script.read_back),
        _part("Ask whether you see it alike", script.agreement_question),
        _part("Offer the ways forward", script.options_aloud),
        _part("Close with this", script.close),
    ]
    cards = "".join(
        f"<dt>{safe.paragraphs(card.if_, 'candor-if')}</dt><dd>{safe.paragraphs(card.say, 'say')}</dd>"
        for card in script.cards
    )
    steps = script.boundaries
    said.append(f"<section><h2>If they say this</h2><dl>{cards}</dl></section>")
    said.append(_part("If it turns ugly", steps.nudge, steps.boundary, steps.end))
    if script.parting:
        said.append(_part("If you part ways", script.parting))
    return said


def _part(title: str, *lines: str) -> str:
    told = "".join(safe.paragraphs(line, "say") for line in lines if line)
    return f"<section><h2>{title}</h2>{told}</section>" if told else ""


def notes(case: SavedCase) -> None:
    """Take notes while they speak; kept with the case."""
    key = state.seed(f"meeting.notes.{case.id}", diaries().of(case.id).notes)
    st.text_area(
        "Notes",
        key=key,
        height=320,
        placeholder="Their words. Dates. What you promised.",
        on_change=_keep_notes,
        args=(case.id, key),
    )
    frame.note("Kept with this case as soon as you leave the field. Not printed.")


def _keep_notes(case: str, key: str) -> None:
    with state.noted():
        diaries().note(case, notes=st.session_state[key])

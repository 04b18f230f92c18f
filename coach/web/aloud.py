"""The script as it is read from in the meeting: large, in order, nothing beside the words."""

from datetime import date
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from coach.desk.desk import today
from coach.domain.kept import SavedCase
from coach.domain.pack import CasePack, Script
from coach.web import frame, safe, state, typed_back
from coach.web.autosave import Field
from coach.web.runtime import desk

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
    """Take notes while they speak; they become the notes after the talk."""
    field = notes_field(case, "meeting.notes")
    st.text_area(
        "Notes",
        key=field.seed(),
        height=320,
        placeholder="Their words. Dates. What you promised.",
        on_change=keep_notes,
        args=(case, field),
    )
    field.watch()
    typed_back.show(field, lambda: keep_notes(case, field))
    frame.note("Kept as you type. After the talk they become the record. Not printed.")


def notes_field(case: SavedCase, key: str) -> Field:
    """Return the field of a case's notes, the same on every page that shows them."""
    kept = desk().afterwards.meeting(case)
    return Field(key, "notes", kept.notes if kept else "", case.id)


def keep_notes(case: SavedCase, field: Field, day: str = "") -> None:
    """Keep the notes, and the day of the talk where a widget of that key asks for it."""
    kept = desk().afterwards.meeting(case)
    met = date.fromisoformat(kept.met) if kept else today()
    if day:
        met = st.session_state[day] or met
    if state.kept(lambda: desk().afterwards.keep_notes(case, field.words(), met)):
        field.settle(field.words())

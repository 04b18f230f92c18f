"""Situation: tell what happened, put right what was misread, answer what is missing."""

from functools import partial

import streamlit as st

from coach.domain.kept import SavedCase
from coach.drafting.picture import damage_of
from coach.web import (
    facts,
    frame,
    history,
    path,
    pictures,
    safe,
    start,
    state,
    taking,
    typed_back,
    understanding,
    working,
)
from coach.web.autosave import Field
from coach.web.navigation import go
from coach.web.runtime import desk


def keep_note(note: Field) -> None:
    """Keep the note as soon as its field is left; the first words begin a case."""
    text, saved = note.words(), None
    if state.shows_case():
        saved = state.save(lambda shown: desk().rewrite_note(shown, text, note.seen))
    elif text.strip():
        with state.noted():
            saved = desk().new_case(text)
            state.show_case(saved)
    if saved is not None:
        note.settle(saved.input.text)


def next_step(shown: SavedCase) -> None:
    """Draft the pack, or go to the one there is."""
    exists = desk().drafted(shown) is not None
    current = exists and not desk().is_stale(shown)
    says, button = "Right so far? Then let Candor draft what to say.", "Make my case pack"
    if exists:
        says, button = "Your note has changed since the last draft.", "Draft my case pack again"
    if current:
        says, button = "Your case pack is up to date with this note.", "Open my case pack"
    with st.container(key="next_step", horizontal=True, vertical_alignment="center"):
        st.html(safe.paragraphs(says, "candor-next"))
        wanted = st.button(button, key="situation.draft", type="primary")
    if wanted and not current:
        working.run("Reading your note", "Your pack is ready.", partial(desk().draft, shown))
    if wanted:
        go("pack", case=shown.id)


case = state.current_case()
frame.heading(
    "What happened?",
    "Tell it the way you would tell a colleague. Messy is fine: dates, sums, who said what, "
    "whose slip it was, what you could offer.",
    case,
)
if case is not None:
    path.strip(desk().drafted(case), desk().diaries.standing(case))
written = case.input.text if case else ""
note = Field("situation.text", "situation", written, case.id if case else "")
st.text_area(
    "Your note",
    key=note.seed(),
    height=260,
    on_change=keep_note,
    args=(note,),
    placeholder="We promised the new site for Monday and …",
)
note.watch()
taking.into(note, lambda: keep_note(note), head=True)
typed_back.show(note, lambda: keep_note(note))
if case is not None:
    history.refused(case)
if case is None or not case.input.text.strip():
    with st.container(horizontal=True):
        args = (note,)
        st.button("Read my note", "situation.read", type="primary", on_click=keep_note, args=args)
        start.example_button("situation")
    frame.note("It is kept as you write, on this machine. Ten lines are enough to begin with.")
    understanding.what_helps()
    st.stop()
reading = understanding.read(case)
if reading.thin:
    st.warning("This is too little to draft from: add a few lines, or answer the questions below.")
understanding.five_minutes(case)
understanding.kind_and_fault(reading)
st.header("The damage so far", anchor=False)
pictures.damage(damage_of(reading.situation))
understanding.questions(case, reading)
facts.table(case, reading)
history.earlier(case)
next_step(case)

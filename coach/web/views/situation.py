"""Situation: tell what happened, put right what was misread, answer what is missing."""

import streamlit as st

from coach.domain.kept import SavedCase
from coach.domain.values import FAULTS, ISSUE_KINDS
from coach.web import facts, frame, safe, state
from coach.web.labels import label
from coach.web.navigation import go
from coach.web.runtime import desk


def keep_note() -> None:
    """Keep the note as soon as its field is left; the first words begin a case."""
    with state.noted():
        if case is not None:
            state.save(lambda shown: desk().rewrite_note(shown, st.session_state["situation.text"]))
        elif st.session_state["situation.text"].strip():
            state.show_case(desk().new_case(st.session_state["situation.text"]))


def keep_choice(field: str) -> None:
    """Keep whose fault it is, or what kind of trouble."""
    value = st.session_state[f"situation.{field}"]
    if field == "issue_kinds":
        others = tuple(kind for kind in situation.issue_kinds if kind != value)
        state.save_input(issue_kinds=(value, *others) if value else ())
    else:
        state.save_input(fault=value)


def keep_answer(question: str) -> None:
    """Keep the answer to a question."""
    answer = st.session_state[f"situation.answer.{question}"]
    state.save_input(answers={**saved.input.answers, question: answer})


def what_it_is() -> None:
    """Show what kind of trouble was read, and whose doing; each is one click to put right."""
    st.header("Is this right?", anchor=False)
    left, right = st.columns(2)
    main = situation.issue_kinds[0] if situation.issue_kinds else None
    with left:
        st.selectbox(
            "What went wrong",
            ISSUE_KINDS,
            key=state.seed("situation.issue_kinds", main),
            index=None,
            format_func=lambda kind: label("issue", kind),
            placeholder="Choose",
            on_change=keep_choice,
            args=("issue_kinds",),
        )
    with right:
        st.selectbox(
            "Whose doing it was",
            FAULTS,
            key=state.seed("situation.fault", situation.fault),
            index=None,
            format_func=lambda fault: label("fault", fault),
            placeholder="I cannot tell; choose",
            on_change=keep_choice,
            args=("fault",),
        )
        if situation.fault_evidence:
            st.html(safe.paragraphs(f"You wrote: “{situation.fault_evidence}”", "candor-note"))


def questions() -> None:
    """Ask for what the plan needs and the note does not say."""
    asked = {question.id: question for question in reading.questions}
    shown = [*asked, *(id_ for id_ in saved.input.answers if id_ not in asked)]
    if not shown:
        return
    st.header("What is still missing", anchor=False)
    frame.note("Leave empty what you do not know; it stays a blank that you can see.")
    for id_ in shown:
        field = state.seed(f"situation.answer.{id_}", saved.input.answers.get(id_, ""))
        name = asked[id_].question if id_ in asked else label("question", id_)
        st.text_input(safe.plain(name), key=field, on_change=keep_answer, args=(id_,))
        if id_ in asked:
            frame.note(asked[id_].why)


def five_minutes() -> None:
    """Give somebody in a hurry two things to say."""
    box = st.expander(
        "I only have five minutes", icon=":material/bolt:", key="situation.quick", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        quick = desk().services.quick(saved.input)
        for title, text in (
            ("Send this now, so that they hear it from you", quick.holding_message),
            ("Say this when they pick up", quick.call_opener),
        ):
            st.markdown(f"**{title}**")
            st.html(safe.paragraphs(text, "candor-say"))
        for step in quick.next_steps:
            st.markdown(f"- {safe.plain(step)}")


def draft(shown: SavedCase) -> None:
    """Draft the pack and go there."""
    with frame.working("Reading your note …", "Your pack is ready.") as progress:
        desk().draft(shown, progress)
    go("pack", case=shown.id)


case = state.current_case()
frame.heading(
    "What happened?",
    "Tell it the way you would tell a colleague. Messy is fine: dates, sums, who said what, "
    "whose slip it was, what you could offer.",
    case,
)
st.text_area(
    "Your note",
    key=state.seed("situation.text", case.input.text if case else ""),
    height=260,
    on_change=keep_note,
    placeholder="We promised the new site for Monday and …",
)
if case is None or not case.input.text.strip():
    st.button("Read my note", key="situation.read", type="primary")
    st.stop()
saved = case
reading = desk().services.reading(saved.input)
situation = reading.situation
if reading.thin:
    st.warning("This is too little to draft from. A few more lines, please, or the answers below.")
five_minutes()
what_it_is()
questions()
facts.table(saved, reading)
with st.container(key="next_step", horizontal=True, vertical_alignment="center"):
    st.html(safe.paragraphs("Right so far? Then let Candor draft what to say.", "candor-next"))
    if st.button("Make my case pack", key="situation.draft", type="primary"):
        draft(saved)

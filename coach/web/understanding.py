"""What was understood of a situation: kind, fault, what is missing, and help for five minutes."""

import streamlit as st

from coach.domain.kept import SavedCase
from coach.domain.situation import Situation
from coach.domain.values import FAULTS, ISSUE_KINDS
from coach.drafting.reading import Reading
from coach.web import frame, safe, state
from coach.web.labels import label
from coach.web.runtime import desk

_HELPS = (
    ("What happened, and when", "“We promised it for 2 November. It came on the 9th.”"),
    ("Whose doing it was, and why", "“I planned the tests too late.”"),
    ("What it did to them", "“They lost about a week of orders. She was upset on the phone.”"),
    ("What you could offer", "“I can take £1,500 off without asking anybody.”"),
    ("What they must never hear", "“Between us, we cannot lose this account.”"),
)


def what_helps() -> None:
    """Say what a note may hold, so that an empty page is no blank stare."""
    st.header("What helps", anchor=False)
    for name, example in _HELPS:
        st.html(safe.paragraphs(name, "candor-label") + safe.paragraphs(example, "candor-note"))


def read(case: SavedCase) -> Reading:
    """Return what the note says; the first reading of a day takes a few seconds, and says so."""
    with st.spinner("Reading your note …", show_time=True):
        return desk().services.reading(case.input)


def five_minutes(case: SavedCase) -> None:
    """Give somebody in a hurry two things to say."""
    title = "I have five minutes before I must say something"
    box = st.expander(title, icon=":material/bolt:", key="situation.quick", on_change="rerun")
    if not box.open:
        return
    with box:
        quick = desk().services.quick(case.input)
        for name, text in (
            ("Send this now, so that they hear it from you", quick.holding_message),
            ("Say this when they pick up", quick.call_opener),
        ):
            st.markdown(f"**{name}**")
            st.html(safe.underlined(text, desk().check(text).findings, "candor-say"))
        for step in quick.next_steps:
            st.markdown(f"- {safe.plain(step)}")


def kind_and_fault(reading: Reading) -> None:
    """Show what kind of trouble was read, and whose doing; each is one click to put right."""
    situation = reading.situation
    st.header("Is this right?", anchor=False)
    if not reading.kind_sure:
        frame.note("I am guessing what kind of trouble this is. Please choose it.")
    left, right = st.columns(2)
    main = situation.issue_kinds[0] if situation.issue_kinds else None
    with left:
        st.selectbox(
            "What went wrong",
            ISSUE_KINDS,
            key=_fresh("situation.issue_kinds", main),
            index=None,
            format_func=lambda kind: label("issue", kind),
            placeholder="Choose what comes nearest",
            on_change=_keep_kind,
            args=(situation,),
        )
    with right:
        st.selectbox(
            "Whose doing it was",
            FAULTS,
            key=_fresh("situation.fault", situation.fault),
            index=None,
            format_func=lambda fault: label("fault", fault),
            placeholder="I cannot tell; please choose",
            on_change=_keep_fault,
        )
    if situation.fault_evidence:
        st.html(safe.paragraphs(f"You wrote: “{situation.fault_evidence}”", "candor-note"))
    for found in situation.contradictions:
        st.warning(safe.plain(found), icon=":material/compare_arrows:")


def _fresh(key: str, read: str | None) -> str:
    """Give a field what was read, anew whenever something else is read."""
    if st.session_state.get(f"{key}.read") != read:
        st.session_state[f"{key}.read"] = read
        st.session_state[key] = read
    return state.seed(key, read)


def _keep_kind(situation: Situation) -> None:
    chosen = st.session_state["situation.issue_kinds"]
    others = tuple(kind for kind in situation.issue_kinds if kind != chosen)
    state.save_input(issue_kinds=(chosen, *others) if chosen else ())


def _keep_fault() -> None:
    state.save_input(fault=st.session_state["situation.fault"])


def questions(case: SavedCase, reading: Reading) -> None:
    """Ask for what the plan needs and the note does not say."""
    asked = {question.id: question for question in reading.questions}
    answered = case.input.answers
    shown = [*asked, *(id_ for id_ in answered if id_ not in asked and answered[id_].strip())]
    if not shown:
        return
    st.header("What I could not find", anchor=False)
    frame.note("Leave empty what you do not know: it stays a blank that you can see.")
    for id_ in shown:
        field = state.seed(f"situation.answer.{id_}", answered.get(id_, ""))
        name = asked[id_].question if id_ in asked else label("question", id_)
        with st.container(gap="xxsmall"):
            st.text_input(safe.plain(name), key=field, on_change=_keep_answer, args=(case, id_))
            if id_ in asked:
                frame.note(asked[id_].why)


def _keep_answer(case: SavedCase, question: str) -> None:
    answer = st.session_state[f"situation.answer.{question}"]
    state.save_input(answers={**case.input.answers, question: answer})

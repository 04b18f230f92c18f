"""Watch mode: a talk somebody else has, line by line, with a question before each answer."""

import streamlit as st

from coach.domain.lessons import Example, ExampleKind
from coach.practice.scenarios import Scenario
from coach.web import chart, choosing, citations, frame, safe
from coach.web.labels import label
from coach.web.navigation import go
from coach.web.runtime import desk


def offer() -> None:
    """Offer the scenarios that can be watched."""
    frame.note("See one go well or badly. Before each answer, say what the line will do.")
    for scenario in desk().services.practice.watching.scenarios():
        with st.container(border=True):
            st.subheader(safe.plain(scenario.title), anchor=False)
            st.html(safe.paragraphs(scenario.learn))
            with st.container(horizontal=True):
                for kind in ("good", "bad"):
                    if st.button(label("example", kind), key=f"watch.{scenario.id}.{kind}"):
                        go("practise", watch=scenario.id, kind=kind)


def show(id_: str, kind: ExampleKind) -> None:
    """Show an example as far as its questions were answered."""
    example = desk().services.practice.watching.example(id_, kind)
    scenarios = desk().services.practice.watching.scenarios()
    scenario = next(one for one in scenarios if one.id == id_)
    answers: dict[int, int] = st.session_state.setdefault(f"watch.answers.{id_}.{kind}", {})
    frame.heading(label("example", kind), about=scenario.title)
    shown = len(answers)
    chat, side = st.columns([5, 3], gap="large")
    with side:
        with st.expander("What the supplier knows", expanded=not shown, key="watch.brief"):
            st.html(safe.paragraphs(scenario.briefing))
        seen = example.talk.model_copy(update={"turns": example.talk.turns[:shown]})
        chart.mood(seen, f"watch.mood.{id_}.{kind}.{shown}")
    with chat:
        _client(example.talk.opening.client)
        for number in range(shown):
            _revealed(example, number, answers[number])
        if shown < len(example.turns):
            _question(example, shown, answers)
        else:
            _end(example, scenario, answers)


def _client(line: str) -> None:
    with st.chat_message("assistant", avatar=":material/person:"):
        st.html(safe.paragraphs(line))


def _trainee(example: Example, number: int) -> None:
    with st.chat_message("user", avatar=":material/record_voice_over:"):
        st.html(safe.paragraphs(example.talk.turns[number].trainee))


def _question(example: Example, number: int, answers: dict[int, int]) -> None:
    """Put the question of a turn; the choice reveals what happens."""
    _trainee(example, number)
    quiz = example.turns[number].quiz
    with st.container(border=True, key="watch_quiz"):
        st.html(safe.paragraphs(quiz.question, "candor-next"))
        for place, choice in enumerate(quiz.choices):
            key = f"watch.choice.{number}.{place}"
            args = (number, place)
            st.button(choice, key=key, on_click=answers.__setitem__, args=args)


def _revealed(example: Example, number: int, chosen: int) -> None:
    _trainee(example, number)
    turn = example.turns[number]
    quiz = turn.quiz
    right = chosen == quiz.right
    with st.container(border=True, key=f"watch_told_{number}"):
        verdict = "Yes." if right else f"You said: {quiz.choices[chosen]}."
        answer = "" if right else f" It was: {quiz.choices[quiz.right]}."
        st.html(safe.paragraphs(f"{quiz.question} {verdict}{answer}", "candor-next"))
        st.html(safe.paragraphs(turn.told))
        guidance = desk().services.guidance
        citations.cited(f"watch.{number}", [guidance.for_practice(turn.practice).id])
    _client(example.talk.turns[number].client)


def _end(example: Example, scenario: Scenario, answers: dict[int, int]) -> None:
    ended = example.talk.ended
    right = sum(turn.quiz.right == answers[at] for at, turn in enumerate(example.turns))
    with st.container(border=True, key="watch_end"):
        st.header(label("ended", ended) if ended else "It got nowhere.", anchor=False)
        st.html(safe.paragraphs(example.lesson))
        frame.note(f"You called {right} of {len(example.turns)}.")
        with st.container(horizontal=True):
            if st.button("Now you: the same client", key="watch.try", type="primary"):
                choosing.begin(scenario.client, scenario.title, scenario.id)
            other: ExampleKind = "bad" if example.kind == "good" else "good"
            if st.button(label("example", other), key="watch.other"):
                go("practise", watch=scenario.id, kind=other)
            st.button("Watch again", key="watch.again", on_click=answers.clear)
            if st.button("Back", key="watch.back"):
                go("practise")

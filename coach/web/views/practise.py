"""Practise: say it to a client who answers back."""

import streamlit as st

from coach.domain.conversation import ClientProfile
from coach.domain.kept import SavedCase, SavedTalk
from coach.domain.values import PERSONAS
from coach.web import chart, consent, debrief, frame, safe, state
from coach.web.labels import label
from coach.web.navigation import go
from coach.web.runtime import desk

DIFFICULTIES = ("easy", "medium", "hard")


def begin(client: ClientProfile, title: str, scenario: str = "", own: str = "") -> None:
    """Begin a rehearsal with the character chosen, and open it."""
    style, difficulty = st.session_state["practise.style"], st.session_state["practise.difficulty"]
    changed = {"style": style or client.style, "difficulty": difficulty or client.difficulty}
    about = desk().store.cases.get(own) if own else None
    saved = desk().rehearse(
        client.model_copy(update=changed),
        seed=int(st.session_state["practise.seed"]),
        case=about,
        scenario=scenario,
        title=title,
    )
    go("practise", talk=saved.id)


def choices() -> None:
    """Offer another character; without a choice the client is who they are."""
    with st.expander("Choose how they behave", key="practise.choices"):
        first, second, third = st.columns(3)
        first.selectbox(
            "Manner",
            PERSONAS,
            index=None,
            key="practise.style",
            format_func=lambda style: label("persona", style),
            placeholder="As they are",
        )
        second.selectbox(
            "Difficulty",
            DIFFICULTIES,
            index=None,
            key="practise.difficulty",
            format_func=lambda level: label("difficulty", level),
            placeholder="As it comes",
        )
        third.number_input("Same number, same client", 0, 9999, 0, key="practise.seed")


def choose(case: SavedCase | None) -> None:
    """Offer the user's own client first, then the scenarios, then what was rehearsed before."""
    frame.heading("Who do you want to practise with?", "Nobody listens in. Try, fail, try again.")
    choices()
    if case is not None and case.input.text.strip():
        with st.container(border=True, key="practise_own"):
            st.subheader("Your own client", anchor=False)
            st.html(safe.paragraphs(case.title))
            consent.ask(case.id, "this case")
            if st.button("Start with my client", key="practise.own", type="primary"):
                begin(desk().services.client_for(case.input), case.title, own=case.id)
    st.header("Or a ready-made one", anchor=False)
    scenarios = desk().services.practice.scenarios()
    for row in range(0, len(scenarios), 2):
        for column, scenario in zip(st.columns(2), scenarios[row : row + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                st.subheader(safe.plain(scenario.title), anchor=False)
                st.html(safe.paragraphs(scenario.learn))
                hard = label("difficulty", scenario.client.difficulty)
                frame.note(f"{label('persona', scenario.client.style)} · {hard}")
                if st.button("Start", key=f"practise.start.{scenario.id}"):
                    begin(scenario.client, scenario.title, scenario.id)
    past()


def past() -> None:
    """List the rehearsals so far."""
    talks = desk().store.talks.all()
    if not talks:
        return
    st.header("What you rehearsed before", anchor=False)
    for saved in talks[:20]:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"practise.open.{saved.id}"):
                go("practise", talk=saved.id)
            ended = label("ended", saved.talk.ended) if saved.talk.ended else "Still going."
            when = f"{saved.updated.astimezone():%-d %B, %H:%M}"
            st.html(safe.paragraphs(f"{saved.title} · {when} · {ended}"))


def conversation(saved: SavedTalk) -> None:
    """Show the talk so far."""
    talk = saved.talk
    name = safe.plain(talk.client.name)
    with st.chat_message(name, avatar=":material/person:"):
        st.html(safe.paragraphs(talk.opening.client))
    for number, turn in enumerate(talk.turns, 1):
        with st.chat_message("You", avatar=":material/record_voice_over:"):
            st.html(safe.paragraphs(turn.trainee))
            again = f"practise.again.{number}"
            if st.button("Say this again, differently", key=again, type="tertiary"):
                go("practise", talk=desk().try_again(saved, number).id)
        with st.chat_message(name, avatar=":material/person:"):
            st.html(safe.paragraphs(turn.client))
            frame.notices(turn.notices)


def aside(saved: SavedTalk) -> None:
    """Show who the client is, how they feel, and a hint for those who ask."""
    talk = saved.talk
    who = ", ".join(part for part in (talk.client.role, talk.client.organisation) if part)
    st.html(safe.paragraphs(f"{talk.client.name}\n{who}", "candor-next"))
    with st.expander("What you know", key="practise.brief"):
        st.html(safe.paragraphs(talk.client.brief))
    if st.toggle("Show how they feel", value=True, key="practise.chart"):
        chart.mood(talk, f"practise.mood.{saved.id}.{len(talk.turns)}")
    if talk.ended is not None:
        return
    with st.expander("Try a line first", icon=":material/lightbulb:", key="practise.hint"):
        draft = st.text_area("What would you say?", key="practise.draft", height=100)
        if st.button("What would it do?", key="practise.ask") and draft.strip():
            st.html(safe.paragraphs(desk().services.practice.hint(talk, draft)))
    st.button("End the talk", key="practise.end", on_click=end, args=(saved,))


def end(saved: SavedTalk) -> None:
    """End the talk where it stands."""
    with state.noted():
        desk().end_talk(saved)


def rehearse(saved: SavedTalk) -> None:
    """Talk, turn by turn; each turn is kept before it is shown."""
    frame.heading(saved.title)
    said = None
    if saved.talk.ended is None:
        said = st.chat_input("Say it the way you would say it to them", key="practise.say")
    if said and said.strip():
        with st.spinner(f"{saved.talk.client.name} is listening …"):
            saved = desk().say(saved, said)
        st.rerun()
    chat, side = st.columns([5, 3], gap="large")
    with side:
        aside(saved)
    with chat:
        conversation(saved)
    if saved.talk.ended is not None or len(saved.talk.turns) > 1:
        debrief.show(saved, desk().debrief(saved))
    if st.button("Practise something else", key="practise.other"):
        go("practise")


named = st.query_params.get("talk")
if named:
    rehearse(desk().store.talks.get(named))
else:
    choose(state.current_case())

"""One rehearsal: the talk, the client's mood, a line to try first, and the debrief."""

from functools import partial

import streamlit as st

from coach.domain.kept import SavedTalk
from coach.errors import InputError, LimitError
from coach.web import aside, consent, debrief, frame, history, points, safe, state
from coach.web.autosave import Field
from coach.web.navigation import go
from coach.web.runtime import desk

_THEM, _YOU = ":material/person:", ":material/record_voice_over:"


def show(saved: SavedTalk) -> None:
    """Talk, turn by turn; each turn is kept before it is shown."""
    if saved.said and not desk().is_answering(saved):
        saved = desk().resume(saved)
    frame.heading(f"You and {saved.talk.client.name}", about=saved.title)
    frame.note("Practice, not assessment. Say it as you would say it to them.")
    said = ""
    if saved.talk.ended is None:
        said = _asked(saved)
    chat, side = st.columns([5, 3], gap="large")
    with side:
        aside.show(saved)
    with chat:
        _conversation(saved)
        if said:
            _say(saved, said)
    if saved.talk.turns:
        debrief.show(saved, desk().debrief(saved))
    _go_on(saved)
    subject, what = saved.case or saved.id, "this case" if saved.case else "this rehearsal"
    consent.ask(subject, what, str(saved.updated), partial(desk().preview_talk, saved))


def _asked(saved: SavedTalk) -> str:
    """Return what the user says now; the words are kept while they are typed."""
    if saved.said:
        frame.note("They are answering in another window. Reload this page in a moment.")
        return ""
    field = _field(saved)
    said = st.chat_input("Say it the way you would say it to them", key=field.seed())
    field.watch()
    return str(said or "").strip()


def _field(saved: SavedTalk) -> Field:
    return Field("practise.say", "say", subject=saved.id)


def _say(saved: SavedTalk, said: str) -> None:
    """Show what was said at once, and the answer as it is spoken."""
    with st.chat_message("user", avatar=_YOU):
        st.html(safe.paragraphs(said))
    with st.chat_message("assistant", avatar=_THEM):
        box = st.empty()
        box.html(safe.paragraphs("…"))

        def shown(spoken: str) -> None:
            box.html(safe.paragraphs(spoken))

        try:
            desk().say(saved, said, shown)
        except (InputError, LimitError) as error:
            _field(saved).hold(said)
            state.keep_problem(error)
            st.rerun()
    _field(saved).settle("", said)
    st.rerun()


def _conversation(saved: SavedTalk) -> None:
    talk = saved.talk
    with st.chat_message("assistant", avatar=_THEM):
        st.html(safe.paragraphs(talk.opening.client))
    for number, turn in enumerate(talk.turns, 1):
        mine = st.container(key=f"turn_mine_{number}")
        with mine.chat_message("user", avatar=_YOU):
            st.html(safe.paragraphs(turn.trainee))
            again = f"practise.again.{number}"
            if st.button("Try another answer", key=again, type="tertiary", icon=":material/undo:"):
                go("practise", talk=desk().try_again(saved, number).id)
        with st.chat_message("assistant", avatar=_THEM):
            st.html(safe.paragraphs(turn.client))
            frame.notices(turn.notices)
    if talk.turns and st.session_state.get("practise.coach"):
        _coached(saved)


def _coached(saved: SavedTalk) -> None:
    """Show at most three points on the last turn."""
    number = len(saved.talk.turns)
    with st.container(border=True, key="practise_coached"):
        st.html(safe.paragraphs("On what you just said", "candor-next"))
        found = desk().services.practice.points(saved.talk, number)
        if not found:
            frame.note("Not scored: there was too little to go by.")
        points.listed("practise.coached", found)


def _go_on(saved: SavedTalk) -> None:
    with st.container(horizontal=True):
        if st.button("Start over", key="practise.over", icon=":material/replay:"):
            go("practise", talk=desk().try_again(saved, 1).id)
        if st.button("Practise something else", key="practise.other"):
            go("practise")
        if saved.case and st.button("Back to my case pack", key="practise.pack"):
            go("pack", case=saved.case)
        if st.button("Delete this talk", key="practise.delete", type="tertiary"):
            desk().store.talks.delete(saved.id)
            go("practise")
    history.earlier(saved)

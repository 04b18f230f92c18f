"""A turn that moved the client: rewrite it first, then see ours, then take the talk up from there."""

import streamlit as st

from coach.domain.conversation import KeyMoment
from coach.domain.kept import SavedTalk
from coach.web import citations, frame, safe
from coach.web.navigation import go
from coach.web.runtime import desk


def show(saved: SavedTalk, moment: KeyMoment) -> None:
    """Show the turn with what it did; our line waits until the trainee has written theirs."""
    turn = moment.turn
    with st.container(border=True, key=f"moment_{turn}"):
        changes = f"anger {moment.anger_change:+d}, trust {moment.trust_change:+d}"
        frame.note(f"Turn {turn} · {changes}")
        st.html(safe.paragraphs(f"They said: “{saved.talk.turns[turn - 1].answered}”"))
        st.html(safe.paragraphs(f"You said: “{moment.quote}”"))
        st.html(safe.paragraphs(moment.why))
        guidance = desk().services.guidance
        passages = [guidance.for_practice(number).id for number in moment.practices]
        citations.cited(f"debrief.{turn}", passages)
        _rewrite(saved, moment)


def _rewrite(saved: SavedTalk, moment: KeyMoment) -> None:
    key = f"moment.{saved.id}.{moment.turn}"
    mine = st.text_area("How would you say it now?", key=f"{key}.mine", height=90).strip()
    with st.container(horizontal=True):
        compare = st.button("Compare with ours", key=f"{key}.compare", disabled=not mine)
        if st.button("Go back to this turn", key=f"{key}.back", icon=":material/undo:"):
            go("practise", talk=desk().try_again(saved, moment.turn).id)
    if not mine:
        frame.note("Write yours first; then you see ours.")
        return
    if not compare and st.session_state.get(f"{key}.seen") != mine:
        return
    st.session_state[f"{key}.seen"] = mine
    practice = desk().services.practice
    before = practice.rewind(saved.talk, moment.turn)
    st.html(safe.paragraphs(f"Yours: {practice.hint(before, mine)}"))
    st.html(safe.paragraphs(f"Ours: {moment.better}", "candor-say"))
    if st.button("Replay from here with yours", key=f"{key}.replay", type="primary"):
        with st.spinner("They are listening …"):
            again = desk().replay(saved, moment.turn, mine)
        go("practise", talk=again.id)

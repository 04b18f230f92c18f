"""Team: scenarios from real cases without the names, practice figures by consent, lessons."""

import streamlit as st

from coach.desk import desk as acts
from coach.desk import team
from coach.web import frame, safe, shared, sharing, start, state
from coach.web.navigation import go
from coach.web.runtime import desk


def make() -> None:
    """Make a scenario from a case, to be read through and handed on as a file."""
    st.header("Make a scenario from a case", anchor=False)
    cases = {case.id: case for case in desk().store.cases.all() if case.input.text.strip()}
    if not cases:
        frame.note("There is no case yet to make one from.")
        start.offer("team")
        return
    chosen = st.selectbox(
        "Case", list(cases), index=None, key="team.case", placeholder="Choose a case",
        format_func=lambda id_: cases[id_].title,
    )  # fmt: skip
    if chosen is None:
        frame.note("Names are swapped for others. You read it through before anybody gets it.")
        return
    title = st.text_input("Its title for the team", key="team.title", placeholder="A week too late")
    made = team.scenario_file(desk(), cases[chosen], title.strip() or "A scenario")
    text = st.text_area(
        "Read it through: what could still tell somebody who this was?", made, height=320,
        key=f"team.text.{chosen}.{title}",
    )  # fmt: skip
    st.download_button(
        "Save the file", text, "scenario.json", "application/json", key="team.save",
        on_click="ignore", icon=":material/download:", type="primary",
    )  # fmt: skip
    shared.with_somebody(
        "share.scenario", lambda address: desk().sharing.share_scenario(address, text)
    )


def rehearse() -> None:
    """Open somebody's scenario, and rehearse it."""
    st.header("Rehearse a scenario you were given", anchor=False)
    shared.scenarios_with_me()
    file = st.file_uploader("Scenario file", ["json"], key="team.file")
    if file is None:
        return
    with state.noted():
        found = team.read_scenario(desk(), file.getvalue().decode("utf-8", "replace"))
        with st.container(border=True):
            st.html(safe.paragraphs(found.title, "candor-next") + safe.paragraphs(found.briefing))
            frame.notices(found.notices)
            if st.button("Start", key="team.start", type="primary"):
                go("practise", talk=desk().rehearse(found.client, seed=0, title=found.title).id)
    frame.problems()


def lessons() -> None:
    """Say how a lesson reaches everybody."""
    st.header("Lessons for everybody", anchor=False)
    st.html(
        safe.paragraphs(
            "Each case pack ends with a lesson card without names or sums. Keep it as a file, and "
            "add the files of your team under Guidance: from then on they are found by anybody "
            "who asks there."
        )
    )
    if st.button("To Guidance", key="team.guidance"):
        go("guidance")


frame.heading("Team", "What one of you learned the hard way, the others need not.")
make()
rehearse()
sharing.show_mine(acts.today())
sharing.see_theirs()
lessons()
shared.given()

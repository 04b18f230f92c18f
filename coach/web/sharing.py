"""Practice figures: shown to somebody else only by the trainee's own hand."""

from datetime import date

import streamlit as st

from coach.desk import team
from coach.web import figures, frame, shared, state
from coach.web.runtime import desk


def show_mine(today: date) -> None:
    """Let the trainee hand on their figures; without a yes there is no file."""
    st.header("Show how your practice goes", anchor=False)
    frame.note(
        "Only if you want to. The file holds days, titles of scenarios and figures; nothing you "
        "or the client said, and no name of a case of yours."
    )
    key = state.seed("team.who", desk().person.name)
    who = st.text_input("Your name, as it should stand there", key=key)
    if st.checkbox("I agree that whoever I give this file sees these figures", key="team.agree"):
        st.download_button(
            "Save my figures", team.practice_file(desk(), who.strip(), today), "practice.json",
            "application/json", key="team.mine", on_click="ignore",
        )  # fmt: skip
        shared.my_figures(today)


def see_theirs() -> None:
    """Show the figures somebody handed on; they are kept nowhere here."""
    st.header("See figures you were given", anchor=False)
    shared.practices_with_me()
    files = st.file_uploader(
        "Practice files", ["json"], accept_multiple_files=True, key="team.theirs"
    )
    for file in files or ():
        with state.noted():
            figures.table(team.read_practice(file.getvalue().decode("utf-8", "replace")))
    frame.problems()

"""Practice figures: shown to somebody else only by the trainee's own hand."""

import html
from datetime import date

import streamlit as st

from coach.desk import team
from coach.web import frame, safe, state
from coach.web.labels import label
from coach.web.runtime import desk


def show_mine(today: date) -> None:
    """Let the trainee hand on their figures; without a yes there is no file."""
    st.header("Show how your practice goes", anchor=False)
    frame.note(
        "Only if you want to. The file holds days, titles of scenarios and figures; nothing you "
        "or the client said, and no name of a case of yours."
    )
    who = st.text_input("Your name, as it should stand there", key="team.who")
    if st.checkbox("I agree that whoever I give this file sees these figures", key="team.agree"):
        st.download_button(
            "Save my figures", team.practice_file(desk(), who.strip(), today), "practice.json",
            "application/json", key="team.mine", on_click="ignore",
        )  # fmt: skip


def see_theirs() -> None:
    """Show the figures somebody handed on; they are kept nowhere here."""
    st.header("See figures you were given", anchor=False)
    files = st.file_uploader(
        "Practice files", ["json"], accept_multiple_files=True, key="team.theirs"
    )
    for file in files or ():
        with state.noted():
            _table(team.read_practice(file.getvalue().decode("utf-8", "replace")))
    frame.problems()


def _table(shared: team.PracticeFile) -> None:
    rows = "".join(_row(line) for line in shared.lines)
    st.html(
        safe.paragraphs(shared.who or "Somebody", "candor-next")
        + safe.paragraphs(f"Shared on {shared.agreed.day} {shared.agreed:%B}", "candor-meta")
        + '<table class="candor-balance"><thead><tr><th scope="col">Day</th>'
        '<th scope="col">Talk</th><th scope="col">Done / missed</th>'
        '<th scope="col">Trust</th><th scope="col">Anger</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(line: team.PracticeLine) -> str:
    ended = label("ended", line.ended) if line.ended else ""
    return (
        f"<tr><td>{line.day.day} {line.day:%b}</td>"
        f"<th scope='row'>{html.escape(line.title)}<div class='candor-meta'>{html.escape(ended)}"
        f"</div></th><td>{line.done} / {line.missed}</td>"
        f"<td>{_bar(line.trust, 'theirs')}</td><td>{_bar(line.anger, 'anger')}</td></tr>"
    )


def _bar(value: int, kind: str) -> str:
    width = max(0, min(100, value))
    return (
        f'<span class="bar {kind}" aria-hidden="true"><i style="width:{width}%"></i></span>'
        f'<span class="count">{width}</span>'
    )

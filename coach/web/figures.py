"""Somebody's practice in figures, as a table."""

import html

import streamlit as st

from coach.desk import team
from coach.web import safe
from coach.web.labels import label


def table(shared: team.PracticeFile) -> None:
    """Show somebody's figures."""
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

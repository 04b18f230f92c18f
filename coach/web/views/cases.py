"""Today: who waits to hear from the user, and where each case stands."""

import streamlit as st

from coach.desk import desk as acts
from coach.desk.diaries import matching
from coach.domain.kept import SavedCase
from coach.web import bin, frame, path, safe, shared, start, state, today
from coach.web.labels import label
from coach.web.navigation import go
from coach.web.runtime import desk


def first_visit() -> None:
    """Offer a start to somebody who has nothing here yet."""
    st.html(
        '<ol class="candor-three">'
        "<li><strong>Tell what happened,</strong> as messy as it is.</li>"
        "<li><strong>Get the words</strong> to say in under a minute, and fair offers.</li>"
        "<li><strong>Rehearse</strong> with a client who answers back.</li></ol>"
    )
    start.offer("cases")
    frame.note(
        "What you write is kept where Candor runs, and no key is needed. A text goes to a "
        "language model only if one is set up, and then only if you agree, case by case."
    )


def card(case: SavedCase, *, first: bool) -> None:
    """Show one case: where it stands, what comes next, and what else can be done with it."""
    pack, standing = desk().drafted(case), desk().diaries.standing(case)
    act = path.act_for(case, pack, standing)
    with st.container(border=True, key=f"card_{case.id}"):
        st.header(safe.plain(case.title), anchor=False)
        path.strip(pack, standing)
        when = f"Last changed {case.updated.astimezone():%-d %B, %H:%M}"
        st.html(
            safe.paragraphs(label("next_says", act), "candor-next")
            + safe.paragraphs(when, "candor-meta")
        )
        with st.container(horizontal=True):
            key = f"cases.open.{case.id}"
            if st.button("Open", key=key, type="primary" if first else "secondary"):
                state.show_case(case)
                go("pack" if pack else "situation", case=case.id)
            with st.popover("More", key=f"cases.more.{case.id}"):
                more(case)


def more(case: SavedCase) -> None:
    """Offer what is done to a case seldom."""
    field = f"cases.title.{case.id}"
    st.text_input("Name", key=state.seed(field, case.title), on_change=rename, args=(case, field))
    cases = desk().store.cases
    shared.case(case)
    st.button("Archive", key=f"cases.archive.{case.id}", on_click=cases.put_away, args=(case.id,))
    st.button("Delete", key=f"cases.delete.{case.id}", on_click=cases.delete, args=(case.id,))


def rename(case: SavedCase, field: str) -> None:
    """Keep the new name."""
    with state.noted():
        desk().rename(case, st.session_state[field])


def put_away() -> None:
    """Show the archive, where there is something in it."""
    cases = desk().store.cases
    found = cases.archive()
    if found:
        with st.expander(f"Archive ({len(found)})", key="cases.archive"):
            for case in found:
                with st.container(horizontal=True, vertical_alignment="center"):
                    st.html(safe.paragraphs(case.title))
                    back = f"cases.restore.{case.id}"
                    st.button("Bring back", key=back, on_click=cases.restore, args=(case.id,))


kept = desk().store.cases.all()
due = desk().diaries.due(kept, acts.today())
if not kept:
    frame.heading(
        "A hard talk with a client ahead?",
        "Candor helps you say it plainly, offer a fair way forward, and practise first.",
    )
    first_visit()
else:
    frame.heading("Today", today.summary(due))
    today.due_list(due)
    with st.container(horizontal=True):
        if st.button("New case", key="cases.new", icon=":material/add:"):
            state.forget_case()
            go("situation")
        start.example_button("cases")
    st.header("Your cases", anchor=False)
    looked_for = today.search(kept)
    found = matching(kept, looked_for)
    for number, one in enumerate(found):
        card(one, first=number == 0 and not due)
    if not found:
        today.nothing_found(looked_for)
shared.cases_with_me()
put_away()
bin.show()

"""Cases: where a visit starts."""

import streamlit as st

from coach.domain.kept import SavedCase
from coach.web import bin, frame, safe, state
from coach.web.navigation import go
from coach.web.runtime import desk


def first_visit() -> None:
    """Offer a start to somebody who has nothing here yet."""
    st.html(
        safe.paragraphs(
            "1. Tell what happened, as messy as it is.\n"
            "2. Get fair options and words you can say in under a minute.\n"
            "3. Rehearse with a client who answers back.",
            "candor-say",
        )
    )
    with st.container(horizontal=True):
        if st.button("Write down what happened", key="cases.new", type="primary"):
            state.forget_case()
            go("situation")
        if st.button("Show me a worked example", key="cases.example"):
            open_example()
    frame.note(
        "Everything stays on this machine; no account and no key are needed. A text goes to a "
        "language model only if you set one up, and then only if you agree, case by case."
    )


def open_example() -> None:
    """Make the example a case like any other, drafted, and open it."""
    example = desk().example()
    case = desk().new_case(example.text, example.title)
    with frame.working("Reading the example …", "Ready.") as progress:
        desk().draft(case, progress)
    state.show_case(case)
    go("pack", case=case.id)


def card(case: SavedCase) -> None:
    """Show one case and what can be done with it."""
    drafts = desk().drafted(case) is not None
    talks = len(desk().store.talks.all(case.id))
    with st.container(border=True):
        st.header(safe.plain(case.title), anchor=False)
        done = ["Pack drafted" if drafts else "No pack yet"]
        done += [f"{talks} rehearsal{'s' if talks > 1 else ''}"] if talks else []
        done += [f"last changed {case.updated.astimezone():%-d %B, %H:%M}"]
        frame.note(" · ".join(done))
        with st.container(horizontal=True):
            if st.button("Open", key=f"cases.open.{case.id}", type="primary"):
                state.show_case(case)
                go("pack" if drafts else "situation", case=case.id)
            with st.popover("More", key=f"cases.more.{case.id}"):
                more(case)


def more(case: SavedCase) -> None:
    """Offer what is done to a case seldom."""
    field = f"cases.title.{case.id}"
    st.text_input("Name", key=state.seed(field, case.title), on_change=rename, args=(case, field))
    cases = desk().store.cases
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
frame.heading(
    "Your cases" if kept else "A hard talk with a client ahead?",
    ""
    if kept
    else "Candor helps you say it plainly, offer a fair way forward, and practise first.",
)
if not kept:
    first_visit()
else:
    with st.container(horizontal=True):
        if st.button("New case", key="cases.new", type="primary", icon=":material/add:"):
            state.forget_case()
            go("situation")
        if st.button("Show me a worked example", key="cases.example"):
            open_example()
    for one in kept:
        card(one)
put_away()
bin.show()

"""Earlier versions side by side with the present one, and what another window kept from saving."""

from collections.abc import Callable, Sequence

import streamlit as st

from coach.desk.history import Thing, Version, text_of
from coach.domain.kept import SavedCase, SavedTalk
from coach.web import frame, safe, state
from coach.web.runtime import desk

PutBack = Callable[[Version], None]


def earlier(thing: Thing) -> None:
    """List the earlier versions of a document; one of them is compared and put back."""
    box = st.expander(
        "Earlier versions", icon=":material/history:", key="history", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        versions = desk().history.earlier(thing)
        _compare("history", text_of(thing), versions, lambda version: _put_back(thing, version))


def refused(thing: Thing) -> None:
    """Show each version that another window kept from being saved, until the user decides."""
    for version in desk().history.refused(thing):
        with st.container(border=True, key=f"history.refused.{version.id}"):
            st.header("Your last change is not in here yet", anchor=False)
            frame.note("Another window saved something else first. Here are both.")
            _side_by_side("As it is now", text_of(thing), "Yours", version.text)
            with st.container(horizontal=True):
                args = (thing, version)
                name = f"history.{version.id}"
                st.button("Use mine instead", f"{name}.mine", on_click=_put_back, args=args)
                st.button("Keep mine as a copy", f"{name}.copy", on_click=_copy, args=args)
                st.button("Drop mine", f"{name}.drop", on_click=_forget, args=(version,))


def words(case: SavedCase, part: str, now: str) -> None:
    """Compare a part of the pack with what it said before."""
    if not st.toggle("Compare with earlier words", key=f"history.words.{part}"):
        return
    versions = [one for one in desk().history.words(case, part) if one.text != now]
    _compare(f"history.{part}", now, versions, lambda version: _put_words_back(case, part, version))


def _compare(key: str, now: str, versions: Sequence[Version], put_back: PutBack) -> None:
    if not versions:
        frame.note("There is none yet.")
        return
    numbers = list(range(len(versions)))
    chosen = st.selectbox(
        "Version",
        numbers,
        key=f"{key}.version",
        format_func=lambda number: _name(versions[number]),
    )
    version = versions[chosen or 0]
    _side_by_side("Then", version.text, "Now", now)
    st.button("Put this version back", f"{key}.back", on_click=put_back, args=(version,))
    frame.note("Nothing is lost by it: what is there now becomes an earlier version.")


def _name(version: Version) -> str:
    return f"{version.name} · {version.when.astimezone():%-d %B %Y, %H:%M:%S}"


def _side_by_side(left_name: str, left: str, right_name: str, right: str) -> None:
    for column, name, shown in zip(
        st.columns(2), (left_name, right_name), safe.differences(left, right), strict=True
    ):
        with column:
            st.html(f'<div class="candor-label">{name}</div>{shown}')


def _put_back(thing: Thing, version: Version) -> None:
    with state.noted():
        made = desk().history.put_back(thing, version)
        if isinstance(made, SavedTalk):
            st.query_params["talk"] = made.id
        _show_anew()


def _put_words_back(case: SavedCase, part: str, version: Version) -> None:
    with state.noted():
        desk().edit(case, part, version.text)
        desk().history.forget(version)
        st.session_state.pop(f"pack.text.{part}", None)


def _copy(thing: Thing, version: Version) -> None:
    with state.noted():
        made = desk().history.copy(thing, version)
        if isinstance(made, SavedCase):
            state.show_case(made)
            st.query_params["case"] = made.id
        else:
            st.query_params["talk" if isinstance(made, SavedTalk) else "email"] = made.id
        _show_anew()


def _forget(version: Version) -> None:
    with state.noted():
        desk().history.forget(version)


def _show_anew() -> None:
    """Let every field show what is kept now."""
    for key in [key for key in st.session_state if str(key).startswith(("situation.", "email."))]:
        del st.session_state[key]

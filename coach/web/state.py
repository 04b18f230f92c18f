"""Which case this window shows, and saving what is entered, before anything slow happens.

Everything lasting is in the store; the address names the case, so a reload finds it again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from coach.domain.kept import SavedCase
from coach.domain.situation import CaseInput
from coach.errors import CandorError, ConflictError
from coach.web.runtime import desk

_CASE = "case.id"
_SHOWN = "case.shown"
_PROBLEMS = "problems"
_SAID = "said"


def seed(key: str, value: object) -> str:
    """Give a widget its first value, and return its key; what the user entered since then stays."""
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def current_case() -> SavedCase | None:
    """Return the case named in the address, or the one this window showed last.

    Raises:
        InputError: when the address names a case that is not there any more.
    """
    id_ = st.query_params.get("case") or st.session_state.get(_CASE)
    if not id_:
        return None
    try:
        case = desk().store.cases.get(id_)
    except CandorError:
        forget_case()
        raise
    st.session_state[_CASE] = case.id
    st.session_state[_SHOWN] = case
    if st.query_params.get("case") != case.id:
        st.query_params["case"] = case.id
    return case


def shows_case() -> bool:
    """Return whether this window shows a case."""
    return _SHOWN in st.session_state


def show_case(case: SavedCase) -> None:
    """Make a case the one this window shows."""
    st.session_state[_CASE] = case.id
    st.session_state[_SHOWN] = case


def forget_case() -> None:
    """Show no case."""
    st.session_state.pop(_CASE, None)
    st.session_state.pop(_SHOWN, None)
    if "case" in st.query_params:
        del st.query_params["case"]


def save(change: Callable[[SavedCase], SavedCase]) -> SavedCase | None:
    """Change the case as this window last showed it, and keep it; a refusal is shown.

    Returns the case as it is kept now: as another window left it if that came first. Nothing when
    it could not be kept at all.
    """
    shown: SavedCase = st.session_state[_SHOWN]

    def changed() -> None:
        st.session_state[_SHOWN] = change(shown)

    if not kept(changed):
        return None
    now: SavedCase = st.session_state[_SHOWN]
    if now is shown:
        with noted():
            now = desk().store.cases.get(shown.id)
    st.session_state[_SHOWN] = now
    return now


def save_input(**fields: object) -> None:
    """Keep fields of the case's input."""

    def changed(case: CaseInput) -> CaseInput:
        return case.model_copy(update=fields)

    save(lambda shown: desk().change(shown, changed))


def kept(act: Callable[[], object]) -> bool:
    """Do what keeps the user's words; an error is shown with the page.

    Returns whether the words are kept: in their place, or set aside because of another window.
    """
    try:
        act()
    except CandorError as error:
        keep_problem(error)
        return isinstance(error, ConflictError)
    return True


@contextmanager
def noted() -> Iterator[None]:
    """Keep a plain error to be shown with the page; used in callbacks, where nothing is drawn."""
    try:
        yield
    except CandorError as error:
        keep_problem(error)


def keep_problem(error: CandorError) -> None:
    """Keep an error to be shown with the page drawn next."""
    st.session_state.setdefault(_PROBLEMS, []).append(error)


def problems() -> list[CandorError]:
    """Return the errors kept since the page was last drawn, and forget them."""
    found: list[CandorError] = st.session_state.pop(_PROBLEMS, [])
    return found


def say(words: str) -> None:
    """Keep a sentence to be shown once, with the page drawn next."""
    st.session_state[_SAID] = words


def said() -> str:
    """Return the sentence kept since the page was last drawn, and forget it."""
    return str(st.session_state.pop(_SAID, ""))

"""A text field whose words are kept while they are typed, and are back after a closed tab."""

import re
import time
import uuid
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from coach.desk.typing import Waiting
from coach.domain.kept import Typed
from coach.web import state
from coach.web.runtime import desk
from coach.web.typed_route import PATH

_TAB = "tab.id"
_UNNAMEABLE = re.compile(r"[^a-zA-Z0-9_-]")


@cache
def _component() -> ComponentRenderer:
    script = (Path(__file__).parent / "assets" / "autosave.js").read_text(encoding="utf-8")
    return st.components.v2.component("candor_autosave", js=script)


class Field:
    """One field of one document.

    Make it before its widget, give the widget `seed()` as its key, call `watch()` after it, and
    `settle()` once its words are committed.
    """

    def __init__(self, key: str, slot: str, committed: str = "", subject: str = "") -> None:
        self.key = key
        self._slot = f"{slot}:{subject or 'new'}"
        self._subject = subject
        self._committed = committed

    @property
    def seen(self) -> str:
        """What the document said when this field was filled from it."""
        return str(st.session_state.get(f"{self.key}.seen", ""))

    def seed(self) -> str:
        """Give the field its words, those typed before and not committed first; return its key."""
        held = st.session_state
        refused = held.pop(f"{self.key}.refused", None)
        if refused is not None:
            held[self.key] = refused
        if self.key not in held:
            self._fill()
        elif self._committed != self.seen and held[self.key] in (self.seen, self._committed):
            # Nothing committed here is in the way: the field follows what other windows save.
            # Words being typed would vanish from the box; they are offered beside it.
            self._fill()
        return self.key

    def watch(self) -> None:
        """Listen to what is typed."""
        box = _UNNAMEABLE.sub("-", self.key)
        data = {"box": box, "pass": self._pass(), "path": PATH}
        _component()(key=f"{self.key}.watch", data=data)

    def put(self, words: str) -> None:
        """Put words into the field as if they were typed: kept, and not committed yet."""
        st.session_state[self.key] = words
        with state.noted():
            desk().typing.keep(self._pass(), words, int(time.time() * 1000))

    def _pass(self) -> str:
        return desk().typing.pass_for(self._slot, _tab(), self._subject, self.seen)

    def settle(self, committed: str, words: str | None = None) -> None:
        """Note that the words are kept; from now on the field shows what was `committed`.

        `words` are those that were typed, where the field does not hold them any more.
        """
        typed = self.words() if words is None else words
        with state.noted():
            desk().typing.settle(self._slot, _tab(), typed)
        st.session_state[f"{self.key}.seen"] = committed
        if words is None:
            st.session_state[self.key] = committed
        self._set_waiting(Waiting(strays=self.waiting.strays))

    def hold(self, words: str) -> None:
        """Put words back into the field when the page is drawn next: they could not be kept."""
        st.session_state[f"{self.key}.refused"] = words

    def words(self) -> str:
        """Return what the field holds."""
        return str(st.session_state.get(self.key) or "")

    @property
    def waiting(self) -> Waiting:
        """The words that came back, or wait beside the field."""
        kept = st.session_state.get(f"{self.key}.waiting")
        return kept[1] if kept and kept[0] == self._slot else Waiting()

    def _set_waiting(self, waiting: Waiting) -> None:
        st.session_state[f"{self.key}.waiting"] = (self._slot, waiting)

    def _fill(self) -> None:
        waiting = desk().typing.waiting(self._slot, _tab(), self._committed)
        self._set_waiting(waiting)
        words = waiting.back.text if waiting.back else self._committed
        st.session_state[self.key] = words
        st.session_state[f"{self.key}.seen"] = self._committed

    def take(self, stray: Typed) -> None:
        """Put words into the field that were typed over an older version."""
        st.session_state[self.key] = stray.text
        rest = tuple(other for other in self.waiting.strays if other != stray)
        self._set_waiting(Waiting(back=stray, strays=rest))

    def drop(self, typed: Typed) -> None:
        """Forget words that the user does not want."""
        with state.noted():
            desk().typing.drop(typed)
        waiting = self.waiting
        if typed == waiting.back:
            st.session_state[self.key] = self._committed
            self._set_waiting(Waiting(strays=waiting.strays))
        else:
            rest = tuple(other for other in waiting.strays if other != typed)
            self._set_waiting(Waiting(back=waiting.back, strays=rest))


def _tab() -> str:
    """Return this window's name."""
    return str(st.session_state.setdefault(_TAB, str(uuid.uuid4())))

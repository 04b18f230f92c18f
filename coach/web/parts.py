"""One part of a pack: its words with findings underlined, who wrote them, and editing by hand."""

import streamlit as st

from coach.desk.edits import part_text
from coach.domain.kept import SavedCase
from coach.domain.pack import CasePack
from coach.web import frame, safe, state
from coach.web.labels import label
from coach.web.runtime import desk

_DOCUMENTS = ("document", "brief")


class Parts:
    """The parts of one case's pack."""

    def __init__(self, case: SavedCase, pack: CasePack) -> None:
        self.case = case
        self.pack = pack
        self.edited = {edit.part: edit for edit in desk().store.cases.edits(case.id)}

    def show(self, part: str, title: str, *, says: str = "", aloud: bool = False) -> None:
        """Show a part under its title; a part that the pack does not have is left out."""
        text = part_text(self.pack, part)
        if not text:
            return
        with st.container(key=f"part_{part.replace('.', '_')}"):
            if title:
                st.subheader(title, anchor=False)
            if says:
                frame.note(says)
            self._words(part, text, aloud)
            with st.container(horizontal=True, vertical_alignment="center"):
                self._editor(part, text, title)
                st.html(safe.paragraphs(self._by(part, text), "candor-meta"))

    def _words(self, part: str, text: str, aloud: bool) -> None:
        if part in _DOCUMENTS:
            st.markdown(safe.document(text))
            return
        found = desk().check(text).findings
        st.html(safe.underlined(text, found, "candor-say" if aloud else "candor-text"))

    def _by(self, part: str, text: str) -> str:
        if part in self.edited:
            writer = label("written_by", "you")
        else:
            whole = part.split(".", maxsplit=1)[0]
            by = self.pack.written_by.get(part) or self.pack.written_by.get(whole, "built-in")
            writer = label("written_by", by)
        seconds = desk().services.language.check(text).readability.seconds_aloud
        return f"{writer} · {seconds:.0f} seconds aloud" if part.startswith("script") else writer

    def _editor(self, part: str, text: str, title: str) -> None:
        with st.popover("Edit", icon=":material/edit:", type="tertiary", key=f"pack.edit.{part}"):
            field = f"pack.text.{part}"
            st.text_area(
                title or "Your words",
                key=state.seed(field, text),
                height=220,
                on_change=self._keep,
                args=(part, field),
            )
            frame.note("Your words stay when the pack is drafted again, and are checked like mine.")
            if part in self.edited:
                st.button(
                    "Back to the draft",
                    key=f"pack.undo.{part}",
                    on_click=self._undo,
                    args=(part, field),
                )
                if self._moved_on(part):
                    frame.note("The draft below your words has changed since you wrote them.")

    def _moved_on(self, part: str) -> bool:
        drafted = desk().drafted(self.case)
        below = part_text(drafted, part) if drafted else None
        return below != self.edited[part].based_on

    def _keep(self, part: str, field: str) -> None:
        with state.noted():
            desk().edit(self.case, part, st.session_state[field])

    def _undo(self, part: str, field: str) -> None:
        with state.noted():
            desk().store.cases.drop_edit(self.case.id, part)
        st.session_state.pop(field, None)

"""One part of a pack: its words with findings underlined, who wrote them, and editing by hand."""

from functools import partial

import streamlit as st

from coach.desk.parts import decide, marks, part_text
from coach.desk.wording import Decision
from coach.domain.kept import SavedCase
from coach.domain.pack import CasePack
from coach.web import frame, history, safe, state, typed_back, wording
from coach.web.autosave import Field
from coach.web.labels import label
from coach.web.runtime import desk

_DOCUMENTS = ("document", "brief", "lesson", "follow_up")
_FIELD = "pack.text."


def forget_fields() -> None:
    """Let every field show the new draft."""
    for key in [key for key in st.session_state if str(key).startswith(_FIELD)]:
        del st.session_state[key]


class Parts:
    """The parts of one case's pack."""

    def __init__(self, case: SavedCase, pack: CasePack) -> None:
        self.case = case
        self.pack = pack
        self.edited = {edit.part: edit for edit in desk().store.cases.edits(case.id)}

    def show(self, part: str, title: str = "", *, aloud: bool = False) -> None:
        """Show a part under its title; a part that the pack does not have is left out."""
        text = part_text(self.pack, part)
        if not text:
            return
        with st.container(key=f"part_{part.replace('.', '_')}", gap="xxsmall"):
            if title:
                st.header(title, anchor=False)
            self._words(part, text, aloud)
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                self._editor(part, text, title)
                st.html(safe.paragraphs(self._by(part, text), "candor-meta"))

    def _words(self, part: str, text: str, aloud: bool) -> None:
        if part in _DOCUMENTS and "\n" in text:
            st.markdown(safe.document(text))
            return
        found = marks(desk(), self.case, part, text)
        edit = self.edited.get(part)
        if not found and edit is None:
            st.html(safe.paragraphs(text, "candor-say" if aloud else "candor-text"))
            return
        wording.show(
            f"pack.words.{part}",
            text,
            found,
            partial(self._decide, part, text),
            name="Your words",
            measured=wording.measures(desk().check(text).readability, len(found)),
            before=edit.based_on if edit else None,
            aloud=aloud,
        )

    def _decide(self, part: str, text: str, decision: Decision) -> None:
        with state.noted():
            decide(desk(), self.case, part, text, decision)

    def _by(self, part: str, text: str) -> str:
        whole = part.split(".", maxsplit=1)[0]
        by = self.pack.written_by.get(part) or self.pack.written_by.get(whole, "built-in")
        writer = label("written_by", "you" if part in self.edited else by)
        if part != "script.opening":
            return writer
        return f"{writer} · {desk().check(text).readability.seconds_aloud:.0f} seconds aloud"

    def _editor(self, part: str, text: str, title: str) -> None:
        field = Field(f"{_FIELD}{part}", f"pack.{part}", text, self.case.id)
        key = field.seed()
        typed_back.show(field, lambda: self._keep(part, field))
        with st.popover("Edit", icon=":material/edit:", type="tertiary", key=f"pack.edit.{part}"):
            args = (part, field)
            name = title or "Your words"
            st.text_area(name, key=key, height=220, on_change=self._keep, args=args)
            field.watch()
            frame.note("Your words stay when the pack is drafted again, and are checked like mine.")
            if part in self.edited:
                undo = f"pack.undo.{part}"
                st.button("Back to the draft", undo, on_click=self._undo, args=(part, key))
            history.words(self.case, part, text)

    def _keep(self, part: str, field: Field) -> None:
        if state.kept(lambda: desk().edit(self.case, part, field.words(), field.seen)):
            field.settle(desk().words_of(self.case, part))

    def _undo(self, part: str, field: str) -> None:
        with state.noted():
            desk().store.cases.drop_edit(self.case.id, part)
        st.session_state.pop(field, None)

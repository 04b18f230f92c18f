"""The pack's documents, and a rehearsal, as files."""

import streamlit as st

from coach.domain.kept import SavedCase, SavedTalk
from coach.domain.pack import CasePack, PackDocument
from coach.web import frame, safe
from coach.web.runtime import desk

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def offer(case: SavedCase, pack: CasePack) -> None:
    """Offer each document as Word, PDF and Markdown, all in one zip, and the client's own copy.

    What is for the client opens with the sign-off (practices 17 to 19).
    """
    box = st.popover(
        "Download", icon=":material/download:", key="pack.downloads", on_change="rerun"
    )
    if not box.open:
        return
    services = desk().services
    documents = services.documents(pack)
    may_share = desk().afterwards.may_share(case)
    for_client = [document for document in documents if document.for_client]
    shown = [document for document in documents if may_share or not document.for_client]
    with box:
        _file(
            "Everything, for us", services.word_all(documents), "case-pack.zip", "application/zip"
        )
        if may_share:
            zipped = services.word_all(for_client)
            _file("What the client may see", zipped, "for-the-client.zip", "application/zip")
            frame.note("The client's copy holds nothing that you marked as private.")
        else:
            frame.note("What the client may see opens once you record who signed off.")
        for document in shown:
            files(document)


def files(document: PackDocument) -> None:
    """Offer one document as Word, PDF and Markdown."""
    services = desk().services
    with st.container(horizontal=True):
        word, name = services.word(document), f"{document.name}.docx"
        _file(f"{document.title}, Word", word, name, _WORD)
        _file("PDF", services.pdf(document), f"{document.name}.pdf", "application/pdf")
        text = document.markdown.encode("utf-8")
        _file("Markdown", text, f"{document.name}.md", "text/markdown")


def invitation(text: str) -> None:
    """Offer the next talk as a calendar file."""
    _file("Next talk, calendar file", text.encode("utf-8"), "next-talk.ics", "text/calendar")


def _file(title: str, data: bytes, name: str, kind: str) -> None:
    key = f"pack.file.{name}"
    st.download_button(title, data, name, kind, key=key, on_click="ignore", type="tertiary")


def rehearsal(saved: SavedTalk) -> None:
    """Offer a rehearsal with its debrief as Word and Markdown."""
    paper = desk().on_paper(saved)
    with st.container(horizontal=True, vertical_alignment="center", key="practise_files"):
        st.html(safe.paragraphs("Take it with you:", "candor-meta"))
        _file("Word", desk().services.word(paper), "rehearsal.docx", _WORD)
        _file("Markdown", paper.markdown.encode("utf-8"), "rehearsal.md", "text/markdown")

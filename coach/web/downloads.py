"""The pack's documents, and a rehearsal, as files."""

import streamlit as st

from coach.domain.kept import SavedTalk
from coach.domain.pack import CasePack
from coach.web import frame, safe
from coach.web.runtime import desk

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def offer(pack: CasePack) -> None:
    """Offer each document as Word and Markdown, all in one zip, and the client's own copy."""
    box = st.popover(
        "Download", icon=":material/download:", key="pack.downloads", on_change="rerun"
    )
    if not box.open:
        return
    services = desk().services
    documents = services.documents(pack)
    for_client = [document for document in documents if document.for_client]
    with box:
        _file(
            "Everything, for us", services.word_all(documents), "case-pack.zip", "application/zip"
        )
        zipped = services.word_all(for_client)
        _file("What the client may see", zipped, "for-the-client.zip", "application/zip")
        frame.note("The client's copy holds nothing that you marked as private.")
        for document in documents:
            with st.container(horizontal=True):
                word, name = services.word(document), f"{document.name}.docx"
                _file(f"{document.title}, Word", word, name, _WORD)
                text = document.markdown.encode("utf-8")
                _file("Markdown", text, f"{document.name}.md", "text/markdown")


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

"""Your data: a backup, an export, putting a backup back, erasing all of it."""

from datetime import UTC, datetime

import streamlit as st

from coach.domain.kept import Counts
from coach.web import bin, frame, safe, state
from coach.web.runtime import desk

_LARGEST_BACKUP = 200
"""Megabytes."""
_SAID = "keeping.said"


def show() -> None:
    """Offer what is done to all that is kept at once."""
    st.header("Your data", anchor=False)
    keeping = desk().keeping
    st.html(safe.paragraphs(f"Kept here: {_counted(keeping.counts())}."))
    if said := st.session_state.pop(_SAID, ""):
        st.success(safe.plain(said))
    day = f"{datetime.now(UTC).astimezone():%Y-%m-%d}"
    with st.container(horizontal=True):
        # The file is made when it is asked for, not each time the page is drawn.
        st.download_button(
            "Back everything up",
            keeping.backup,
            f"candor-backup-{day}.zip",
            "application/zip",
            key="settings.backup",
            on_click="ignore",
            icon=":material/save:",
        )
        st.download_button(
            "Export everything",
            keeping.export,
            f"candor-export-{day}.zip",
            "application/zip",
            key="settings.export",
            on_click="ignore",
            icon=":material/folder_zip:",
        )
    frame.note(
        "A backup can be put back here or on another machine. An export is for reading: every "
        "case, rehearsal and email as Markdown, Word and JSON."
    )
    _restore()
    _erase()


def _restore() -> None:
    with st.expander("Put a backup back", key="settings.restore.box"):
        file = st.file_uploader(
            "Backup file", type="zip", max_upload_size=_LARGEST_BACKUP, key="settings.restore.file"
        )
        replace = st.checkbox(
            "Replace everything that is here (a backup of it is kept)", key="settings.restore.all"
        )
        frame.note("Otherwise only what is missing here is added, and nothing here is changed.")
        if st.button("Put it back", key="settings.restore", disabled=file is None) and file:
            with st.spinner("Reading the backup …", show_time=True):
                restored = desk().keeping.restore(file.getvalue(), replace=replace)
            if replace:
                state.forget_case()
            st.session_state[_SAID] = f"Added: {_counted(restored.added)}."
            st.rerun()


def _erase() -> None:
    with st.popover("Erase everything", icon=":material/delete_forever:", key="settings.erase.box"):
        frame.note(
            "Every case, rehearsal, email and document goes, with your settings and the exports "
            "and backups in Candor's own folder. Nothing brings them back."
        )
        sure = st.checkbox("I am sure", key="settings.erase.sure")
        if st.button("Erase everything now", key="settings.erase", disabled=not sure) and sure:
            said = bin.told(desk().keeping.erase_everything())
            for key in list(st.session_state):
                del st.session_state[key]
            st.query_params.clear()
            st.session_state[_SAID] = said
            st.rerun()


def _counted(counts: Counts) -> str:
    named = {
        "case": counts.cases,
        "rehearsal": counts.rehearsals,
        "email": counts.emails,
        "document": counts.documents,
    }
    said = [f"{number} {name}{'s' if number != 1 else ''}" for name, number in named.items()]
    return ", ".join(said)

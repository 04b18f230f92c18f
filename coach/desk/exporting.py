"""Everything the user has here, as files that any program reads: Markdown, Word and JSON."""

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coach.desk.history import text_of
from coach.domain.kept import SavedCase, SavedEmail, SavedTalk
from coach.domain.pack import PackDocument

if TYPE_CHECKING:
    from coach.desk.desk import Desk

_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 48
_MOST = 1000

Entry = tuple[str, bytes]


def export(desks: "Sequence[tuple[str, Desk]]") -> bytes:
    """Return a zip of every case, rehearsal and email, the bin's too, and the settings.

    Each person's desk comes with the folder that is theirs.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, desk in desks:
            for name, data in _entries(desk):
                archive.writestr(f"{folder}{name}", data)
    return file.getvalue()


def _entries(desk: "Desk") -> Iterator[Entry]:
    store = desk.store
    cases = (*store.cases.all(), *store.cases.archive(), *store.cases.bin())
    for case in cases:
        yield from _case(desk, case)
    for talk in store.talks.everywhere():
        yield from _talk(desk, talk)
    for email in store.emails.everywhere():
        yield from _email(desk, email)
    settings = {
        "profile": store.preferences.profile().model_dump(mode="json"),
        "allowed_words": list(store.preferences.allowed_words()),
        "documents": [one.model_dump(mode="json") for one in desk.services.guidance.documents()],
    }
    yield "settings.json", _json(settings)


def _case(desk: "Desk", case: SavedCase) -> Iterator[Entry]:
    folder = f"cases/{_name(case.title, case.id)}"
    pack = desk.pack(case)
    data = case.model_dump(mode="json")
    data["pack"] = None if pack is None else pack.model_dump(mode="json", by_alias=True)
    data["edits"] = [edit.model_dump(mode="json") for edit in desk.store.cases.edits(case.id)]
    data["earlier"] = _earlier(desk, case.id, "input", "pack")
    yield f"{folder}/case.json", _json(data)
    note = PackDocument(name="note", title=case.title, markdown=text_of(case), for_client=False)
    documents = desk.services.documents(pack) if pack is not None else ()
    for document in (note, *documents):
        yield from _document(desk, folder, document)


def _talk(desk: "Desk", saved: SavedTalk) -> Iterator[Entry]:
    folder = f"rehearsals/{_name(saved.title, saved.id)}"
    data = saved.model_dump(mode="json", by_alias=True)
    data["debrief"] = desk.debrief(saved).model_dump(mode="json")
    data["earlier"] = _earlier(desk, saved.id, "talk")
    yield f"{folder}/talk.json", _json(data)
    words = PackDocument(name="talk", title=saved.title, markdown=text_of(saved), for_client=False)
    yield from _document(desk, folder, words)


def _email(desk: "Desk", email: SavedEmail) -> Iterator[Entry]:
    title = " ".join(email.original.split()[:6]) or "Email"
    folder = f"emails/{_name(title, email.id)}"
    data = email.model_dump(mode="json")
    data["earlier"] = _earlier(desk, email.id, "email")
    yield f"{folder}/email.json", _json(data)
    words = PackDocument(name="email", title=title, markdown=text_of(email), for_client=False)
    yield from _document(desk, folder, words)


def _document(desk: "Desk", folder: str, document: PackDocument) -> Iterator[Entry]:
    yield f"{folder}/{document.name}.md", document.markdown.encode("utf-8", "replace")
    yield f"{folder}/{document.name}.docx", desk.services.word(document)


def _earlier(desk: "Desk", subject: str, *kinds: str) -> list[dict[str, Any]]:
    revisions = [
        revision for kind in kinds for revision in desk.store.revisions.of(subject, kind, _MOST)
    ]
    return [
        {
            "kind": revision.kind,
            "written_by": revision.written_by,
            "created": revision.created.isoformat(),
            "body": json.loads(revision.body),
        }
        for revision in revisions
    ]


def _name(title: str, id_: str) -> str:
    """Return a folder name that every system takes; the id keeps two of one title apart."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = _NOT_IN_A_NAME.sub("-", plain).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{words or 'untitled'}-{id_[:8]}"


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace")

"""The user's own documents, cut into passages."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from coach.config import UploadLimits
from coach.domain.guidance import Passage, Source
from coach.domain.values import Record
from coach.errors import InputError, SearchError
from coach.uploads.names import title_of
from coach.uploads.reading import read_file

_PASSAGE_CHARACTERS = 700
_OVERLAP_CHARACTERS = 80


class AddedDocument(Record):
    """A document the user added."""

    name: str
    passages: int


def to_passages(name: str, data: bytes, limits: UploadLimits) -> tuple[Passage, ...]:
    """Return a document's passages.

    The name is shown, never used as a path.

    Raises:
        InputError: when its kind is unknown, it is too large, broken or holds no text.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    read = read_file(name, data, limits)
    title, text = read.title, read.whole
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_PASSAGE_CHARACTERS, chunk_overlap=_OVERLAP_CHARACTERS
    )
    key = document_id(name)
    return tuple(
        Passage(
            id=f"u-{key}-{number:03}",
            title=f"{title}, part {number}",
            text=piece,
            sources=(Source(author="Your document", title=title),),
            added_by_user=True,
        )
        for number, piece in enumerate(splitter.split_text(text), 1)
    )


def document_id(name: str) -> str:
    """Return the id that a document of this name is stored under."""
    return hashlib.sha256(title_of(name).encode()).hexdigest()[:12]


def save(folder: Path, name: str, passages: tuple[Passage, ...]) -> None:
    """Keep a document's passages.

    Raises:
        SearchError: when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{document_id(name)}.json"
        content = [passage.model_dump(mode="json") for passage in passages]
        record = {"name": title_of(name), "passages": content}
        part = path.with_suffix(".part")
        part.write_text(json.dumps(record), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise SearchError(f"The document cannot be kept: {error.strerror}.") from error


def saved(folder: Path) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """Yield the name and passages of every kept document; an unreadable one is passed over."""
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            yield record["name"], tuple(Passage.model_validate(p) for p in record["passages"])
        except (OSError, ValueError, KeyError, TypeError):
            continue


def remove(folder: Path, name: str) -> None:
    """Remove a kept document.

    Raises:
        InputError: when there is none of this name.
    """
    try:
        (folder / f"{document_id(name)}.json").unlink()
    except OSError:
        raise InputError(f"There is no document {title_of(name)!r}.") from None


def stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """Return what changes whenever any process adds or removes a document."""
    if not folder.is_dir():
        return ()
    return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in folder.glob("*.json")))

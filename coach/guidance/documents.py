"""The user's own documents: Markdown, text, Word or PDF, cut into passages."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from coach.domain.guidance import Passage, Source
from coach.domain.values import Record
from coach.errors import InputError, SearchError

LARGEST_BYTES = 10_000_000
MOST_PAGES = 200
_MOST_UNPACKED_BYTES = 60_000_000
_PASSAGE_CHARACTERS = 700
_OVERLAP_CHARACTERS = 80
KINDS = (".md", ".txt", ".docx", ".pdf")


class AddedDocument(Record):
    """A document the user added."""

    name: str
    passages: int


def to_passages(name: str, data: bytes) -> tuple[Passage, ...]:
    """Return a document's passages.

    The name is shown, never used as a path.

    Raises:
        InputError: when its kind is unknown, it is too large, broken or holds no text.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    title = PurePath(name).name
    if len(data) > LARGEST_BYTES:
        raise InputError(f"{title!r} is larger than 10 MB.", "Add the part that matters.")
    text = _text(title, data).strip()
    if not text:
        raise InputError(f"{title!r} holds no text.", "A scanned PDF must be made readable first.")
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_PASSAGE_CHARACTERS, chunk_overlap=_OVERLAP_CHARACTERS
    )
    key = document_id(title)
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
    return hashlib.sha256(PurePath(name).name.encode()).hexdigest()[:12]


def save(folder: Path, name: str, passages: tuple[Passage, ...]) -> None:
    """Keep a document's passages.

    Raises:
        SearchError: when the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{document_id(name)}.json"
        content = [passage.model_dump(mode="json") for passage in passages]
        record = {"name": PurePath(name).name, "passages": content}
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
        raise InputError(f"There is no document {PurePath(name).name!r}.") from None


def _text(title: str, data: bytes) -> str:
    kind = PurePath(title).suffix.lower()
    if kind in (".md", ".txt"):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InputError(f"{title!r} is not UTF-8 text.", "Save it as UTF-8.") from None
    if kind == ".docx":
        return _word_text(title, data)
    if kind == ".pdf":
        return _pdf_text(title, data)
    raise InputError(f"{title!r} is of a kind Candor cannot read.", "Use .md, .txt, .docx or .pdf.")


def _word_text(title: str, data: bytes) -> str:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        # A small file may unpack to gigabytes: look before unpacking.
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED_BYTES:
                raise InputError(f"{title!r} is too large once unpacked.")
        document = docx.Document(io.BytesIO(data))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n\n".join([*(p.text for p in document.paragraphs), *cells])
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError):
        raise InputError(f"{title!r} is not a readable Word file.") from None


def _pdf_text(title: str, data: bytes) -> str:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if len(reader.pages) > MOST_PAGES:
            raise InputError(f"{title!r} has more than {MOST_PAGES} pages.")
        return "\n\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, AttributeError):
        raise InputError(f"{title!r} is not a readable PDF.") from None

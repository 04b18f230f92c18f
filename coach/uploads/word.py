"""Word files: paragraphs and tables in their order."""

import io
import zipfile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from coach.uploads.outcome import Found, Unreadable

_MOST_UNPACKED = 60_000_000
_MOST_ENTRIES = 2_000
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_WORDS_A_PAGE = 500
_BROKEN = (
    zipfile.BadZipFile,
    PackageNotFoundError,
    KeyError,
    ValueError,
    SyntaxError,
    AttributeError,
    TypeError,
    IndexError,
    NotImplementedError,
    RuntimeError,
    RecursionError,
    OSError,
    EOFError,
)


def read(data: bytes, most_pages: int) -> Found:
    """Return the text of a Word file; a page counts 500 words, as Word keeps no pages."""
    if data.startswith(_OLD_OR_LOCKED):
        raise Unreadable(
            "is an old Word file or locked with a password",
            "Open it in Word and save it as .docx without a password.",
        )
    try:
        pictures = _looked_into(data)
        blocks = [_words(block) for block in docx.Document(io.BytesIO(data)).iter_inner_content()]
    except _BROKEN:
        raise Unreadable(
            "is not a readable Word file", "Open it in Word and save it again."
        ) from None
    text = "\n\n".join(block for block in blocks if block.strip())
    if len(text.split()) > most_pages * _WORDS_A_PAGE:
        raise Unreadable(f"has more than {most_pages} pages", "Give the part that matters.")
    return Found(text, (f"Pictures were left out: {pictures}.",) if pictures else ())


def _looked_into(data: bytes) -> int:
    """Return how many pictures there are; a small file may unpack to gigabytes, so look first."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise Unreadable("is too large once unpacked", "Give the part that matters, as text.")
    return sum(entry.filename.startswith("word/media/") for entry in entries)


def _words(block: Paragraph | Table) -> str:
    if not isinstance(block, Table):
        return str(block.text)
    rows = []
    for row in block.rows:
        # A merged cell is met once for each column it covers.
        cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}
        rows.append(" | ".join(cells.values()))
    return "\n".join(rows)

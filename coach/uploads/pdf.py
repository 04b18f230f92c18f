"""PDF files: the text of their pages."""

import io
import re

import pypdf
from pypdf.errors import DependencyError, PyPdfError

from coach.uploads.outcome import Found, Unreadable

_BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    AssertionError,
    RecursionError,
)
_LINE_END = re.compile(r"[ \t]+\n")


def read(data: bytes, most_pages: int) -> Found:
    """Return the text of a PDF's pages."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked()
        if len(reader.pages) > most_pages:
            raise Unreadable(f"has more than {most_pages} pages", "Give the part that matters.")
        pages = [page.extract_text() for page in reader.pages]
    except DependencyError:
        raise _locked() from None
    except _BROKEN:
        raise Unreadable("is not a readable PDF", "Save it again, or paste its text.") from None
    empty = sum(not page.strip() for page in pages)
    said = (f"Pages without text, such as scans: {empty} of {len(pages)}.",) if empty else ()
    return Found(_LINE_END.sub("\n", "\n\n".join(pages)), said)


def _locked() -> Unreadable:
    return Unreadable("is locked with a password", "Save it without one.")

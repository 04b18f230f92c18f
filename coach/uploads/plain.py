"""Plain text and Markdown: which alphabet, and is it text at all."""

from coach.uploads.outcome import Found, Unreadable

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(data: bytes, most_pages: int) -> Found:
    """Return the text of a file in UTF-8, UTF-16 or the old Western alphabet of Windows."""
    try:
        if data.startswith(_UTF16):
            return Found(data.decode("utf-16"))
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _old(data)
    if "\0" in text:
        raise Unreadable("is not a text file", "Save it as plain text.")
    return Found(text)


def _old(data: bytes) -> Found:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8 text", "Save it as UTF-8 plain text.") from None
    if any(c < " " and c not in "\t\n\r\f" for c in text):
        raise Unreadable("is not a text file", "Save it as plain text.")
    return Found(text, ("It was not saved as UTF-8; look at letters with accents.",))

"""A file's words, taken into the box that the user types in."""

from coach.domain.files import FileText
from coach.errors import InputError


def joined(typed: str, read: FileText, most: int | None, *, head: bool) -> str:
    """Return what a box holds once a file's words stand below those typed already.

    `head` says whether an email's sender, date and subject belong there, too.

    Raises:
        InputError: when the box would hold more than `most` characters.
    """
    words = read.whole if head else read.text
    if words in typed:
        return typed
    text = f"{typed.rstrip()}\n\n{words}" if typed.strip() else words
    if most is not None and len(text) > most:
        raise InputError(
            f"{read.title!r} holds {len(words):,} characters; there is room for {most:,} in all.",
            "Paste the part that matters.",
        )
    return text

"""What comes of reading a file: its words, or why there are none."""

from typing import NamedTuple


class Found(NamedTuple):
    """The words of a file."""

    text: str
    notices: tuple[str, ...] = ()
    """What a person should know: what was left out, what was guessed."""
    head: str = ""
    """An email's sender, receiver, date and subject, one a line."""


class Unreadable(Exception):
    """Raised inside the reading process; `says` goes on from the file's name."""

    def __init__(self, says: str, hint: str = "") -> None:
        super().__init__(says)
        self.says = says
        self.hint = hint

"""Reading what a command is given, with a plain sentence for whatever cannot be read."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from coach.errors import InputError, UsageError
from coach.services import Services

_WITH_WORDS = (".docx", ".pdf", ".eml")
LONGEST_BYTES = 200_000
"""A text longer than this is refused."""


def read_source(name: str | None) -> str:
    """Return the text of a file, or of standard input for "-".

    Raises:
        UsageError: when no file is named.
        InputError: when it does not exist, is too long or is not UTF-8 text.
    """
    if name is None:
        raise UsageError("Name a file, or - for standard input.")
    return as_text(_bytes(name), "standard input" if name == "-" else repr(name))


def read_words_of(services: Services, name: str | None, *, head: bool = False) -> str:
    """Return the text of a file as `read_source` does, or the words of a Word, PDF or email file.

    What to know of how it was read goes to standard error; `head` asks for an email's sender,
    date and subject, too.

    Raises:
        UsageError: when no file is named.
        InputError: when it cannot be read or its words are too long.
    """
    if name is None or Path(name).suffix.lower() not in _WITH_WORDS:
        return read_source(name)
    read = services.read_file(name, file_bytes(name))
    for notice in read.notices:
        print(f"{read.title}: {notice}", file=sys.stderr)
    return as_text((read.whole if head else read.text).encode(), f"The text of {read.title!r}")


def file_bytes(name: str) -> bytes:
    """Return a file's content.

    Raises:
        InputError: when there is none or it cannot be read.
    """
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise InputError(f"There is no file {name!r}.", "Check the name.") from None
    except OSError as error:
        raise InputError(f"{name!r} cannot be read: {error.strerror}.") from None


def as_text(data: bytes, name: str) -> str:
    """Return bytes as text; a byte-order mark is dropped.

    Raises:
        InputError: when they are too many or are not UTF-8 text.
    """
    if len(data) > LONGEST_BYTES:
        raise InputError(f"{name} is longer than 200 kB.", "Give the part that matters.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name} is not UTF-8 text.", "Save it as UTF-8 plain text.") from None
    if "\0" in text:
        raise InputError(f"{name} is not a text file.", "Save it as UTF-8 plain text.")
    return text


def _bytes(name: str) -> bytes:
    try:
        if name == "-":
            return sys.stdin.buffer.read(LONGEST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(LONGEST_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"There is no file {name!r}.", "Check the name.") from None
    except OSError as error:
        raise InputError(f"{name!r} cannot be read: {error.strerror}.") from None


def read_json(name: str | None) -> object:
    """Return a JSON file's content.

    Raises:
        InputError: when it is not JSON.
    """
    return as_json(read_source(name), repr(name))


def as_json(text: str, name: str) -> object:
    """Return JSON text's content, naming the line of a fault.

    Raises:
        InputError: when it is not JSON.
    """
    try:
        content: object = json.loads(text)
    except RecursionError:
        raise InputError(f"{name} is nested too deeply.") from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise InputError(f"{name}, line {line}: this is not JSON.") from None
    return content


def read_words(name: str | None) -> tuple[str, ...]:
    """Return the lines of a word list, without blank ones."""
    if name is None:
        return ()
    return tuple(word for line in read_source(name).splitlines() if (word := line.strip()))


def batch_lines(name: str) -> Iterator[tuple[int, bytes]]:
    """Yield the numbered lines of a batch, blank ones left out.

    Raises:
        InputError: when the file cannot be read.
    """
    with _opened(name) as source:
        for number, line in enumerate(source, 1):
            if line.strip():
                yield number, line


def _opened(name: str) -> BinaryIO:
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except FileNotFoundError:
        raise InputError(f"There is no file {name!r}.", "Check the name.") from None
    except OSError as error:
        raise InputError(f"{name!r} cannot be read: {error.strerror}.") from None

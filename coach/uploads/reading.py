"""The one way in for files: bytes and a name go in, words or one plain sentence come out."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from typing import Any

from coach import counters
from coach.config import UploadLimits
from coach.domain.files import FileText
from coach.errors import InputError
from coach.uploads.names import suffix_of, title_of

KINDS = (".docx", ".pdf", ".txt", ".md", ".eml")
"""What can be read, by the end of the name."""
_SAVE_AS = {
    ".doc": "Open it in Word and save it as .docx.",
    ".rtf": "Open it in Word and save it as .docx.",
    ".odt": "Save it as .docx.",
    ".msg": "Save the email as .eml, or paste its text.",
}
_START_SECONDS = 30.0
_AT_ONCE = threading.BoundedSemaphore(2)
"""Reading a file may take a whole core for seconds; others must keep working."""


def read_file(name: str, data: bytes, limits: UploadLimits) -> FileText:
    """Return the words of a file, read in a process of its own that ends at the limits.

    Neither the file nor its name reaches a disk.

    Raises:
        InputError: when its kind is unknown, it is too large, locked or broken, holds no text, or
            takes too long or too much memory to read.
    """
    with counters.timed("file", kind=_kind(name), outcome="refused") as labels:
        read = _read(title_of(name), data, limits)
        labels["outcome"] = "read"
        return read


def _kind(name: str) -> str:
    """Return the kind as it is counted; an ending of the user's own is no word of ours."""
    kind = suffix_of(title_of(name)).lower()
    return kind.removeprefix(".") if kind in KINDS else "other"


def _read(title: str, data: bytes, limits: UploadLimits) -> FileText:
    kind = suffix_of(title).lower()
    if kind not in KINDS:
        hint = _SAVE_AS.get(kind, f"Use one of: {', '.join(KINDS)}.")
        raise InputError(f"{title!r} is of a kind Candor cannot read.", hint)
    if len(data) > limits.megabytes * 1_000_000:
        raise InputError(f"{title!r} is larger than {limits.megabytes} MB.", _PART)
    if not data.strip():
        raise InputError(f"{title!r} is empty.")
    if not _AT_ONCE.acquire(timeout=limits.seconds * 2):
        raise InputError("Other files are being read just now.", "Try again in a moment.")
    try:
        answer = _ask(title, kind, data, limits)
    finally:
        _AT_ONCE.release()
    if "text" not in answer:
        raise InputError(f"{title!r} {answer['says']}.", answer["hint"])
    return FileText(title=title, **answer)


_PART = "Give the part that matters."


def _ask(title: str, kind: str, data: bytes, limits: UploadLimits) -> dict[str, Any]:
    arguments = (kind, limits.pages, limits.seconds, limits.memory_megabytes * 1_000_000)
    # Isolated, with an empty environment: it has no business with keys or settings.
    command = [sys.executable, "-I", "-m", "coach.uploads.worker", *map(str, arguments)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
        env={name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
    )
    try:
        said, _ = process.communicate(data, timeout=limits.seconds + _START_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise _too_much(title) from None
    if process.returncode < 0:
        raise _too_much(title)
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        raise InputError(f"{title!r} cannot be read.", "Paste its text instead.") from None
    return answer


def _too_much(title: str) -> InputError:
    return InputError(f"{title!r} takes too long or too much memory to read.", _PART)

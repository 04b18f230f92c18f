"""The reading process: `python -m coach.uploads.worker KIND PAGES SECONDS BYTES`.

It takes the file on standard input and answers with one JSON object. Whatever the file does to it,
it ends: the kernel ends it at its limits of time and memory, and it may open no connection, start
no program and write no file.
"""

import importlib
import json
import os
import sys

# Only the parser that is needed is loaded: some take a second.
_READERS = {".txt": "plain", ".md": "plain", ".docx": "word", ".pdf": "pdf", ".eml": "mail"}
_MOST_CHARACTERS = 2_000_000
# Signs that are no text, and those that make text read in another order than it is written.
_UNWANTED = {
    **{code: None for code in range(32) if chr(code) not in "\n\t\r\f"},
    **dict.fromkeys((0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")


def main(kind: str, pages: str, seconds: str, most_bytes: str) -> None:
    """Read one file."""
    from coach.uploads.outcome import Unreadable

    reader = importlib.import_module(f"coach.uploads.{_READERS[kind]}")
    _confine(float(seconds), int(most_bytes))
    try:
        found = reader.read(sys.stdin.buffer.read(), int(pages))
        text = _clean(found.text)
        answer = {"text": _whole(text), "notices": found.notices, "head": _clean(found.head)}
    except Unreadable as error:
        answer = {"says": error.says, "hint": error.hint}
    except MemoryError:
        answer = {"says": "needs too much memory to read", "hint": "Give the part that matters."}
    sys.stdout.write(json.dumps(answer))


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return lines.translate(_UNWANTED).strip()


def _whole(text: str) -> str:
    from coach.uploads.outcome import Unreadable

    if not text:
        raise Unreadable("holds no text", "A scan must be made readable first.")
    if len(text) > _MOST_CHARACTERS:
        raise Unreadable("holds too much text", "Give the part that matters.")
    return text


def _confine(seconds: float, most_bytes: int) -> None:
    """Set the limits; the parsers are loaded by now, so that a cold disk does not count."""
    try:
        import resource
        import signal
    except ImportError:
        # Windows has neither: there the process that started this one ends it.
        pass
    else:
        used = resource.getrusage(resource.RUSAGE_SELF)
        whole = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.setitimer(signal.ITIMER_REAL, seconds)
    sys.addaudithook(_refuse)


def _refuse(event: str, given: tuple[object, ...]) -> None:
    """Refuse what reading a file never needs."""
    if event == "open":
        _, mode, flags = given
        writes = any(sign in str(mode or "") for sign in "wax+") or int(str(flags)) & _WRITING
    else:
        writes = False
    if writes or event.startswith(_FORBIDDEN):
        raise OSError(f"A file that is read may not do this: {event}.")


if __name__ == "__main__":
    main(*sys.argv[1:])

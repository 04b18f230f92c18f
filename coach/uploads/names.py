"""A file's name, as data: fit to be shown, never a path."""

from pathlib import PurePosixPath

_LONGEST = 80


def title_of(name: str) -> str:
    """Return the last part of a name, whichever way its folders are written, fit for one line."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = " ".join("".join(c if c.isprintable() else " " for c in last).split())
    stem, suffix = shown[: -len(suffix_of(shown)) or None], suffix_of(shown)
    return f"{stem[: _LONGEST - len(suffix)]}{suffix}" or "file"


def suffix_of(name: str) -> str:
    """Return what follows a name's last dot, with the dot; empty when nothing does."""
    return PurePosixPath(name).suffix[:10]

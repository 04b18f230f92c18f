"""Cues: phrases by what they do, as data, and where they stand in a text."""

import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from coach.domain.values import Record
from coach.errors import SetupError
from coach.resources import load_yaml

_MACRO = re.compile(r"\{([a-z_]+)\}")
_DEEPEST_MACRO = 5
_NEGATED = re.compile(r"(?:\b(?:not|never|no|cannot|without)|n't)(?: [\w']+){0,2} ?$")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "—"})


class Place(NamedTuple):
    """A stretch of a text, end exclusive."""

    start: int
    end: int


class CueFile(Record):
    """The cue file: named pieces of pattern, and the patterns of each concept."""

    macros: dict[str, str]
    concepts: dict[str, tuple[str, ...]]
    negatable: tuple[str, ...] = ()
    """Concepts that a "not" shortly before turns into their opposite."""


class Cues:
    """The cues of one knowledge folder, compiled."""

    def __init__(self, file: CueFile) -> None:
        self._negatable = frozenset(file.negatable)
        self._patterns = {
            concept: [_compiled(pattern, file.macros, concept) for pattern in patterns]
            for concept, patterns in file.concepts.items()
        }

    @classmethod
    def load(cls, folder: Path) -> "Cues":
        """Return the cues of `cues.yaml` in a folder.

        Raises:
            SetupError: when the file is missing, does not fit or holds a broken pattern.
        """
        return cls(load_yaml(folder / "cues.yaml", CueFile))

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """The names of the concepts, in the file's order."""
        return tuple(self._patterns)

    def find(self, concept: str, text: str) -> list[Place]:
        """Return where a concept's cues stand in a plain text, in order, overlaps joined."""
        places = sorted(
            Place(match.start(), match.end())
            for pattern in self._patterns[concept]
            for match in pattern.finditer(text)
            if match.end() > match.start()
        )
        if concept in self._negatable:
            places = [place for place in places if not _NEGATED.search(text[: place.start])]
        return _joined(places)


def plain(text: str) -> str:
    """Return a text in lower case with straight quotes, each character at its own place."""
    straight = text.translate(_STRAIGHT)
    return "".join(low if len(low := c.lower()) == 1 else c for c in straight)


def _joined(places: list[Place]) -> list[Place]:
    joined: list[Place] = []
    for place in places:
        if joined and place.start < joined[-1].end:
            joined[-1] = Place(joined[-1].start, max(joined[-1].end, place.end))
        else:
            joined.append(place)
    return joined


def _compiled(pattern: str, macros: dict[str, str], concept: str) -> re.Pattern[str]:
    for _ in range(_DEEPEST_MACRO):
        pattern, changed = _MACRO.subn(lambda m: macros[m.group(1)], pattern)
        if not changed:
            break
    try:
        return re.compile(pattern)
    except re.error as error:
        raise SetupError(f"cues.yaml, concept {concept}: {error}.", "Mend that pattern.") from error

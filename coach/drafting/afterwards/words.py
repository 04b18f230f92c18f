"""What notes are read by, from knowledge/afterwards/notes.yaml."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from coach.errors import SetupError
from coach.resources import load_yaml

Section = Literal["action", "decided", "open", "refused", "changed", "noted", "internal"]
Mark = Literal["done", "decided", "refused", "open"]
Pattern = re.Pattern[str]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    shorthand: dict[str, str]
    sections: dict[Section, tuple[str, ...]]
    marks: dict[Mark, tuple[str, ...]]
    cues: dict[str, tuple[str, ...]]
    stative: str
    lead: tuple[str, ...]
    doers: str
    our_doers: str
    client_doers: str
    events: tuple[str, ...]
    us: tuple[str, ...]
    me: tuple[str, ...]
    client: tuple[str, ...]
    both: tuple[str, ...]
    not_doers: tuple[str, ...]


@dataclass(frozen=True)
class NoteWords:
    """The cue file, compiled."""

    shorthand: tuple[tuple[Pattern, str], ...]
    sections: dict[Section, Pattern]
    marks: dict[Mark, Pattern]
    cues: dict[str, Pattern]
    whole: dict[str, Pattern]
    """The same cues, to match a whole clause."""
    stative: frozenset[str]
    lead: Pattern
    doers: frozenset[str]
    our_doers: frozenset[str]
    client_doers: frozenset[str]
    events: Pattern
    us: frozenset[str]
    me: frozenset[str]
    client: frozenset[str]
    both: frozenset[str]
    not_doers: frozenset[str]


@lru_cache(maxsize=4)
def load_words(knowledge: Path) -> NoteWords:
    """Return the cues of a knowledge folder.

    Raises:
        SetupError: when notes.yaml is missing or malformed, or a pattern in it is not valid.
    """
    file = load_yaml(knowledge / "afterwards" / "notes.yaml", _File)
    try:
        return _compiled(file)
    except re.error as error:
        raise SetupError(f"notes.yaml: a pattern is not valid: {error}.") from error


def _compiled(file: _File) -> NoteWords:
    sets: dict[str, Any] = {
        name: frozenset(word.lower() for word in getattr(file, name))
        for name in ("us", "me", "client", "both", "not_doers")
    }
    return NoteWords(
        shorthand=tuple((_any([short]), full) for short, full in file.shorthand.items()),
        sections={kind: _any(cues) for kind, cues in file.sections.items()},
        marks={kind: re.compile("|".join(signs)) for kind, signs in file.marks.items()},
        cues={name: _any(cues) for name, cues in file.cues.items()},
        whole={name: _any(cues) for name, cues in file.cues.items() if name.startswith("bare")},
        stative=frozenset(file.stative.split()),
        lead=re.compile(rf"(?:{'|'.join(file.lead)})(?![\w'’])[\s,:-]*", re.IGNORECASE),
        doers=frozenset(file.doers.split()),
        our_doers=frozenset(file.our_doers.split()),
        client_doers=frozenset(file.client_doers.split()),
        events=_any(file.events),
        **sets,
    )


def _any(cues: Any) -> Pattern:  # noqa: ANN401 - any collection of strings
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(cues)})(?![\w'’])", re.IGNORECASE)

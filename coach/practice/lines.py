"""The line bank: words for a move, by mood and persona, with slots filled from the case."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Literal

from pydantic import TypeAdapter

from coach.domain.conversation import ClientProfile
from coach.domain.values import IssueKind, Persona, Record
from coach.practice.tuning import MOODS, Mood, PersonaCard
from coach.resources import load_yaml

MoodKey = Literal["calm", "irritated", "angry", "furious", "mild", "hot", "any"]
PersonaKey = Persona | Literal["any"]
ByPersona = dict[PersonaKey, dict[MoodKey, tuple[str, ...]]]
ByMood = dict[MoodKey, tuple[str, ...]]
_FILE: TypeAdapter[dict[str, ByPersona]] = TypeAdapter(dict[str, ByPersona])
_ISSUE_FILE: TypeAdapter[dict[IssueKind, dict[str, ByMood]]] = TypeAdapter(
    dict[IssueKind, dict[str, ByMood]]
)
_MOODS_OF: dict[MoodKey, tuple[Mood, ...]] = {
    "calm": ("calm",),
    "irritated": ("irritated",),
    "angry": ("angry",),
    "furious": ("furious",),
    "mild": ("calm", "irritated"),
    "hot": ("angry", "furious"),
    "any": MOODS,
}
_SLOT = re.compile(r"\{(\w+)\}")
_OWN_LINE_ODDS = 3
_OPENING_WORDS = 3
_FALLBACKS = ("press", "test", "vent", "quiet")


class Line(Record):
    """One line of the bank."""

    id: str
    key: str
    """The move it serves, or the act of the trainee that it answers."""
    persona: str
    issue: str = "any"
    moods: tuple[Mood, ...]
    template: str

    @property
    def slots(self) -> frozenset[str]:
        """The names of the slots in it."""
        return frozenset(_SLOT.findall(self.template))


class Spoken(Record):
    """A line with its slots filled."""

    id: str
    text: str


class LineBank:
    """Every line of knowledge/lines; read on first use."""

    def __init__(self, knowledge_dir: Path) -> None:
        self._folder = knowledge_dir / "lines"

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in the order of their files.

        Raises:
            SetupError: when a file does not fit, naming file and line.
        """
        paths = sorted(self._folder.glob("*.yaml"))
        issues = sorted((self._folder / "issues").glob("*.yaml"))
        return (
            *(line for path in paths for line in _lines_of(path)),
            *(line for path in issues for line in _issue_lines_of(path)),
        )

    def speak(
        self,
        keys: Sequence[str],
        mood: Mood,
        client: ClientProfile,
        slots: Mapping[str, str],
        *,
        card: PersonaCard,
        said: Sequence[str],
        used: frozenset[str],
        rng: Random,
    ) -> Spoken:
        """Return a line that has not been said in this talk, for the first key that has one.

        `slots` holds only what the case fills; a line with any other slot is passed over.
        """
        for pool in self._pools(keys, mood, client, card):
            open_lines = [line for line in pool if line.id not in used and line.slots <= set(slots)]
            fresh = [line for line in open_lines if not _opens_alike(line, slots, said)]
            if fresh:
                odds = [_odds(line) for line in fresh]
                line = rng.choices(fresh, odds)[0]
                return Spoken(id=line.id, text=fill(line.template, slots))
        return Spoken(id="", text="…")

    def _pools(
        self, keys: Sequence[str], mood: Mood, client: ClientProfile, card: PersonaCard
    ) -> Iterator[list[Line]]:
        mine = [
            line
            for line in self.lines
            if line.persona == client.style
            or (
                line.persona == "any" and line.issue in (client.issue, "any") and _suits(line, card)
            )
        ]
        for key in keys:
            yield [line for line in mine if line.key == key and mood in line.moods]
        for key in (keys[-1], *_FALLBACKS):
            yield [line for line in mine if line.key == key and _near(mood, line.moods)]


def _suits(line: Line, card: PersonaCard) -> bool:
    """Whether a line that anybody could say could be said by this kind of person."""
    short = len(line.template.split()) <= card.longest_line
    return short and (card.shouts or "!" not in line.template)


def _odds(line: Line) -> int:
    """Return how likely a line is against others: what fits this person or trouble comes first."""
    own = line.persona != "any" or line.issue != "any"
    return _OWN_LINE_ODDS if own else 1


def _near(mood: Mood, moods: tuple[Mood, ...]) -> bool:
    at = MOODS.index(mood)
    return any(abs(MOODS.index(other) - at) <= 1 for other in moods)


def _opens_alike(line: Line, slots: Mapping[str, str], said: Sequence[str]) -> bool:
    start = _start(fill(line.template, slots))
    return any(_start(text) == start for text in said)


def _start(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[\w']+", text.lower())[:_OPENING_WORDS])


def fill(template: str, slots: Mapping[str, str]) -> str:
    """Return a template with its slots filled and each sentence begun with a capital."""
    text = _SLOT.sub(lambda hit: slots[hit.group(1)], template)
    text = re.sub(r"([.!?])[.!?]+(?=\s|$)", r"\1", text) if "{" in template else text
    return re.sub(r"(^|[.!?]\s+)([a-z])", lambda hit: hit.group(1) + hit.group(2).upper(), text)


def _lines_of(path: Path) -> Iterator[Line]:
    for key, by_persona in load_yaml(path, _FILE).items():
        for persona, by_mood in by_persona.items():
            for mood, templates in by_mood.items():
                for template in templates:
                    yield _line(key, persona, mood, template)


def _issue_lines_of(path: Path) -> Iterator[Line]:
    for issue, by_key in load_yaml(path, _ISSUE_FILE).items():
        for key, by_mood in by_key.items():
            for mood, templates in by_mood.items():
                for template in templates:
                    yield _line(key, "any", mood, template, issue)


def _line(key: str, persona: str, mood: MoodKey, template: str, issue: str = "any") -> Line:
    # Named by its words: a talk kept from before knows its lines when the bank has grown.
    digest = hashlib.sha256(f"{persona} {mood} {template}".encode()).hexdigest()
    return Line(
        id=f"{key}-{digest[:8]}",
        key=key,
        persona=persona,
        issue=issue,
        moods=_MOODS_OF[mood],
        template=template,
    )

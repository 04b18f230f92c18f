"""Double-talk that has a phrase: rules as data, found by their rarest word (practice 44)."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from coach.domain.values import Audience, Category, Level
from coach.language import pattern
from coach.resources import load_yaml

_TOKEN = re.compile(r"[\w'/]+")


class Rule(BaseModel):
    """One phrase and what to write in its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str
    """The phrase, in the notation of `coach.language.pattern`."""
    instead: str = ""
    """What to write, or the question whose answer belongs there; the group's if empty."""
    swap: str | None = None
    """A replacement that always fits; ``~`` carries the form of the rule's first ``~`` word."""
    why: str = ""
    level: Level = "warning"
    audience: Audience | None = None
    """Only texts for this audience; both if missing."""
    verb: bool = False
    """Only where the first word of the phrase is used as a verb."""
    unless: tuple[str, ...] = ()
    """Patterns that show another sense when they stand in the same sentence."""
    bad: str
    good: str


class RuleFile(BaseModel):
    """The rules of one category, with the explanation they share."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Category
    why: str
    instead: str
    sources: tuple[str, ...]
    rules: tuple[Rule, ...] = Field(min_length=1)


class WordClasses(BaseModel):
    """Named sets of words that patterns and grammar checks speak of."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    classes: dict[str, str]


class Hit(NamedTuple):
    """A rule's phrase found in a sentence, by offsets in that sentence."""

    start: int
    end: int
    rule: "Entry"


class Entry:
    """A rule ready to match."""

    def __init__(self, rule: Rule, group: RuleFile, classes: pattern.Classes) -> None:
        self.rule = rule
        self.category: Category = group.category
        self.why = rule.why or group.why
        self.instead = rule.instead or rule.swap or group.instead
        self._classes = classes

    @cached_property
    def id(self) -> str:
        """A name for the rule: its category and its words."""
        return f"{self.category}.{'-'.join(re.findall(r'[a-z]+', self.rule.say.lower())[:6])}"

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The phrase as an expression, built when a text first holds its rarest word."""
        return re.compile(pattern.to_regex(self.rule.say, self._classes))

    @cached_property
    def _unless(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern.to_regex(p, self._classes)) for p in self.rule.unless)

    def matches(self, sentence: str) -> Iterator[tuple[int, int]]:
        """Yield where the phrase stands in a normalised sentence, other senses left out."""
        found = [m.span() for m in self.regex.finditer(sentence)]
        if found and not any(other.search(sentence) for other in self._unless):
            yield from found


class Lexicon:
    """Every rule, indexed by the rarest word of its phrase."""

    def __init__(self, files: Iterable[RuleFile], classes: pattern.Classes) -> None:
        self.classes = classes
        self.entries = tuple(Entry(rule, group, classes) for group in files for rule in group.rules)
        self._index: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for word in pattern.anchors(entry.rule.say.replace("-", " "), classes):
                self._index.setdefault(word, []).append(entry)

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        """Return the lexicon of a knowledge/language folder.

        Raises:
            SetupError: when a file does not fit, naming file and line.
        """
        classes = load_classes(folder)
        paths = sorted((folder / "lexicon").glob("*.yaml"))
        return cls((load_yaml(path, RuleFile) for path in paths), classes)

    def hits(self, sentence: str) -> list[Hit]:
        """Return the phrases in a normalised sentence, in order."""
        found: list[Hit] = []
        seen: set[int] = set()
        for word in _TOKEN.findall(sentence):
            for entry in self._index.get(word, ()):
                if id(entry) not in seen:
                    seen.add(id(entry))
                    found.extend(Hit(start, end, entry) for start, end in entry.matches(sentence))
        return sorted(found, key=lambda hit: (hit.start, -hit.end))


@lru_cache(maxsize=4)
def load_classes(folder: Path) -> pattern.Classes:
    """Return the word classes of a knowledge/language folder."""
    raw = load_yaml(folder / "classes.yaml", WordClasses).classes
    return {name: _expanded(words) for name, words in raw.items()}


def _expanded(words: str) -> frozenset[str]:
    from coach.language.inflect import forms

    found: set[str] = set()
    for word in words.split():
        found |= forms(word[:-1]) if word.endswith("~") else {word}
    return frozenset(found)

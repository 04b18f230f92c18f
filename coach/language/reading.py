"""One sentence as the checks see it: phrases found, grammar suspicions, signals, features."""

import re
from collections.abc import Callable
from functools import cached_property

from coach.domain.values import Audience, Category, Level
from coach.language import features, grammar
from coach.language.lexicon import Hit, Lexicon
from coach.language.parse import parse
from coach.language.pattern import Classes, normalise
from coach.language.quotes import masked
from coach.language.reader import Sensed
from coach.language.signals import Signals, count_words, read_signals

_DOER = re.compile(r"\bby (?!mistake|accident|error|then|now|the time|noon|\d|mid|end)[\w' ]{2,40}")
_OUGHT = re.compile(
    r"\b(?:I|we|our (?:\w+ )?(?:team|side|office|company|people|staff|crew|engineers?|drivers?))"
    r"(?: (?:was|were|am|are|had been) (?:also |always )?(?:supposed|meant|due|expected|to have)\b"
    r"| (?:should|ought to) (?:also |at least |really )?have\b)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:you|your|but|however|although|though|because|due to|owing to|circumstances|supplier"
    r"|they|them|their|if)\b",
    re.IGNORECASE,
)
"""What may turn an admission into an excuse."""
_DOER_REACH = 60
_SHORTEST = 5
"""Words; a shorter sentence says too little to be judged without a rule."""


class Reading:
    """A sentence, what follows it, and all that was noticed in it."""

    def __init__(
        self,
        text: str,
        follows: str | None,
        lexicon: Lexicon,
        audience: Audience | None = None,
        skip: str = "",
        before: str | None = None,
        read: Callable[[str], Sensed] | None = None,
    ) -> None:
        """`skip` leaves one rule out: a rule must not learn from its own example.

        Without `read` only rules and word runs are weighed.
        """
        self._read = read
        self.text = text
        self._before = before
        self._lexicon = lexicon
        self._follows = follows
        self._low = normalise(masked(text))
        found = (hit for hit in lexicon.hits(self._low) if hit.rule.id != skip)
        self.hits = tuple(hit for hit in found if self._holds(hit, audience))

    @property
    def classes(self) -> Classes:
        """The word classes in use."""
        return self._lexicon.classes

    @cached_property
    def signals(self) -> Signals:
        """What the sentence holds; things named inside a found phrase are only figures of speech."""
        beside = self._low
        for hit in self.hits:
            beside = beside[: hit.start] + " " * (hit.end - hit.start) + beside[hit.end :]
        things = count_words(beside, self.classes["physical"])
        return read_signals(self.text, self.classes)._replace(physical=things)

    @cached_property
    def next_signals(self) -> Signals | None:
        """What the next sentence holds; None where there is none."""
        return read_signals(self._follows, self.classes) if self._follows else None

    @cached_property
    def leans(self) -> bool:
        """Whether the sentence cannot be judged alone.

        It is too short, or it apologises for what the sentence beside it owns.
        """
        if self.signals.words < _SHORTEST:
            return True
        before = read_signals(self._before, self.classes) if self._before else None
        beside = (before, self.next_signals)
        return self.signals.sorry and any(b is not None and b.owned_act for b in beside)

    @cached_property
    def admits(self) -> bool:
        """Whether our own side says that it did not do what it had promised or ought to do."""
        return _OUGHT.search(self.text) is not None and _OTHERS.search(self.text) is None

    @cached_property
    def candidates(self) -> tuple[grammar.Candidate, ...]:
        """What the grammar checks suspect."""
        return tuple(grammar.find(self.text, self.signals, self.next_signals, self.classes))

    @cached_property
    def sensed(self) -> Sensed | None:
        """What the sentence seems to do whatever its words; None without a reader."""
        return self._read(self.text) if self._read else None

    @cached_property
    def quick_features(self) -> dict[str, float]:
        """What the quick model sees: rules, words and signals."""
        fired: list[tuple[str, Level]] = [(h.rule.category, h.rule.rule.level) for h in self.hits]
        fired += [(c.check, c.level) for c in self.candidates]
        return features.extract(self.text, fired, self.signals, self.next_signals)

    @cached_property
    def features(self) -> dict[str, float]:
        """What the full model sees: what the reader made of the sentence, too."""
        found = self.quick_features
        return found | features.of_sense(self.sensed) if self.sensed else found

    def _holds(self, hit: Hit, audience: Audience | None) -> bool:
        rule = hit.rule.rule
        if audience is not None and rule.audience is not None and rule.audience != audience:
            return False
        if "~" in self._low[hit.start : hit.end]:
            return False
        if hit.rule.category == "evasive_passive" and _named(self._low, hit.end):
            return False
        return not rule.verb or self._is_verb(hit)

    def _is_verb(self, hit: Hit) -> bool:
        doc = parse(self.text)
        first = next((t for t in doc if t.idx <= hit.start < t.idx + len(t.text)), None)
        return first is not None and first.pos_ in ("VERB", "AUX")


def _named(low: str, at: int) -> bool:
    return _DOER.match(low, _skip_words(low, at)) is not None or (
        _DOER.search(low, at, min(len(low), at + _DOER_REACH)) is not None
    )


def _skip_words(low: str, at: int) -> int:
    while at < len(low) and low[at] == " ":
        at += 1
    return at


def category_of(name: str, texts: grammar.GrammarTexts) -> Category:
    """Return the category a grammar check belongs to."""
    return texts.checks[name].category

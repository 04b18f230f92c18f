"""The labelled sentences, read for training and for measuring."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from coach.language.lexicon import Lexicon
from coach.language.model import LABELS, PLAIN
from coach.language.quotes import masked
from coach.language.reader import Sensed
from coach.language.reading import Reading
from coach.language.text import split_sentences
from coach.resources import knowledge_folder

DATA = Path(__file__).parent / "datasets" / "language"
FOLDER = knowledge_folder() / "language"
RULES = "rules"
"""The author of the rules' own examples."""


class Sentence(NamedTuple):
    """One labelled text: a sentence, now and then two."""

    id: str
    text: str
    label: str
    """`plain` or the category."""
    span: str
    kind: str
    pair: str
    author: str

    @property
    def bad(self) -> bool:
        """Whether it is double-talk."""
        return self.label != PLAIN

    @property
    def hard(self) -> bool:
        """Whether it is plain and tempting."""
        return not self.bad and self.kind != "easy"

    @property
    def group(self) -> str:
        """What must stay together when the set is split."""
        return self.pair or self.id


def load(part: str) -> list[Sentence]:
    """Return the sentences of `dev`, `train` or the set kept aside."""
    found: list[Sentence] = []
    for path in sorted((DATA / part).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                found.append(_sentence(json.loads(line), path.stem))
    return found


def _sentence(row: dict[str, str | None], author: str) -> Sentence:
    return Sentence(
        id=str(row["id"]),
        text=str(row["text"]),
        label=row.get("category") or PLAIN,
        span=row.get("span") or "",
        kind=str(row.get("kind") or ""),
        pair=row.get("pair") or "",
        author=author,
    )


def rule_examples(lexicon: Lexicon) -> list[tuple[Sentence, str]]:
    """Return the rules' own pass and fail examples, each with its rule's name."""
    found: list[tuple[Sentence, str]] = []
    for entry in lexicon.entries:
        for text, label in ((entry.rule.bad, entry.category), (entry.rule.good, PLAIN)):
            sentence = Sentence(entry.id, text, label, "", "rule", entry.id, RULES)
            found.append((sentence, entry.id))
    return found


def readings(
    text: str, lexicon: Lexicon, skip: str = "", read: Callable[[str], Sensed] | None = None
) -> list[Reading]:
    """Return the readings of a labelled text's sentences."""
    parts = [span.text for span in split_sentences(masked(text))]
    around = [None, *parts, None]
    return [
        Reading(part, around[at + 2], lexicon, skip=skip, before=around[at], read=read)
        for at, part in enumerate(parts)
    ]


def label_index(label: str) -> int:
    """Return a label's column in the model."""
    return LABELS.index(label)

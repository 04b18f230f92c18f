"""A trainee turn, read: its sentences, its own words and the cues in them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coach.language.text import split_sentences
from coach.practice.appraisal.cues import Cues, Place, plain
from coach.practice.appraisal.quoting import own_words


class Sentence(NamedTuple):
    """One sentence of a turn; offsets count code points of the turn, end exclusive."""

    start: int
    end: int
    text: str
    own: str
    """In lower case, with quoted and refused words blanked."""


class Turn(NamedTuple):
    """What was said in a turn, before anything is judged."""

    text: str
    own: str
    sentences: tuple[Sentence, ...]
    hits: Mapping[str, Sequence[Place]]
    """Where each concept's cues stand in the turn."""

    def has(self, concept: str, sentence: Sentence | None = None) -> bool:
        """Tell whether a concept's cue stands in the turn, or begins in one of its sentences."""
        if sentence is None:
            return bool(self.hits[concept])
        return any(sentence.start <= place.start < sentence.end for place in self.hits[concept])


def read_turn(text: str, cues: Cues) -> Turn:
    """Return a turn's sentences and cues."""
    own = own_words(plain(text), cues)
    return Turn(
        text=text,
        own=own,
        sentences=tuple(
            Sentence(s.start, s.end, s.text, own[s.start : s.end])
            for start, line in _lines(text)
            for s in split_sentences(line, start)
            if any(c.isalnum() for c in s.text)
        ),
        hits={concept: cues.find(concept, own) for concept in cues.concepts},
    )


def _lines(text: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        lines.append((at, line))
        at += len(line)
    return lines

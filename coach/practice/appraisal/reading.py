"""A trainee turn, read: its sentences, its own words and the cues in them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coach.language.text import split_sentences
from coach.practice.appraisal.cues import Cues, Place, plain
from coach.practice.appraisal.quoting import own_words, quotations
from coach.practice.appraisal.wording import Words


class Sentence(NamedTuple):
    """One sentence of a turn; offsets count code points of the turn, end exclusive."""

    start: int
    end: int
    text: str
    own: str
    """In lower case, with quoted and refused words blanked."""
    stems: frozenset[str]
    """What it is about, quoted words included."""


class Turn(NamedTuple):
    """What was said in a turn, before anything is judged."""

    text: str
    own: str
    sentences: tuple[Sentence, ...]
    quoted: tuple[tuple[Place, frozenset[str]], ...]
    """The quotations in it and what they are about."""
    hits: Mapping[str, Sequence[Place]]
    """Where each concept's cues stand in the turn."""

    def has(self, concept: str, sentence: Sentence | None = None) -> bool:
        """Tell whether a concept's cue stands in the turn, or begins in one of its sentences."""
        if sentence is None:
            return bool(self.hits[concept])
        return any(sentence.start <= place.start < sentence.end for place in self.hits[concept])


def read_turn(text: str, cues: Cues, words: Words) -> Turn:
    """Return a turn's sentences, quotations and cues."""
    low = plain(text)
    own = own_words(low, cues)

    def about(place: Place) -> frozenset[str]:
        return frozenset(words.stems(low[place.start : place.end]))

    return Turn(
        text=text,
        own=own,
        sentences=tuple(
            Sentence(s.start, s.end, s.text, own[s.start : s.end], about(Place(s.start, s.end)))
            for start, line in _lines(text)
            for s in split_sentences(line, start)
            if any(c.isalnum() for c in s.text)
        ),
        quoted=tuple((place, about(place)) for place in quotations(low)),
        hits={concept: cues.find(concept, own) for concept in cues.concepts},
    )


def _lines(text: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        lines.append((at, line))
        at += len(line)
    return lines

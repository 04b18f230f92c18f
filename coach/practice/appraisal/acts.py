"""What each sentence of a turn does: eighteen acts, each with a probability."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from coach.practice.appraisal.model import Linear
from coach.practice.appraisal.reading import Sentence, Turn

Matrix = npt.NDArray[np.float64]

MARK_WEIGHT = 0.3
"""Cues count less than meaning, so that another voice's wording is still understood."""

RIVALRY = 2
"""How steeply an act falls off behind the likeliest one of its sentence."""

_FIRST = re.compile(r"\b(?:i|we|my|our|me|us|i'\w+|we'\w+)\b")
_SECOND = re.compile(r"\byou(?:rs?|'\w+)?\b")
_OPENS_FIRST = re.compile(r"\W*(?:i|we|i'\w+|we'\w+|my|our)\b")
_OPENS_SECOND = re.compile(r"\W*(?:your?\b|you')")
_PAST = re.compile(r"\b(?:didn't|wasn't|weren't|was|were|had|did|\w+ed)\b")
_MANY, _LONG_SENTENCE, _LONG_WORD = 3, 30, 8
MARKS = (
    "question",
    "first_person",
    "second_person",
    "figure_given",
    "opens_first",
    "opens_second",
    "past",
    "length",
    "word_length",
)


def marks(turn: Turn, concepts: Sequence[str]) -> Matrix:
    """Return one row a sentence: the cues in it, then its form."""
    rows = [
        [float(turn.has(concept, s)) for concept in concepts] + _form(s) for s in turn.sentences
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(concepts) + len(MARKS))


def probabilities(vectors: npt.NDArray[np.float32], marked: Matrix, model: Linear) -> Matrix:
    """Return one row a sentence, one column an act, each 0 to 1.

    A sentence is what it most is: a likeness well behind its likeliest act counts for little.
    """
    chances = model.chances(np.hstack([vectors.astype(np.float64), MARK_WEIGHT * marked]))
    behind = chances.max(axis=1, keepdims=True) - chances
    left: Matrix = chances * (1.0 - behind) ** RIVALRY
    return left


def _form(sentence: Sentence) -> list[float]:
    own = sentence.own
    words = own.split() or [""]
    return [
        float("?" in own),
        min(len(_FIRST.findall(own)), _MANY) / _MANY,
        min(len(_SECOND.findall(own)), _MANY) / _MANY,
        float(any(c.isdigit() for c in own)),
        float(bool(_OPENS_FIRST.match(own))),
        float(bool(_OPENS_SECOND.match(own))),
        float(bool(_PAST.search(own))),
        min(len(words), _LONG_SENTENCE) / _LONG_SENTENCE,
        sum(map(len, words)) / len(words) / _LONG_WORD,
    ]

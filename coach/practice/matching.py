"""Do two texts speak of the same thing? By shared content words and by nearness of meaning."""

import re
from collections.abc import Sequence

import numpy as np

from coach.errors import SearchError
from coach.guidance.embedder import Embedder

_WORD = re.compile(r"[a-z0-9£$€]+(?:['\u2019][a-z]+)?")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
_COMMON_TEXT = """
    a about after again all also am an and any are as at be because been before being but by can
    could did do does doing done down for from get gets getting give go goes going got had has have
    having he her here hers him his how i if in into is it its just know let like made make may me
    mean might mine more most much must my need no nor not now of off on one only or other our ours
    out over own put quite really right said same say see she should so some still such take than
    that the their them then there these they thing things this those through to today told too up
    us very want was way we well went were what when where which while who why will with would yes
    yet you your yours year years day days week weeks
zero two three four five six seven eight nine ten eleven twelve hundred thousand first second third
time times new old put late later without back last next come came first even ever never always
"""
_COMMON = frozenset(_COMMON_TEXT.split())
_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "ment",
    "ed",
    "es",
    "er",
    "ly",
    "s",
)
_SHORTEST_STEM = 3


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, cut to their stems."""
    words = (re.split("['\u2019]", word)[0] for word in _WORD.findall(text.lower()))
    return frozenset(_stem(word) for word in words if word not in _COMMON and len(word) > 1)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e")


def share_of(words: frozenset[str], among: frozenset[str]) -> float:
    """Return the share of `words` found among others, 0 to 1."""
    return len(words & among) / len(words) if words else 0.0


def sentences_of(text: str) -> tuple[str, ...]:
    """Return the sentences of a spoken turn."""
    return tuple(part.strip() for part in _SENTENCE.findall(text) if part.strip(" .!?…\"'"))


class Likeness:
    """Compares texts; by words alone when the embedding files are missing."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder: Embedder | None = embedder or Embedder()

    def nearest(self, texts: Sequence[str], references: Sequence[str]) -> float:
        """Return the greatest nearness in meaning between any text and any reference, -1 to 1."""
        if not texts or not references or self._embedder is None:
            return 0.0
        return max(
            float(np.dot(self._vector(text), self._vector(reference)))
            for text in texts
            for reference in references
        )

    def _vector(self, text: str) -> np.ndarray:
        if self._embedder is None:
            return np.zeros(1, dtype=np.float32)
        try:
            return self._embedder.by_itself(text)
        except SearchError:
            self._embedder = None
            return np.zeros(1, dtype=np.float32)

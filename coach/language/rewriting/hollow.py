"""Words that carry nothing about the case, and the sentences made of them alone (practice 45)."""

import re

from coach.language.inflect import forms
from coach.language.rewriting.data import HollowFile

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d\S*|\[[^\]]*\]")


class Hollow:
    """The words of one file."""

    def __init__(self, data: HollowFile) -> None:
        self._strong = _spelt(data.strong)
        self._weak = _spelt(data.weak)
        self._function = _spelt(data.function)

    def praises(self, words: str) -> bool:
        """Tell whether words say nothing and at least one of them praises or reassures."""
        return self._fits(words, self._strong)

    def pads(self, words: str) -> bool:
        """Tell whether words say nothing, by one hollow word at least."""
        return self._fits(words, self._strong | self._weak)

    def solid(self, words: str) -> int:
        """Return how many words say something about the case."""
        known = self._strong | self._weak | self._function
        return sum(w not in known for w in _words(words))

    def _fits(self, words: str, needed: frozenset[str]) -> bool:
        return not self.solid(words) and any(w in needed for w in _words(words))


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def _spelt(words: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words.split():
        found |= forms(word[:-1]) if word.endswith("~") else {word}
    return frozenset(found)

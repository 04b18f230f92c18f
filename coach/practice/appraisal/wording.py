"""Content words of a text, so that what comes back of another can be counted (practices 52, 57)."""

import re
from functools import cached_property
from pathlib import Path

from coach.domain.values import Record
from coach.resources import load_yaml

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,:]\d+)*")
_ENDINGS = re.compile(r"(?:ingly|edly|ings|ing|ied|ies|ed|es|ly|s|e|y)$")
_SHORTEST, _LONG_ENOUGH_TO_CUT = 3, 5


class Words(Record):
    """Which words carry no content, and which are numbers."""

    empty: str
    numbers: dict[str, str]

    @classmethod
    def load(cls, folder: Path) -> "Words":
        """Return the words of `words.yaml` in a folder.

        Raises:
            SetupError: when the file is missing or does not fit.
        """
        return load_yaml(folder / "words.yaml", cls)

    def stems(self, plain_text: str) -> tuple[str, ...]:
        """Return the stems of the words that carry content, figures included, in order."""
        return tuple(stem for word in _WORD.findall(plain_text) if (stem := self._stem(word)))

    @cached_property
    def _empty(self) -> frozenset[str]:
        return frozenset(self.empty.split())

    def _stem(self, word: str) -> str:
        if word in self._empty:
            return ""
        if word[0].isdigit():
            return word.replace(",", "")
        if word in self.numbers:
            return self.numbers[word]
        bare = word.removesuffix("'s")
        if len(bare) < _SHORTEST:
            return ""
        cut = len(bare) >= _LONG_ENOUGH_TO_CUT
        stem = _ENDINGS.sub("", bare) if cut else bare.removesuffix("s")
        doubled = len(stem) > _SHORTEST and stem[-1] == stem[-2]
        return stem[:-1] if doubled else stem

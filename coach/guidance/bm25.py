"""BM25 over a small set of texts: the keyword half of search, and the fallback without a model."""

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_K1 = 1.5
_B = 0.75
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ies", "ed", "es", "s", "ly")
_STOP_WORDS = (
    "a an and are as at be but by do does for from had has have he her him his how i if in is it "
    "its me my of on or our she so that the their them then they this to us was we what when "
    "which who will with you your am been just not no"
)
_STOP = frozenset(_STOP_WORDS.split())


def terms(text: str) -> list[str]:
    """Return a text's words, lower-cased, without the commonest and with endings cut."""
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in _STOP]


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


class Bm25:
    """Okapi BM25 with the usual constants."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(terms(text)) for text in texts]
        self._lengths = [sum(counts.values()) for counts in self._counts]
        self._mean = (sum(self._lengths) / len(texts)) if texts else 1.0
        held = Counter(term for counts in self._counts for term in counts)
        total = len(texts)
        self._idf = {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in held.items()}

    def scores(self, query: str) -> npt.NDArray[np.float64]:
        """Return one score a text, 0 where no word of the query occurs."""
        wanted = set(terms(query)) & self._idf.keys()
        return np.array([self._score(wanted, at) for at in range(len(self._counts))])

    def _score(self, wanted: set[str], at: int) -> float:
        counts = self._counts[at]
        damp = _K1 * (1 - _B + _B * self._lengths[at] / self._mean)
        return sum(
            self._idf[term] * counts[term] * (_K1 + 1) / (counts[term] + damp)
            for term in sorted(wanted)
            if term in counts
        )

"""What words roughly mean: sixteen numbers a common word, averaged over a sentence.

The file is made by `python -m evals.train_word_vectors` and read on first use.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import SetupError
from coach.resources import knowledge_folder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

VECTORS_FILE = "words.npz"
DIMENSIONS = 16
_WEIGHT = 0.6
_SHORTEST = 3
_EMPTY = re.compile(
    r"the|and|for|you|your|our|with|that|this|are|was|were|will|have|"
    r"has|had|not|but|from|they|his|her|its|been|would|could|there|their|"
    r"them|she|him|who|which|what|when|where|all|any|can|may|might"
)


class Meanings:
    """Vectors of common words."""

    def __init__(self, index: dict[str, int], vectors: "npt.NDArray[np.float32]") -> None:
        self._index = index
        self._vectors = vectors

    @classmethod
    def load(cls, folder: Path) -> "Meanings":
        """Return the word vectors of a knowledge/language folder.

        Raises:
            SetupError: when the file is missing or cannot be read.
        """
        import numpy as np

        path = folder / VECTORS_FILE
        try:
            with np.load(path, allow_pickle=False) as data:
                words = json.loads(bytes(data["words"]).decode("ascii"))
                vectors = data["vectors"].astype(np.float32) * data["scale"]
        except (OSError, KeyError, ValueError) as error:
            hint = "Run python -m evals.train_word_vectors."
            raise SetupError(f"{path.name} cannot be read.", hint) from error
        return cls({word: at for at, word in enumerate(words)}, vectors)

    def features(self, words: Iterable[str]) -> dict[str, float]:
        """Return the mean of the words' vectors as feature values; empty if none is known."""
        rows = [
            self._index[word]
            for word in words
            if len(word) >= _SHORTEST and word in self._index and not _EMPTY.fullmatch(word)
        ]
        if not rows:
            return {}
        mean = self._vectors[rows].mean(axis=0)
        return {f"v:{at}": float(value) * _WEIGHT for at, value in enumerate(mean)}


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """Return the shipped word vectors, read once."""
    return Meanings.load(knowledge_folder() / "language")

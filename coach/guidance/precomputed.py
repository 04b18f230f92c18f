"""Vectors of the method's texts, made ahead: embedding them on first use would take half a minute.

`python -m coach.guidance.precomputed` (`make vectors`) writes the file anew after passages changed;
texts it does not hold are embedded when the index is built.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.guidance.embedder import DIGEST, DIMENSIONS, Embedder, Vectors

FILE = "guide-vectors.npz"
_KEY = 16


class Precomputed:
    """An embedder that looks a text up before it computes."""

    def __init__(self, file: Path, embedder: Embedder) -> None:
        self._embedder = embedder
        self._rows = _load(file)

    def holds(self, text: str) -> bool:
        """Whether a text's vector was made ahead."""
        return _key(text) in self._rows

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text.

        Raises:
            SearchError: when a text must be computed and the model is missing or altered.
        """
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        missing = [at for at, text in enumerate(texts) if not self.holds(text)]
        for at, text in enumerate(texts):
            if self.holds(text):
                vectors[at] = self._rows[_key(text)]
        if missing:
            vectors[missing] = self._embedder.embed([texts[at] for at in missing])
        return vectors


def write(file: Path, texts: Sequence[str], embedder: Embedder) -> None:
    """Write the vectors of texts, half precision."""
    unique = sorted(set(texts))
    vectors = embedder.embed(unique).astype(np.float16)
    keys = np.array([_key(text) for text in unique])
    np.savez_compressed(file, model=np.array(DIGEST), keys=keys, vectors=vectors)


def _load(file: Path) -> dict[str, Vectors]:
    """Return the rows by key; none when the file is missing, unreadable or of another model."""
    try:
        with np.load(file, allow_pickle=False) as data:
            if str(data["model"]) != DIGEST:
                return {}
            keys, vectors = data["keys"], data["vectors"].astype(np.float32)
    except (OSError, ValueError, KeyError):
        return {}
    return dict(zip(keys.tolist(), vectors, strict=True))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_KEY]


def _main() -> int:
    from coach.guidance.library import entries
    from coach.guidance.passages import load_passages
    from coach.resources import knowledge_folder

    folder = knowledge_folder()
    texts = [entry.text for entry in entries(load_passages(folder))]
    write(folder / FILE, texts, Embedder())
    return 0


if __name__ == "__main__":
    sys.exit(_main())

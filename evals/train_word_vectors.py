"""`python -m evals.train_word_vectors`: give common words sixteen numbers of meaning each.

The numbers are distilled from the sentence embedder, one word at a time, so that the language check
can tell near words apart without loading it.
"""

import json

import numpy as np

from coach.encoders import load_tokenizer
from coach.guidance.embedder import Embedder
from coach.language.meaning import DIMENSIONS, VECTORS_FILE
from evals.language_data import FOLDER

_RAREST = 29_000
"""The tokenizer numbers its pieces by how common they are."""
_SHORTEST = 3


def _vocabulary() -> dict[str, int]:
    vocabulary: dict[str, int] = load_tokenizer(longest=1).get_vocab()
    return vocabulary


def main() -> None:
    """Embed the tokenizer's whole words, keep the directions in which they differ most, write."""
    numbers = _vocabulary()
    words = sorted(
        word
        for word, at in numbers.items()
        if word.isascii() and word.isalpha() and len(word) >= _SHORTEST and at < _RAREST
    )
    vectors = Embedder().embed(words).astype(np.float64)
    vectors -= vectors.mean(axis=0)
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    reduced = vectors @ directions[:, ::-1][:, :DIMENSIONS]
    scaled = np.clip(np.round(reduced / reduced.std() * 30), -127, 127).astype(np.int8)
    with (FOLDER / VECTORS_FILE).open("wb") as file:
        np.savez_compressed(
            file,
            words=np.frombuffer(json.dumps(words).encode("ascii"), np.uint8),
            vectors=scaled,
            scale=np.float32(1 / 30),
        )
    print(f"{len(words)} words, {(FOLDER / VECTORS_FILE).stat().st_size} bytes")


if __name__ == "__main__":
    main()

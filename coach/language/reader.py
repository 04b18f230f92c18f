"""The sentence reader: a small network that senses what a sentence does, whatever its words.

It tells how likely each category of double-talk is and on which words that rests. It decides
nothing: its numbers are weighed beside the rules (`coach.language.model`). `python -m evals.reader`
trains it.
"""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from coach.encoders import load_session, load_tokenizer, padded

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

Numbers = npt.NDArray[np.float32]

MODEL_FILE = "reader.onnx"
LONGEST_PIECES = 96
_KEPT = 4096


class Sensed(NamedTuple):
    """What a sentence seems to do; every number lies between 0 and 1."""

    labels: Numbers
    """Plain, then each category of double-talk; they add up to 1."""
    marks: tuple[tuple[int, int, float], ...]
    """Start, end and doubt of each word piece."""


class SentenceReader:
    """Reads sentences with the network of one knowledge/language folder."""

    def __init__(
        self, session: "onnxruntime.InferenceSession", cut: "tokenizers.Tokenizer"
    ) -> None:
        self._session = session
        self._tokenizer = cut
        self._sensed = lru_cache(maxsize=_KEPT)(self._one)

    @classmethod
    def load(cls, folder: Path) -> "SentenceReader":
        """Return the reader of a knowledge/language folder.

        Raises:
            SetupError: when its file or the tokenizer's is missing or cannot be read.
        """
        return cls(load_session(folder / MODEL_FILE), load_tokenizer(LONGEST_PIECES))

    def read(self, text: str) -> Sensed:
        """Return what a sentence seems to do."""
        return self._sensed(text)

    def _one(self, text: str) -> Sensed:
        encoded = self._tokenizer.encode(text)
        ids, mask = padded([encoded])
        feed = {"input_ids": ids, "attention_mask": mask}
        labels, pieces = (found[0] for found in self._session.run(None, feed))
        places = zip(encoded.offsets, pieces, strict=True)
        marks = tuple((low, high, float(p)) for (low, high), p in places if high > low)
        return Sensed(labels, marks)

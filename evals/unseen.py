"""What readers that had not seen a text made of it, kept so that fitting on top is honest."""

import hashlib
from pathlib import Path

import numpy as np

from coach.drafting.intake import sensing
from coach.language import reader

_FOLDER = Path(__file__).parent / "datasets"
SENTENCES_FILE = _FOLDER / "unseen-sentences.npz"
NOTES_FILE = _FOLDER / "unseen-notes.npz"


def key(text: str) -> str:
    """Return the name a text is kept under; capitals and a full stop make no other text."""
    plain = " ".join(text.lower().split()).rstrip(".")
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


class UnseenSentenceReader(reader.SentenceReader):
    """Reads as a network that had not learnt from the sentence; new sentences as the shipped one."""

    def __init__(self, shipped: reader.SentenceReader) -> None:
        self._shipped = shipped
        with np.load(SENTENCES_FILE, allow_pickle=False) as data:
            self._at = {str(name): i for i, name in enumerate(data["keys"])}
            self._labels = data["labels"].astype(np.float32)

    def read(self, text: str) -> reader.Sensed:
        """Return what the sentence seems to do."""
        sensed = self._shipped.read(text)
        at = self._at.get(key(text))
        return sensed if at is None else sensed._replace(labels=self._labels[at])


class UnseenNotes:
    """What networks that had not learnt from a note made of it."""

    def __init__(self) -> None:
        with np.load(NOTES_FILE, allow_pickle=False) as data:
            ends = np.cumsum(data["sizes"])
            self._read = {
                str(name): sensing.Sensed(
                    data["tags"][end - size : end].astype(np.float32),
                    data["kinds"][i].astype(np.float32),
                    data["faults"][i].astype(np.float32),
                )
                for i, (name, size, end) in enumerate(
                    zip(data["keys"], data["sizes"], ends, strict=True)
                )
            }

    def of(self, text: str) -> sensing.Sensed | None:
        """Return what was made of a note; None where no such network has read it."""
        return self._read.get(key(text))

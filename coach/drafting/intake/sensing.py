"""The note reader: a small network that reads a note whole and senses what each sentence tells.

It tells what kind of trouble a note sounds like, whose doing it seems to be and, sentence by
sentence, what is told. It decides nothing: its numbers are weighed beside the cues
(`coach.drafting.intake.verdict`). `python -m evals.reader` trains it.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from coach.domain.values import Fault
from coach.drafting.intake.splitting import Span
from coach.encoders import load_session, load_tokenizer, padded

if TYPE_CHECKING:
    import onnxruntime
    import tokenizers

Numbers = npt.NDArray[np.float32]

MODEL_FILE = "reader.onnx"
DOINGS = ("by_us", "by_client", "by_third", "by_nobody", "by_disputed")
"""Whose doing a sentence says the trouble was."""
DOING_OF: dict[Fault, str] = dict(
    zip(("ours", "client", "third_party", "nobody", "disputed"), DOINGS, strict=True)
)
TAGS = (
    *("event", "cause", "promise", "client_impact", "our_impact", "feeling", "wants", "offer"),
    *("limit", "history", "timing", "unknown", "hearsay", "private", "other"),
    *DOINGS,
)
"""What a sentence of a note tells of."""
LONGEST_PIECES = 384
_MOST_STRETCHES = 4
_KEPT = 64


class Sensed(NamedTuple):
    """What a note seems to tell; every number lies between 0 and 1."""

    tags: Numbers
    """A row for each sentence, a column for each of `TAGS`; zeros for sentences not read."""
    kinds: Numbers
    """One for each issue kind; they add up to 1."""
    faults: Numbers
    """One for each fault track; they add up to 1."""


class NoteReader:
    """Reads notes with the network of one knowledge/intake folder."""

    def __init__(
        self, session: "onnxruntime.InferenceSession", cut: "tokenizers.Tokenizer"
    ) -> None:
        self._session = session
        self._tokenizer = cut
        self._sensed = lru_cache(maxsize=_KEPT)(self._whole)

    @classmethod
    def load(cls, folder: Path) -> "NoteReader":
        """Return the reader of a knowledge/intake folder.

        Raises:
            SetupError: when its file or the tokenizer's is missing or cannot be read.
        """
        return cls(load_session(folder / MODEL_FILE), load_tokenizer(LONGEST_PIECES))

    def read(self, text: str, spans: tuple[Span, ...]) -> Sensed:
        """Return what a note's sentences, at least one, seem to tell.

        A note longer than the network takes at once is read in stretches of whole sentences, at
        most four of them.
        """
        return self._sensed(text, spans)

    def _whole(self, text: str, spans: tuple[Span, ...]) -> Sensed:
        rows: list[Numbers] = []
        kinds: list[Numbers] = []
        faults: list[Numbers] = []
        for stretch in self._stretches(text, spans):
            start = stretch[0].start
            encoded = self._tokenizer.encode(text[start : stretch[-1].end])
            ids, mask = padded([encoded])
            feed = {"input_ids": ids, "attention_mask": mask}
            pieces, kind, fault = (found[0] for found in self._session.run(None, feed))
            offsets = np.array(encoded.offsets)
            rows += [
                tags_of(pieces, offsets, one.start - start, one.end - start) for one in stretch
            ]
            kinds.append(kind)
            faults.append(fault)
        rows += [np.zeros(len(TAGS), dtype=np.float32)] * (len(spans) - len(rows))
        return Sensed(np.stack(rows), np.mean(kinds, axis=0), np.mean(faults, axis=0))

    def _stretches(self, text: str, spans: tuple[Span, ...]) -> Iterator[list[Span]]:
        """Yield runs of sentences that fit into the network, at most a few."""
        stretch: list[Span] = []
        used, yielded = 2, 0
        for span in spans:
            size = len(self._tokenizer.encode(span.of(text), add_special_tokens=False).ids)
            if stretch and used + size > LONGEST_PIECES:
                yield stretch
                stretch, used, yielded = [], 2, yielded + 1
                if yielded == _MOST_STRETCHES:
                    return
            stretch.append(span)
            used += size
        if stretch:
            yield stretch


def tags_of(pieces: Numbers, offsets: npt.NDArray[np.int64], start: int, end: int) -> Numbers:
    """Return the tags of a stretch: the mean score of its pieces, squashed."""
    inside = (offsets[:, 0] < end) & (offsets[:, 1] > start) & (offsets[:, 1] > offsets[:, 0])
    scores = pieces[inside].mean(0) if inside.any() else np.full(len(TAGS), -9.0)
    tags: Numbers = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return tags


@lru_cache(maxsize=2)
def reader_of(knowledge: Path) -> NoteReader:
    """Return the note reader of a knowledge folder, loaded once.

    Raises:
        SetupError: when one of its files is missing or cannot be read.
    """
    return NoteReader.load(knowledge / "intake")


def joined(parts: Sequence[str], joiner: str) -> tuple[str, tuple[Span, ...]]:
    """Return sentences as one text, each ended once, with where each stands."""
    text, spans = "", []
    for part in parts:
        words = part.strip()
        if text:
            text += " " if text[-1] in ".!?…:;," and "\n" not in joiner else joiner
        spans.append(Span(len(text), len(text) + len(words)))
        text += words
    return text, tuple(spans)

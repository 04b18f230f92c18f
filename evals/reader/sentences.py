"""The sentences the language reader learns from, and how it is judged on them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from coach.language.model import LABELS, PLAIN
from coach.language.quotes import masked
from coach.language.reader import LONGEST_PIECES
from coach.language.text import split_sentences
from evals.language_data import Sentence, load
from evals.reader.fitting import fit
from evals.reader.network import Pieces, SentenceNetwork

SPOKEN_WEIGHT = 0.4
_BESIDE_WEIGHT = 0.3
_EPOCHS, _BATCH = 5, 32
_SMOOTHING = 0.05
_READ_AT_ONCE = 64


class Row(NamedTuple):
    """A sentence and what it is labelled."""

    text: str
    writer: str
    weight: float
    label: str
    """Plain or a category of double-talk."""
    span: str


def rows() -> list[Row]:
    """Return every sentence that may be learnt from; sets kept aside are never read."""
    return [row for sentence in [*load("dev"), *load("train")] for row in _of(sentence)]


def _of(sentence: Sentence) -> Iterator[Row]:
    weight = SPOKEN_WEIGHT if sentence.author == "spoken" else 1.0
    parts = [span.text for span in split_sentences(masked(sentence.text))]
    for part in parts:
        span = bool(sentence.span) and sentence.span in part
        guilty = sentence.bad and (span or len(parts) == 1)
        # The other sentence of two may only be plain because of its neighbour.
        beside = len(parts) > 1 and not guilty
        yield Row(
            part,
            sentence.author,
            weight * (_BESIDE_WEIGHT if beside else 1.0),
            sentence.label if guilty else PLAIN,
            sentence.span if guilty else "",
        )


def trained(chosen: Sequence[Row]) -> SentenceNetwork:
    """Return a network that has learnt rows."""
    pieces = Pieces(LONGEST_PIECES)
    return fit(
        SentenceNetwork(),
        chosen,
        lambda network, batch: _loss(network, pieces, batch),
        epochs=_EPOCHS,
        batch=_BATCH,
    )


def read(network: SentenceNetwork, texts: Sequence[str]) -> npt.NDArray[np.float16]:
    """Return label probabilities, one line a text."""
    pieces, found = Pieces(LONGEST_PIECES), []
    with torch.no_grad():
        for at in range(0, len(texts), _READ_AT_ONCE):
            inputs, _ = pieces(texts[at : at + _READ_AT_ONCE])
            found.append(network(**inputs)[0].softmax(-1))
    values: npt.NDArray[np.float16] = torch.cat(found).numpy().astype(np.float16)
    return values


def _loss(network: SentenceNetwork, pieces: Pieces, batch: list[Row]) -> torch.Tensor:
    inputs, offsets = pieces([row.text for row in batch])
    labels, marks = network(**inputs)
    wanted = torch.tensor([LABELS.index(row.label) for row in batch])
    weight = torch.tensor([row.weight for row in batch])
    losses = functional.cross_entropy(labels, wanted, reduction="none", label_smoothing=_SMOOTHING)
    of_labels = (losses * weight).sum() / len(batch)
    return of_labels + _mark_loss(marks, inputs["attention_mask"], offsets, batch)


def _mark_loss(
    scores: torch.Tensor, mask: torch.Tensor, offsets: torch.Tensor, batch: list[Row]
) -> torch.Tensor:
    wanted = torch.zeros_like(scores)
    counted = mask.float()
    for i, row in enumerate(batch):
        start = row.text.find(row.span) if row.span else -1
        if start >= 0:
            low, high = offsets[i, :, 0], offsets[i, :, 1]
            inside = (low < start + len(row.span)) & (high > start) & (high > low)
            wanted[i] = inside.float()
        elif row.label != PLAIN:
            counted[i] = 0.0
    losses = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="none")
    return (losses * counted).sum() / counted.sum().clamp(min=1)

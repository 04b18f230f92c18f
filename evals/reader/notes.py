"""How the intake's reader learns from notes."""

from collections.abc import Sequence

import torch
from torch.nn import functional

from coach.domain.values import FAULTS, ISSUE_KINDS
from coach.drafting.intake.sensing import LONGEST_PIECES, TAGS, Sensed, tags_of
from evals.noted import Row, varied
from evals.reader.fitting import fit
from evals.reader.network import NoteNetwork, Pieces

_MAIN_SHARE = 0.8
_EPOCHS, _BATCH = 10, 12
_SMOOTHING = 0.1
_TAG_SHARE = 3.0


def trained(chosen: Sequence[Row]) -> NoteNetwork:
    """Return a network that has learnt notes."""
    pieces = Pieces(LONGEST_PIECES)
    return fit(
        NoteNetwork(),
        chosen,
        lambda network, batch: _loss(network, pieces, batch),
        epochs=_EPOCHS,
        batch=_BATCH,
        vary=varied,
    )


def read(network: NoteNetwork, row: Row) -> Sensed:
    """Return what a network makes of a note."""
    inputs, offsets = Pieces(LONGEST_PIECES)([row.text])
    with torch.no_grad():
        tags, kinds, faults = network(**inputs)
    scores, places = tags[0].numpy(), offsets[0].numpy()
    return Sensed(
        torch.tensor([tags_of(scores, places, s.start, s.end).tolist() for s in row.spans]).numpy(),
        kinds[0].softmax(-1).numpy(),
        faults[0].softmax(-1).numpy(),
    )


def _loss(network: NoteNetwork, pieces: Pieces, batch: list[Row]) -> torch.Tensor:
    inputs, offsets = pieces([row.text for row in batch])
    tags, kinds, faults = network(**inputs)
    loss = _TAG_SHARE * _tag_loss(tags, offsets, batch)
    weight = torch.tensor([row.weight for row in batch])
    at = [i for i, row in enumerate(batch) if row.kinds]
    if at:
        wanted = torch.stack([_shares(batch[i].kinds) for i in at])
        losses = functional.cross_entropy(
            kinds[at], wanted, reduction="none", label_smoothing=_SMOOTHING
        )
        loss = loss + (losses * weight[at]).sum() / len(batch)
    at = [i for i, row in enumerate(batch) if row.fault]
    if at:
        wanted = torch.tensor([FAULTS.index(batch[i].fault or "") for i in at])
        losses = functional.cross_entropy(
            faults[at], wanted, reduction="none", label_smoothing=_SMOOTHING
        )
        loss = loss + (losses * weight[at]).sum() / len(batch)
    return loss


def _shares(kinds: Sequence[str]) -> torch.Tensor:
    shares = torch.zeros(len(ISSUE_KINDS))
    rest = (1 - _MAIN_SHARE) / max(1, len(kinds) - 1)
    for at, kind in enumerate(kinds):
        shares[ISSUE_KINDS.index(kind)] += rest if at else _MAIN_SHARE
    return shares / shares.sum()


def _tag_loss(scores: torch.Tensor, offsets: torch.Tensor, batch: list[Row]) -> torch.Tensor:
    """Judge the mean score of each sentence's pieces."""
    found, wanted, counted = [], [], []
    for i, row in enumerate(batch):
        low, high = offsets[i, :, 0], offsets[i, :, 1]
        for span, tags in zip(row.spans, row.tags, strict=True):
            inside = (low < span.end) & (high > span.start) & (high > low)
            if inside.any():
                found.append(scores[i][inside].mean(0))
                wanted.append([float(tag in tags) for tag in TAGS])
                counted.append([row.weight * float(tag in row.known) for tag in TAGS])
    known = torch.tensor(counted)
    losses = functional.binary_cross_entropy_with_logits(
        torch.stack(found), torch.tensor(wanted), reduction="none"
    )
    return (losses * known).sum() / known.sum().clamp(min=1)

"""Fits a network: batches of texts of like length, one loss, a rate that rises and falls."""

import random
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import torch
from torch import nn

_POOL = 8
"""Batches whose rows are sorted by length together, so that little is padded."""
_BODY_RATE = 1e-4
_HEAD_RATE = 1e-3


class Texted(Protocol):
    """Anything with a text."""

    @property
    def text(self) -> str:
        """The text the network reads."""


RowT = TypeVar("RowT", bound=Texted)
NetworkT = TypeVar("NetworkT", bound=nn.Module)


def fit(
    network: NetworkT,
    rows: Sequence[RowT],
    loss_of: Callable[[NetworkT, list[RowT]], torch.Tensor],
    *,
    epochs: int,
    batch: int,
    vary: Callable[[RowT, random.Random], RowT] = lambda row, _: row,
    seed: int = 0,
) -> NetworkT:
    """Return the network fitted on rows; `vary` may change each row anew each time round."""
    torch.manual_seed(seed)
    shuffler = random.Random(seed)
    network.train()
    body = [p for n, p in network.named_parameters() if n.startswith("body.") and p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("body.")]
    groups = [{"params": body, "lr": _BODY_RATE}, {"params": heads, "lr": _HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * len(_batches(rows, batch, shuffler))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [_BODY_RATE, _HEAD_RATE], total_steps=steps + 1, pct_start=0.1
    )
    for epoch in range(epochs):
        total = 0.0
        for chosen in _batches([vary(row, shuffler) for row in rows], batch, shuffler):
            loss = loss_of(network, chosen)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"  epoch {epoch + 1}: {total * epochs / steps:.3f}", flush=True)
    network.eval()
    return network


def _batches(rows: Sequence[RowT], size: int, shuffler: random.Random) -> list[list[RowT]]:
    shuffled = shuffler.sample(list(rows), len(rows))
    pools = [shuffled[at : at + size * _POOL] for at in range(0, len(rows), size * _POOL)]
    found = []
    for pool in pools:
        pool.sort(key=lambda row: len(row.text))
        found += [pool[at : at + size] for at in range(0, len(pool), size)]
    shuffler.shuffle(found)
    return found

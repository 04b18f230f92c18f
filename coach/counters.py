"""What Candor counts of its own work: how often and how long, never whose or what.

Labels are words of ours alone. With `CANDOR_LOGS=json` each count is a line in the log, too.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Literal

What = Literal["draft", "turn", "refused part", "model call", "file", "page run"]

_LABELS: dict[What, tuple[str, ...]] = {
    "draft": ("kind", "written_by"),
    "turn": ("written_by",),
    "refused part": ("why",),
    "model call": ("outcome",),
    "file": ("kind", "outcome"),
    "page run": ("page",),
}
_HELP: dict[What, str] = {
    "draft": "Case packs, emails and replies that were drafted",
    "turn": "Turns of practice that were answered",
    "refused part": "Parts for which the model's version was refused or not there",
    "model call": "Calls to the language model",
    "file": "Files whose words were read",
    "page run": "Runs of a page",
}
# From a rerun of a page to the longest answer of a model on the user's own machine.
_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)
_LOG = logging.getLogger("candor")
_paused: ContextVar[bool] = ContextVar("candor_counting_paused", default=False)


class _Meters:
    """The counters of this process, made when something is first counted."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

        self.registry: CollectorRegistry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.counts: dict[What, Counter] = {}
        self.seconds: dict[What, Histogram] = {}
        for what, labels in _LABELS.items():
            name = f"candor_{what.replace(' ', '_')}"
            self.counts[what] = Counter(f"{name}s", _HELP[what], labels, registry=self.registry)
            self.seconds[what] = Histogram(
                f"{name}_seconds",
                f"{_HELP[what]}: how long each took",
                registry=self.registry,
                buckets=_BUCKETS,
            )


@cache
def _meters() -> _Meters:
    return _Meters()


def add(what: What, seconds: float | None = None, **labels: str) -> None:
    """Count one piece of work, and how long it took if that is known."""
    if _paused.get():
        return
    _meters().counts[what].labels(**labels).inc()
    if seconds is not None:
        _meters().seconds[what].observe(seconds)
    took = {} if seconds is None else {"seconds": round(seconds, 4)}
    _LOG.info(what, extra={"candor": {**labels, **took}})


@contextmanager
def timed(what: What, **labels: str) -> Iterator[dict[str, str]]:
    """Count a piece of work when the block ends; labels that only its end tells go into the dict.

    Work that raises is counted only if every label is known by then.
    """
    began = time.perf_counter()
    known = dict(labels)
    try:
        yield known
    finally:
        if known.keys() == set(_LABELS[what]):
            add(what, time.perf_counter() - began, **known)


@contextmanager
def paused() -> Iterator[None]:
    """Count nothing in the block: it only tries on paper."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def exposition() -> tuple[bytes, str]:
    """Return all counts as a monitoring system reads them, and their content type."""
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    return generate_latest(_meters().registry), CONTENT_TYPE_LATEST

"""Rows of a table: a measure, its value, its interval and the bar it should reach."""

import random
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_RESAMPLES = 1000


class Row(NamedTuple):
    """One measure."""

    measure: str
    value: float | None
    """None: not measured."""
    low: float | None = None
    high: float | None = None
    n: int | None = None
    bar: str = ""
    """The target in words, such as ">= 0.80"."""


def bootstrap(
    items: Sequence[T],
    statistic: Callable[[Sequence[T]], float],
    group: Callable[[T], Hashable] | None = None,
    seed: int = 0,
) -> tuple[float, float]:
    """Return a 95% interval, drawing whole groups where items belong together."""
    clusters: dict[Hashable, list[T]] = {}
    for at, item in enumerate(items):
        clusters.setdefault(group(item) if group else at, []).append(item)
    pool = list(clusters.values())
    rng = random.Random(seed)
    values = sorted(
        statistic([item for cluster in rng.choices(pool, k=len(pool)) for item in cluster])
        for _ in range(_RESAMPLES)
    )
    return values[int(0.025 * _RESAMPLES)], values[int(0.975 * _RESAMPLES)]


def share(measure: str, hits: Sequence[bool], bar: str = "") -> Row:
    """Return the share of true values with its interval."""
    if not hits:
        return Row(measure, None, n=0, bar=bar)
    low, high = bootstrap(hits, lambda sample: sum(sample) / len(sample))
    return Row(measure, sum(hits) / len(hits), low, high, len(hits), bar)


def table(title: str, rows: Sequence[Row]) -> str:
    """Return a Markdown table."""
    lines = [
        f"## {title}",
        "",
        "| measure | value | 95% interval | n | bar |",
        "|---|---|---|---|---|",
    ]
    lines += [_line(row) for row in rows]
    return "\n".join(lines)


def _line(row: Row) -> str:
    value = "not measured" if row.value is None else f"{row.value:.3f}"
    interval = "" if row.low is None or row.high is None else f"{row.low:.3f} to {row.high:.3f}"
    return f"| {row.measure} | {value} | {interval} | {row.n or ''} | {row.bar} |"

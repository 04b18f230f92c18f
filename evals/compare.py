"""The built-in engine and a model side by side: measures, what became of parts, cost and time."""

import re
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from coach.domain.model_use import ModelUse
from coach.model.allowance import Allowance
from coach.model.port import Model
from coach.model.tokens import TokenCounter
from evals.recording import answers
from evals.report import Row

_OUTCOMES = ("kept", "repaired", "cut", "refused", "unanswered", "over_budget")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|'[^']*'|\b\d[\d,.]*\b")
_MOST_REASONS = 12


class Side(NamedTuple):
    """A task measured once, and what a model was asked for it."""

    rows: list[Row]
    uses: list[ModelUse]


class Means(NamedTuple):
    """What a task needs to be measured with a model."""

    model: Model
    allowance: Callable[[], Allowance]
    limit: int | None

    def first(self, items: Sequence[object]) -> int:
        """Return how many of these to take."""
        return len(items) if self.limit is None else min(self.limit, len(items))


class Prices(NamedTuple):
    """What a million tokens cost; None: not said, so cost is not measured."""

    sent: float | None = None
    received: float | None = None

    def of(self, tokens_in: int, tokens_out: int) -> str:
        """Return what these cost."""
        if self.sent is None or self.received is None:
            return "unscored (say --price-in and --price-out, per million tokens)"
        return f"{(tokens_in * self.sent + tokens_out * self.received) / 1e6:.4f}"


def means(model: Model, name: str, tokens: Path, limit: int | None) -> Means:
    """Return the means for all tasks of a run."""
    counter = TokenCounter(name, tokens)
    return Means(model, lambda: Allowance(counter=counter), limit)


def side_by_side(title: str, built: Side, modelled: Side) -> str:
    """Return one table of both, and one of what became of the model's parts."""
    lines = [
        f"## {title}",
        "",
        "| measure | built-in | 95% interval | model | 95% interval | n | bar |",
        "|---|---|---|---|---|---|---|",
    ]
    by_name = {row.measure: row for row in modelled.rows}
    for row in built.rows:
        other = by_name.get(row.measure, Row(row.measure, None))
        lines.append(
            f"| {row.measure} | {_value(row)} | {_interval(row)} | {_value(other)} "
            f"| {_interval(other)} | {row.n or ''} | {row.bar} |"
        )
    return "\n".join([*lines, "", *_fates(modelled.uses)])


def _value(row: Row) -> str:
    return "unscored" if row.value is None else f"{row.value:.3f}"


def _interval(row: Row) -> str:
    return "" if row.low is None or row.high is None else f"{row.low:.3f} to {row.high:.3f}"


def _fates(uses: Sequence[ModelUse]) -> list[str]:
    counted: dict[str, Counter[str]] = {}
    reasons: Counter[tuple[str, str]] = Counter()
    for use in uses:
        for part, done in use.parts.items():
            counted.setdefault(part, Counter())[done.outcome] += 1
            for reason in done.reasons:
                reasons[done.outcome, _QUOTED.sub("…", reason)] += 1
    lines = [f"| part | {' | '.join(_OUTCOMES)} |", "|---" * (len(_OUTCOMES) + 1) + "|"]
    for part, found in counted.items():
        lines.append(f"| {part} | " + " | ".join(str(found[one]) for one in _OUTCOMES) + " |")
    if reasons:
        lines += ["", "| why | outcome | times |", "|---|---|---|"]
        for (outcome, reason), times in reasons.most_common(_MOST_REASONS):
            lines.append(f"| {reason} | {outcome} | {times} |")
    return lines


def bill(folder: Path, prices: Prices) -> str:
    """Return what a run took: calls, tokens, money and seconds."""
    rows = answers(folder)
    if not rows:
        return "No call was made."
    seconds = sorted(row["seconds"] for row in rows)
    tokens_in = sum(row.get("tokens_in", 0) for row in rows)
    tokens_out = sum(row.get("tokens_out", 0) for row in rows)
    estimated = ", estimated" if any(row.get("estimated") for row in rows) else ""
    failed = sum("error" in row for row in rows)
    return (
        f"{len(rows)} calls, {failed} of them without a usable answer; {tokens_in:,} tokens sent "
        f"and {tokens_out:,} received{estimated}; cost: {prices.of(tokens_in, tokens_out)}; "
        f"seconds a call: median {statistics.median(seconds):.1f}, "
        f"longest {seconds[-1]:.1f}, {sum(seconds):.0f} in all."
    )

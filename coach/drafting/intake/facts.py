"""Facts with the exact words they came from, their side, certainty and confidentiality."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from coach.domain.situation import CaseInput, SituationFact
from coach.domain.values import Certainty, FactKind, Side
from coach.drafting.intake.dates import Dates, Past
from coach.drafting.intake.figures import find_figures
from coach.drafting.intake.lexicon import Lexicon
from coach.drafting.intake.money import money_in_context
from coach.drafting.intake.people import Cast
from coach.drafting.intake.quantities import Found
from coach.drafting.intake.splitting import Span

Counted = Callable[[int, int], int]
"""Tells where the things end that a figure counts."""

_LAYERED: tuple[FactKind, ...] = ("negation", "commitment", "hedge")
_ORDER: tuple[FactKind, ...] = (
    "reference",
    "amount",
    "percent",
    "date",
    "duration",
    "name",
    "organisation",
    "number",
)
_SHARE = re.compile(
    r"\s(?:of|out of|in)\s(?:(?:the|our|their|those|his|her)\s)?(?:(?:first|last)\s)?\d+(?:[.,]\d+)*"
    r"(?![\w%]|[.,]\d|\s?(?:days?|weeks?|months?|years?|hours?|mins?|minutes?)\b)"
)


@dataclass(frozen=True)
class Context:
    """What each fact is judged by."""

    words: Lexicon
    side_at: Callable[[int], Side]
    certainty_at: Callable[[int, int], Certainty]
    private: Iterable[Span]


def find_quantities(
    text: str, case_dates: Dates, words: Lexicon, past: Past, counted: Counted
) -> tuple[Found, ...]:
    """Return amounts, percentages, dates, durations, counts and references that do not overlap."""
    told = list(words.quantities.find(text))
    surer = [*find_figures(text), *(found for found in told if found.kind != "number")]
    surer += case_dates.find(text, past)
    kept: list[Found] = []
    _keep(surer, kept)
    numbers = [
        grown for found in told if found.kind == "number" if (grown := _whole(text, found, counted))
    ]
    kept_apart = list(kept)
    _keep(list(money_in_context(text, numbers, kept_apart, words.quantities.rate)), kept)
    _keep(numbers, kept)
    return tuple(sorted(kept, key=lambda one: one.start))


def _keep(found: Iterable[Found], kept: list[Found]) -> None:
    """Add what overlaps nothing kept so far, the surest kind first."""
    for one in sorted(found, key=_rank):
        if not any(one.overlaps(other) for other in kept):
            kept.append(one)


def _rank(found: Found) -> int:
    # A duration inside a date ("in two weeks' time") and a clock inside an amount are the lesser.
    return {"reference": 0, "amount": 1, "percent": 2, "date": 3, "duration": 4}.get(found.kind, 9)


def _whole(text: str, found: Found, counted: Counted) -> Found | None:
    """Return a count with the things it counts: "22" becomes "22 period coats".

    A lone "one" counts nothing: "the other one".
    """
    share = _SHARE.match(text, found.end)
    end = counted(found.start, share.end() if share else found.end)
    if end == found.end and found.value == "1" and not text[found.start].isdigit():
        return None
    return Found(found.start, end, "number", found.value)


def build_facts(
    text: str, quantities: tuple[Found, ...], cast: Cast, context: Context
) -> tuple[SituationFact, ...]:
    """Return every fact in order of place, with ids that depend on its own words alone."""
    found = [*quantities, *_names(quantities, cast), *_layered(text, context.words)]
    found.sort(key=lambda one: (one.start, -one.end, one.kind))
    seen: dict[str, int] = {}
    return tuple([_fact(text, one, context, cast, seen) for one in found])


def _names(quantities: tuple[Found, ...], cast: Cast) -> Iterator[Found]:
    for party in cast.parties:
        kind: FactKind = "organisation" if party.sort == "organisation" else "name"
        for mention in party.mentions:
            found = Found(mention.start, mention.end, kind, party.name)
            if not any(found.overlaps(one) for one in quantities if one.kind != "number"):
                yield found


def _layered(text: str, words: Lexicon) -> Iterator[Found]:
    """Yield negations, commitments and hedges; they may hold other facts."""
    patterns: tuple[tuple[FactKind, re.Pattern[str]], ...] = (
        ("negation", words.negation),
        ("commitment", words.commitment),
    )
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            if match[0].strip():
                yield Found(match.start(), match.end(), kind, " ".join(match[0].lower().split()))
    for match in words.estimated.finditer(text):
        told = match[0].strip()
        if told:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Found(start, start + len(told), "hedge", told.lower())


def _fact(
    text: str, one: Found, context: Context, cast: Cast, seen: dict[str, int]
) -> SituationFact:
    words = text[one.start : one.end]
    party = cast.at(one.start) if one.kind in ("name", "organisation") else None
    return SituationFact(
        id=_id(one.kind, words, seen),
        start=one.start,
        end=one.end,
        text=words,
        kind=one.kind,
        value=one.value,
        side=party.side if party else context.side_at(one.start),
        certainty=context.certainty_at(one.start, one.end),
        confidential=any(s.start < one.end and one.start < s.end for s in context.private),
    )


def _id(kind: FactKind, words: str, seen: dict[str, int]) -> str:
    slug = re.sub(r"[^\w]+", "-", words.lower()).strip("-")[:40] or "-".join(
        f"{ord(c):x}" for c in words[:4]
    )
    base = f"{kind}-{slug}"
    seen[base] = seen.get(base, 0) + 1
    return base if seen[base] == 1 else f"{base}~{seen[base]}"


def dates_for(case: CaseInput) -> Dates:
    """Return a date reader for the case's day and the user's date order."""
    from datetime import date

    return Dates(date.fromisoformat(case.today), case.profile.date_order)

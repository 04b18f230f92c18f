"""What does not fit together: two dates for one event, sums that do not come out, two accounts."""

import re
from collections.abc import Iterator
from itertools import pairwise

from coach.domain.situation import SituationFact
from coach.drafting.intake.quantities import plain_number
from coach.drafting.intake.splitting import Span
from coach.drafting.intake.tagging import Scene

_EVENT = re.compile(
    r"\b(launch|deadline|delivery|opening|ceremony|go-?live|wedding|meeting|review|board|handover|completion|finish|start"
    r"|event|show|conference|agm|exam|inspection|move-?in|renewal|shipment|arriv\w+|deliver\w+)\b",
    re.IGNORECASE,
)
_FIG = r"[£$€]?\s?(?:[A-Z]{3}\s)?(\d[\d.,]*\d|\d)\s?(?:k\b)?"
_PRODUCT = re.compile(
    rf"{_FIG}\s?\w*\s?(?:x|×|\*|at|@)\s?{_FIG}(?:\s?/?\s?\w+)?"
    rf"\s?(?:=|is|makes|comes to|that['’]?s|total(?:s|ling)?)\s?{_FIG}",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(\d+)\s(?:of|out of)\s(?:the\s|our\s|their\s)?(\d+)\b", re.IGNORECASE)
_WE_SAY = re.compile(
    r"\b(?:we|i) (?:say|said|maintain|insist|think|believe)\b|\bnot our\b", re.IGNORECASE
)
_TOLERANCE = 0.01


def contradictions(
    scene: Scene, facts: tuple[SituationFact, ...], disputed: bool
) -> tuple[str, ...]:
    """Return each thing that does not fit, quoting both sides of it."""
    found = [*_dates(scene, facts), *_sums(scene.text), *_shares(scene.text)]
    if disputed:
        found += _accounts(scene)
    return tuple(dict.fromkeys(found))


def _dates(scene: Scene, facts: tuple[SituationFact, ...]) -> Iterator[str]:
    """Yield pairs of different days given for one event in two sentences."""
    seen: dict[str, list[SituationFact]] = {}
    for fact in facts:
        if fact.kind != "date" or not re.match(r"\d{4}-\d\d-\d\d", fact.value):
            continue
        event = _EVENT.search(scene.clause_at(fact.start).of(scene.text))
        if event and "/" not in fact.value:
            seen.setdefault(event[1].lower(), []).append(fact)
    for name, dates in seen.items():
        first = dates[0]
        for other in dates[1:]:
            apart = scene.sentence_at(first.start) != scene.sentence_at(other.start)
            if apart and first.value[:10] != other.value[:10]:
                yield f"Two dates for the {name}: {first.text} and {other.text}."
                break


def _sums(text: str) -> Iterator[str]:
    for match in _PRODUCT.finditer(text):
        one, two, total = (plain_number(figure.strip(".,")) for figure in match.groups())
        if abs(one * two - total) > _TOLERANCE * max(total, 1):
            yield f'"{match[0].strip()}" does not come out: {one:g} × {two:g} = {one * two:,.10g}.'


def _shares(text: str) -> Iterator[str]:
    for match in _OF.finditer(text):
        if int(match[1]) > int(match[2]):
            yield f'"{match[0]}" cannot be: the part is larger than the whole.'


def _accounts(scene: Scene) -> Iterator[str]:
    """Yield what they say beside what we say, when the two stand next to each other."""
    claims: list[tuple[str, Span]] = []
    for span in scene.spans:
        words = span.of(scene.text)
        theirs = scene.words.client_claim.search(words) is not None
        ours = _WE_SAY.search(words) is not None
        if theirs and ours:
            yield f'Two accounts: "{words.strip()}"'
        elif theirs or ours:
            claims.append(("theirs" if theirs else "ours", span))
    for (who, span), (other, follows) in pairwise(claims):
        if who != other:
            yield f'Two accounts: "{span.of(scene.text)}" and "{follows.of(scene.text)}"'

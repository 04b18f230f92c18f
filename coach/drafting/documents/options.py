"""Two or three ways on that differ, one of them preferred (practices 69 to 72, 76)."""

import re
from collections.abc import Sequence

from coach.domain.pack import Action, Option
from coach.drafting.calendar import days_of
from coach.drafting.calendar import said as date_said
from coach.drafting.casefile import CaseFile
from coach.drafting.cues import cue
from coach.drafting.offers import Means, Offer
from coach.drafting.phrasebook import Remedy, fill

_ORDER: tuple[Means, ...] = ("right", "other", "process")
_MOST, _FEWEST = 3, 2
_MOST_TOGETHER = 2
_STEM, _LEAST_STEM = 5, 4


def options(file: CaseFile) -> tuple[Option, ...]:
    """Return the options, the preferred one first.

    Offers from the note come first, each a way of its own; remedies of the issue kind fill up only
    where the note tells fewer than two. What is held back, or beyond the limit, is in none.
    """
    groups = _grouped(file, within_limit(file))
    best = max(range(len(groups)), key=lambda i: (_weight(file, groups[i]), -i), default=-1)
    ordered = [groups[best], *(g for i, g in enumerate(groups) if i != best)] if groups else []
    made = [_offered(file, group, at == 0) for at, group in enumerate(ordered)]
    taken = [group[0].means for group in ordered]
    for means in sorted(_ORDER, key=lambda m: (m in taken, _ORDER.index(m))):
        if len(made) >= (_FEWEST if ordered else _MOST):
            break
        made.append(_remedy(file, means, not made))
    return tuple(made)


def within_limit(file: CaseFile) -> tuple[Offer, ...]:
    """Return the open offers whose known worth stays inside what the user may give."""
    ceiling = file.ceiling
    return tuple(
        offer
        for offer in file.open_offers
        if ceiling is None or offer.worth is None or offer.worth <= ceiling
    )


def _grouped(file: CaseFile, offers: Sequence[Offer]) -> list[list[Offer]]:
    """Return the ways on: what only adds to an offer goes with it, the rest stands alone.

    Additions are joined only where both together stay inside the limit, and only when there are
    more offers than there can be options.
    """
    groups = [[offer] for offer in offers]
    for may_join in (lambda group: group[0].adds, lambda group: len(group) == 1):
        while len(groups) > _MOST:
            at = next(
                (
                    i
                    for i in range(len(groups) - 1, 0, -1)
                    if may_join(groups[i])
                    and len(groups[i - 1]) < _MOST_TOGETHER
                    and _fits(file, [*groups[i - 1], *groups[i]])
                ),
                None,
            )
            if at is None:
                break
            groups[at - 1 : at + 1] = [[*groups[at - 1], *groups[at]]]
    ranked = sorted(groups, key=lambda group: -_weight(file, group))[:_MOST]
    return [group for group in groups if group in ranked]


def _fits(file: CaseFile, offers: Sequence[Offer]) -> bool:
    total = sum(offer.worth or 0 for offer in offers)
    return file.ceiling is None or total <= file.ceiling


def _weight(file: CaseFile, offers: Sequence[Offer]) -> float:
    """Return how much a way gives the client of what they ask for.

    What answers their wish in their own words weighs most; then what puts the thing itself right;
    then what it is worth, against the limit or the largest offer.
    """
    told = " ".join(offer.words for offer in offers)
    match = min(len(_stems(told) & wished(file)), 3)
    money = bool(cue("asks_money").search(_wish_text(file)))
    paid = any(offer.worth is not None or offer.means == "process" for offer in offers)
    largest = max((offer.worth or 0 for offer in file.offers), default=0)
    most = file.ceiling or largest or 1
    worth = min(sum(offer.worth or 0 for offer in offers) / most, 1)
    solid = min(sum(len(offer.facts) for offer in offers), 4) / 4
    rights = {"right": 1.5, "other": 1.0, "process": 0.5}[offers[0].means]
    blank = 1.5 if any("[" in offer.said for offer in offers) else 0
    return 1.5 * match + (2.0 if money and paid else 0) + worth + solid + rights - blank


def wished(file: CaseFile) -> set[str]:
    """Return the stems of the words in which the client's wish is told."""
    return _stems(_wish_text(file))


def _wish_text(file: CaseFile) -> str:
    told = [p.plain for p in file.pieces if p.has("wants") or cue("wish").search(p.plain)]
    return " ".join(t for t in told if not cue("our_wish").search(t))


def _stems(text: str) -> set[str]:
    words = re.findall(r"[a-z]+", text.lower())
    return {w[:_STEM] for w in words if len(w) >= _LEAST_STEM and not cue("common").fullmatch(w)}


def _offered(file: CaseFile, group: Sequence[Offer], preferred: bool) -> Option:
    means = group[0].means
    return Option(
        title="; also ".join(
            title if i == 0 else file.mid(title) for i, title in enumerate(o.title for o in group)
        ),
        gives=" ".join(offer.said for offer in group),
        costs=_costs(file, group),
        actions=_actions(file, group),
        preferred=preferred,
        why=_why(file, means, preferred),
    )


def _remedy(file: CaseFile, means: Means, preferred: bool) -> Option:
    remedy: Remedy = getattr(file.kind_words.remedies, means)
    named = _named(file)
    when = file.book.papers["options"]["when_blank"]
    return Option(
        title=remedy.title,
        gives=remedy.gives,
        costs=remedy.costs,
        actions=tuple(Action(who=named[who], what=what, when=when) for who, what in remedy.do),
        preferred=preferred,
        why=_why(file, means, preferred),
    )


def _why(file: CaseFile, means: Means, preferred: bool) -> str:
    words = file.book.papers["options"]
    more = f" {words['why_preferred']}" if preferred else ""
    return f"{words['why'][means]}{more}"


def _costs(file: CaseFile, group: Sequence[Offer]) -> str:
    """Return what the note says it costs, with the sums shown; else a blank."""
    words = file.book.papers["options"]
    told = [offer.cost for offer in group if offer.cost]
    told += [fill(words["sum"], sum=line) for offer in group for line in offer.sums]
    if not told and (given := [o for o in group if o.worth is not None]):
        told = [fill(words["given"], what=_money_in(offer)) for offer in given]
    return " ".join(told) or str(words["costs_offer"])


def _money_in(offer: Offer) -> str:
    amounts = [f.text for f in offer.facts if f.kind == "amount"]
    shown = re.search(r"(?:which is|that is|so|is) (\d[\d.,]*\d)", offer.words)
    if amounts:
        return amounts[-1]
    return str(shown[1]) if shown else offer.title


def _named(file: CaseFile) -> dict[str, str]:
    words = file.book.papers["options"]
    return {
        "us": file.me or words["us_blank"],
        "client": file.address if file.contact else words["client_blank"],
    }


def _actions(file: CaseFile, offers: Sequence[Offer]) -> tuple[Action, ...]:
    words, named = file.book.papers["options"], _named(file)
    rows = [
        Action(who=named["us"], what=_task(offer), when=_when(offer) or words["when_blank"])
        for offer in offers
    ]
    return (*rows, Action(who=named["client"], what=words["confirm"], when=words["when_blank"]))


def _task(offer: Offer) -> str:
    bare = re.sub(r"^(?:We|I) can (?:offer )?", "", offer.said).rstrip(".")
    return bare[:1].upper() + bare[1:]


def _when(offer: Offer) -> str:
    dates = [fact for fact in offer.facts if fact.kind == "date" and fact.text in offer.words]
    if len(dates) != 1:
        return ""
    when = date_said(dates[0].text, dates[0].value)
    return when if days_of(dates[0].value) or re.search(r"\d", when) else ""


def preferred(choices: tuple[Option, ...]) -> Option:
    """Return the preferred one of some options."""
    return next(option for option in choices if option.preferred)

"""Two or three ways on that differ in kind, one of them preferred (practices 69 to 72, 76)."""

import re

from coach.domain.pack import Action, Option
from coach.drafting.calendar import days_of
from coach.drafting.calendar import said as date_said
from coach.drafting.casefile import CaseFile
from coach.drafting.offers import Means, Offer
from coach.drafting.phrasebook import Remedy

_ORDER: tuple[Means, ...] = ("right", "other", "process")
_MOST_TOGETHER = 2
_SOLID = ("amount", "date", "duration", "number", "percent")


def options(file: CaseFile) -> tuple[Option, ...]:
    """Return the options, the preferred one first.

    Offers from the note come before remedies of the issue kind; what is held back is in none.
    """
    groups = _spread(file.open_offers)
    preferred = _preferred(groups)
    if file.track == "client":
        preferred = _generous(groups, preferred)
    order = (preferred, *(means for means in _ORDER if means != preferred))
    return tuple(_option(file, means, groups[means], means == preferred) for means in order)


def _spread(offers: tuple[Offer, ...]) -> dict[Means, list[Offer]]:
    """Return offers by kind of remedy; a kind with many lends one to a kind with none."""
    groups: dict[Means, list[Offer]] = {means: [] for means in _ORDER}
    for offer in offers:
        groups[offer.means].append(offer)
    for empty in _ORDER:
        full = max(_ORDER, key=lambda means: len(groups[means]))
        if not groups[empty] and len(groups[full]) > 1 and full != "process":
            groups[empty].append(groups[full].pop())
    return groups


def _generous(groups: dict[Means, list[Offer]], otherwise: Means) -> Means:
    """Put a concession and a preventing step together where the client erred (22, 23, 72)."""
    others = [means for means in _ORDER[:2] if groups[means]]
    if not groups["process"] or not others:
        return otherwise
    groups["process"].insert(1, groups[others[0]].pop(0))
    return "process"


def _preferred(groups: dict[Means, list[Offer]]) -> Means:
    """Return the kind to prefer: the most substantial of what we can really offer.

    What is stated in figures and dates weighs most; at a tie making it right comes first.
    """

    def weight(means: Means) -> tuple[bool, int, int]:
        offers = groups[means][:_MOST_TOGETHER]
        solid = sum(len([f for f in offer.facts if f.kind in _SOLID]) for offer in offers)
        return bool(offers), solid if means != "process" else 0, -_ORDER.index(means)

    return max(_ORDER, key=weight)


def _option(file: CaseFile, means: Means, offers: list[Offer], preferred: bool) -> Option:
    words = file.book.papers["options"]
    remedy: Remedy = getattr(file.kind_words.remedies, means)
    why = words["why"][means] + (f" {words['why_preferred']}" if preferred else "")
    if not offers:
        return Option(
            title=remedy.title,
            gives=remedy.gives,
            costs=remedy.costs,
            actions=_actions(file, remedy, []),
            preferred=preferred,
            why=why,
        )
    chosen = offers[:_MOST_TOGETHER]
    return Option(
        title=chosen[0].title,
        gives=" ".join(offer.said for offer in chosen),
        costs=words["costs_offer"],
        actions=_actions(file, remedy, chosen),
        preferred=preferred,
        why=why,
    )


def _actions(file: CaseFile, remedy: Remedy, offers: list[Offer]) -> tuple[Action, ...]:
    words = file.book.papers["options"]
    us = file.me or words["us_blank"]
    client = file.address if file.contact else words["client_blank"]
    rows = [
        Action(who=us, what=_task(offer), when=_when(offer) or words["when_blank"])
        for offer in offers
    ]
    named = {"us": us, "client": client}
    todo = [(who, what) for who, what in remedy.do if not offers or who == "client"]
    if offers and not todo:
        todo = [("client", words["confirm"])]
    rows += [Action(who=named[who], what=what, when=words["when_blank"]) for who, what in todo]
    return tuple(rows)


def _task(offer: Offer) -> str:
    bare = offer.said.removeprefix("We can ").rstrip(".")
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

"""What can be seen at a glance: the damage on five axes, and what each way forward asks of whom.

Nothing here is weighed or guessed: figures are the user's own, steps are those of the options.
"""

from collections.abc import Sequence
from typing import Literal

from coach.domain.pack import CasePack, Option
from coach.domain.situation import Situation
from coach.domain.values import FactKind, Record
from coach.drafting.cues import cue
from coach.drafting.intake.outline import NONE_STATED
from coach.language.facts import extract_facts

Axis = Literal["scope", "timeline", "budget", "contract", "relationship"]
Felt = Literal["already", "ahead", "both"]

AXES: tuple[Axis, ...] = ("scope", "timeline", "budget", "contract", "relationship")
_FIGURES: dict[Axis, tuple[FactKind, ...]] = {
    "scope": ("number", "percent"),
    "timeline": ("duration", "date"),
    "budget": ("amount", "percent"),
    "contract": ("amount", "reference", "date"),
    "relationship": (),
}


class Damage(Record):
    """The damage on one axis (practices 13 and 14)."""

    axis: Axis
    told: str
    """The user's words, or empty when nothing was said."""
    figure: str
    """The one figure in them that fits the axis best, or empty."""
    felt: Felt
    as_said: bool
    """True when it is what somebody says, not what was seen."""


class Weight(Record):
    """What one way forward asks of each side."""

    title: str
    preferred: bool
    ours: int
    """Steps on our side."""
    theirs: int
    money: str
    """The sums in what it costs us, as written, or empty."""


def damage_of(situation: Situation) -> tuple[Damage, ...]:
    """Return the five axes in their fixed order."""
    told = {axis: str(getattr(situation.impacts, axis)) for axis in AXES}
    return tuple(
        Damage(
            axis=axis,
            told="" if text == NONE_STATED else text,
            figure=_figure(situation, axis, text),
            felt=felt(text),
            as_said=bool(cue("says").search(text)),
        )
        for axis, text in told.items()
    )


def felt(text: str) -> Felt:
    """Return whether damage has been felt already, is still ahead, or both (practice 14)."""
    ahead, back = cue("ahead").search(text), cue("back").search(text)
    if ahead and back:
        return "both"
    return "ahead" if ahead else "already"


def _figure(situation: Situation, axis: Axis, text: str) -> str:
    for kind in _FIGURES[axis]:
        for fact in situation.facts:
            if fact.kind == kind and fact.text in text and not fact.confidential:
                return fact.text
    return ""


def balance_of(pack: CasePack) -> tuple[Weight, ...]:
    """Return what each way forward asks of whom, in the pack's order."""
    names = [person.name for person in pack.situation.people if person.side == "client"]
    names += [p.organisation for p in pack.situation.people if p.side == "client"]
    return tuple(_weight(option, [name for name in names if name]) for option in pack.options)


def _weight(option: Option, clients: Sequence[str]) -> Weight:
    theirs = sum(_is_theirs(action.who, clients) for action in option.actions)
    sums = [fact.text for fact in extract_facts(option.costs) if fact.kind == "amount"]
    return Weight(
        title=option.title,
        preferred=option.preferred,
        ours=len(option.actions) - theirs,
        theirs=theirs,
        money=", ".join(dict.fromkeys(sums)),
    )


def _is_theirs(who: str, clients: Sequence[str]) -> bool:
    """Return whether a step is the client's: a first name stands for the whole one."""
    return any(word in name.split() for name in clients for word in who.split())

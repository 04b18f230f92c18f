"""The words of one part of a pack, found by its dotted name, and what the user decides on them."""

from typing import TYPE_CHECKING

from pydantic import BaseModel

from coach.desk.wording import Decision, Mark, marks_of, replaced
from coach.domain.kept import SavedCase
from coach.domain.pack import CasePack

if TYPE_CHECKING:
    from coach.desk.desk import Desk

_FIELDS = {"if": "if_"}
"""By their name in JSON: fields that Python would take for a word of its own."""


def part_text(pack: CasePack, part: str) -> str | None:
    """Return the words of a part such as "script.opening" or "script.cards.0.say"."""
    value: object = pack
    for step in part.split("."):
        if isinstance(value, BaseModel):
            value = getattr(value, _FIELDS.get(step, step), None)
        elif isinstance(value, tuple) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value if isinstance(value, str) else None


def marks(desk: "Desk", case: SavedCase, part: str, text: str) -> tuple[Mark, ...]:
    """Return what the checks find in a part, less what the user chose to leave as it is."""
    findings = desk.check(text).findings
    if not any(found.level != "note" for found in findings):
        return ()
    left = {
        name.removeprefix(f"{part}:")
        for name in desk.diaries.of(case.id).passed_over
        if name.startswith(f"{part}:")
    }
    return marks_of(text, findings, desk.plainer(text).changes, left)


def decide(desk: "Desk", case: SavedCase, part: str, text: str, decision: Decision) -> None:
    """Keep what the user decided about a mark in a part."""
    mark = decision.mark
    if decision.does == "accept" and mark.offer is not None:
        offer = mark.offer
        desk.edit(case, part, replaced(text, offer.start, offer.end, offer.after))
    elif decision.does == "edit":
        desk.edit(case, part, replaced(text, mark.start, mark.end, decision.words))
    elif decision.does == "ignore":
        left = (*desk.diaries.of(case.id).passed_over, f"{part}:{mark.words}")
        desk.diaries.note(case.id, passed_over=tuple(dict.fromkeys(left)))
    elif decision.does == "allow":
        desk.store.preferences.allow(mark.words)

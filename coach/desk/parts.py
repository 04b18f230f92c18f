"""The words of one part of a pack, found by its dotted name."""

from coach.domain.pack import CasePack


def part_text(pack: CasePack, part: str) -> str | None:
    """Return the words of a part such as "script.opening" or "script.cards.0.say"."""
    value: object = pack.model_dump(mode="json", by_alias=True)
    for step in part.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value if isinstance(value, str) else None

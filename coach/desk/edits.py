"""Hand edits laid over a pack, part by part."""

from collections.abc import Iterable

from pydantic import ValidationError

from coach.domain.pack import CasePack, Edit


def part_text(pack: CasePack, part: str) -> str | None:
    """Return the words of a part such as "script.opening" or "script.cards.0.say"."""
    value: object = pack.model_dump(mode="json", by_alias=True)
    for step in part.split("."):
        value = _child(value, step)
    return value if isinstance(value, str) else None


def with_edits(pack: CasePack, edits: Iterable[Edit]) -> CasePack:
    """Return the pack with the user's words in place; edits of parts that are gone are left out."""
    for edit in edits:
        data = pack.model_dump(mode="json", by_alias=True)
        *path, last = edit.part.split(".")
        parent: object = data
        for step in path:
            parent = _child(parent, step)
        if not isinstance(_child(parent, last), str) or not _put(parent, last, edit.text):
            continue
        try:
            pack = CasePack.model_validate(data)
        except ValidationError:
            continue
    return pack


def _put(parent: object, step: str, text: str) -> bool:
    if isinstance(parent, dict):
        parent[step] = text
        return True
    if isinstance(parent, list):
        parent[int(step)] = text
        return True
    return False


def _child(value: object, step: str) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list | tuple) and step.isdigit() and int(step) < len(value):
        return value[int(step)]
    return None

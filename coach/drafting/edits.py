"""Hand edits laid over a draft; they survive every new draft."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from coach.domain.pack import CasePack, Edit


def overlay(pack: CasePack, edits: Sequence[Edit]) -> CasePack:
    """Return the pack with each edit in its place.

    A notice says where the draft beneath an edit has changed, and where a part is not there.
    """
    data = pack.model_dump(by_alias=True)
    notices = list(pack.notices)
    for edit in edits:
        changed = _place(data, edit)
        if changed is None:
            notices.append(
                f"Your words for {edit.part!r} have no place in this draft; they are kept."
            )
        elif changed:
            notices.append(
                f"{edit.part}: the draft beneath your own words has changed; compare them."
            )
    data["notices"] = tuple(notices)
    try:
        return CasePack.model_validate(data)
    except ValidationError:
        return pack.model_copy(update={"notices": tuple(notices)})


def _place(data: dict[str, Any], edit: Edit) -> bool | None:
    """Put an edit in; return whether the draft beneath moved on, None when it has no place."""
    *path, last = edit.part.split(".")
    at: Any = data
    for step in path:
        at = _inside(at, step)
        if at is None:
            return None
    now = _inside(at, last)
    if not isinstance(now, (str, list, tuple)):
        return None
    lines = isinstance(now, (list, tuple))
    if lines and not all(isinstance(line, str) for line in now):
        return None
    beneath = "\n".join(now) if lines else str(now)
    value: Any = (
        tuple(line for line in edit.text.splitlines() if line.strip()) if lines else edit.text
    )
    if isinstance(at, dict):
        at[last] = value
    elif isinstance(at, list):
        at[int(last)] = value
    else:
        return None
    return beneath.strip() != edit.based_on.strip()


def _inside(at: object, step: str) -> object:
    if isinstance(at, dict):
        if isinstance(at.get(step), tuple):
            at[step] = list(at[step])
        return at.get(step)
    if isinstance(at, list) and step.isdigit() and int(step) < len(at):
        return at[int(step)]
    return None

"""How a well-meaning model answers each task of Candor, for stubs."""

import json
import re
from typing import Any

LINE = "Fine words. And what happens today, then?"


def draft_in(body: dict[str, Any]) -> str:
    """Return the draft that a request gives to be bettered."""
    user = next(m["content"] for m in body["messages"] if m["role"] == "user")
    found = re.search(r"<draft>\n(.*)\n</draft>", user, re.DOTALL)
    return found[1] if found else ""


def helpful(body: dict[str, Any]) -> str:
    """Answer any task in a way that passes: the draft itself, or a plain line."""
    draft = draft_in(body)
    return draft if _is_json(draft) else LINE


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False

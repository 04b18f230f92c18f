"""The JSON schema of every command's output: files here, made from the records.

`python -m coach.schemas` writes them anew after a field was added; fields are never renamed.
"""

import json
from importlib.resources import files
from typing import Any, cast

COMMANDS = (
    "check",
    "rewrite",
    "reply",
    "guide",
    "prepare",
    "after",
    "appraise",
    "practise",
    "drill",
    "knowledge",
    "doctor",
    "backup",
    "restore",
    "export",
    "erase",
    "error",
)


def schema(command: str) -> dict[str, Any]:
    """Return the JSON schema of a command's output."""
    text = (files(__name__) / f"{command}.json").read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text))

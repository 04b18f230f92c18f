"""JSON Lines in, JSON Lines out: one answer a line, in order; a bad line does not stop it."""

import argparse
import json
import sys
from typing import Any

from coach.cli.answer import ANSWERS
from coach.cli.inputs import as_json, as_text, batch_lines, read_source, read_words
from coach.errors import CandorError, InputError, UsageError
from coach.services import Services

_OPTIONS = ("audience", "engine", "k", "me", "met", "name", "seed", "today")


def run_batch(services: Services, options: argparse.Namespace) -> int:
    """Answer every line and return 1 if any failed, else 0.

    Options of the call hold for every line that does not set its own.
    """
    answer = ANSWERS[options.command]
    defaults = {
        name: value for name in _OPTIONS if (value := getattr(options, name, None)) is not None
    }
    if allowed := getattr(options, "allow", None):
        defaults["allow"] = list(read_words(allowed))
    if notes := getattr(options, "notes", None):
        defaults["notes"] = read_source(notes)
    failed = False
    for number, raw in batch_lines(options.batch):
        identity = str(number)
        try:
            data = _line(raw)
            identity = str(data.get("id", number))
            result = answer(services, {**defaults, **data, "id": identity})
        except UsageError as error:
            if options.command != "practise":
                raise
            result, failed = _failure(identity, error), True
        except CandorError as error:
            result, failed = _failure(identity, error), True
        print(json.dumps(result, ensure_ascii=False), flush=True)
    return 1 if failed else 0


def _line(raw: bytes) -> dict[str, Any]:
    data = as_json(as_text(raw, "The line"), "The line")
    if not isinstance(data, dict):
        raise InputError("The line is not a JSON object.")
    return data


def _failure(identity: str, error: CandorError) -> dict[str, Any]:
    print(f"Line {identity}: {error.message}", file=sys.stderr)
    problem = {"code": error.code, "message": error.message, "hint": error.hint}
    return {"id": identity, "error": problem}

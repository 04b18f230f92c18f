"""The entry: parse, run one command, and turn every error into one sentence and an exit code."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from coach.cli import commands, keeping
from coach.cli.afterwards import after
from coach.cli.arguments import build_parser
from coach.cli.batch import run_batch
from coach.config import Settings
from coach.errors import (
    AccessError,
    CandorError,
    InputError,
    LimitError,
    ModelError,
    SearchError,
    SetupError,
    StoreError,
    UsageError,
)
from coach.services import Services

INTERRUPTED = 130

_EXIT: dict[type[CandorError], int] = {
    InputError: 1,
    LimitError: 1,
    AccessError: 1,
    UsageError: 2,
    SetupError: 3,
    StoreError: 3,
    SearchError: 3,
    ModelError: 3,
}

Command = Callable[[Services, argparse.Namespace], int]

COMMANDS: dict[str, Command] = {
    "check": commands.check,
    "rewrite": commands.rewrite,
    "reply": commands.reply,
    "guide": commands.guide,
    "prepare": commands.prepare,
    "after": after,
    "appraise": commands.appraise,
    "practise": commands.practise,
    "knowledge": commands.knowledge,
    "app": commands.app,
    "serve-model": commands.serve_model,
    "doctor": commands.doctor,
    "backup": keeping.backup,
    "restore": keeping.restore,
    "export": keeping.export,
    "erase": keeping.erase,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    as_json = "--json" in arguments
    try:
        options = build_parser().parse_args(arguments)
        services = Services(Settings.from_env(os.environ))
        _say_where_text_goes(services, options)
        if getattr(options, "batch", None) is not None:
            return run_batch(services, options)
        return COMMANDS[options.command](services, options)
    except CandorError as error:
        return _tell(error, as_json)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader went away; nothing is left to say, and Python must not try to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _tell(error: CandorError, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"error": error_json(error)}, ensure_ascii=False))
    else:
        print(f"{error.message} {error.hint}".strip(), file=sys.stderr)
    return next(code for kind, code in _EXIT.items() if isinstance(error, kind))


def error_json(error: CandorError) -> dict[str, Any]:
    """Return an error as the contract shapes it."""
    return {"code": error.code, "message": error.message, "hint": error.hint}


def _say_where_text_goes(services: Services, options: argparse.Namespace) -> None:
    """On the command line configuring a model is consent; the host is named all the same."""
    asks = options.command in ("rewrite", "reply", "prepare", "practise")
    model = services.settings.model
    if asks and model is not None and options.engine != "built-in":
        most = model.session_tokens if options.command == "practise" else model.pack_tokens
        print(
            f"Text is sent to the model {model.name} at {model.host}, at most {most:,} tokens.",
            file=sys.stderr,
        )

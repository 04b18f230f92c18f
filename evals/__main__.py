"""`python -m evals`: run the tasks and print their tables.

With `--engine model`, the tasks that a model has a part in are measured with the configured model
beside the built-in engine; its answers are kept, and `--rescore` scores them again without a call.
"""

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from coach.config import Settings
from coach.errors import CandorError, SetupError
from coach.model.port import Model
from evals.compare import Prices, bill, means, side_by_side
from evals.recording import Recorder, Replayed
from evals.report import Row, table

TASKS = (
    "language",
    "rewriting",
    "replying",
    "guidance",
    "intake",
    "drafting",
    "afterwards",
    "appraisal",
    "practice",
)
OUT = Path(__file__).parent / "out"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the chosen tasks."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--task", choices=TASKS, action="append", help="only this one")
    parser.add_argument(
        "--heldout", action="store_true", help="totals on the data kept aside, nothing else"
    )
    parser.add_argument("--engine", choices=("built-in", "model"), default="built-in")
    parser.add_argument("--limit", type=int, help="with a model: only so many cases a task")
    parser.add_argument("--out", type=Path, help="with a model: where its answers are kept")
    parser.add_argument("--rescore", type=Path, help="score the answers kept here; no calls")
    parser.add_argument("--price-in", type=float, help="money for a million tokens sent")
    parser.add_argument("--price-out", type=float, help="money for a million tokens received")
    options = parser.parse_args(arguments)
    if options.engine == "model" or options.rescore:
        return with_model(options, options.task or TASKS)
    for name in options.task or TASKS:
        rows: list[Row] = importlib.import_module(f"evals.tasks.{name}").run(options.heldout)
        kept = ", kept aside" if options.heldout else ""
        print(table(f"{name}{kept}", rows), end="\n\n", flush=True)
    return 0


def with_model(options: argparse.Namespace, tasks: Sequence[str]) -> int:
    """Measure the tasks with a model, or with the answers it gave in an earlier run."""
    settings = Settings.from_env(os.environ)
    with tempfile.TemporaryDirectory() as tokens:
        try:
            model, folder, name = _model(options, settings)
        except CandorError as error:
            print(error.message, error.hint, file=sys.stderr)
            return 3
        given = means(model, name, Path(tokens), options.limit)
        print(f"Model: {model.name} at {model.host}. Answers: {folder}\n", flush=True)
        for task in tasks:
            module = importlib.import_module(f"evals.tasks.{task}")
            if not hasattr(module, "compare"):
                print(f"## {task}\n\nNo model has a part in this.\n", flush=True)
                continue
            built, modelled = module.compare(given)
            print(side_by_side(task, built, modelled), end="\n\n", flush=True)
    print(bill(folder, Prices(options.price_in, options.price_out)))
    return 0


def _model(options: argparse.Namespace, settings: Settings) -> tuple[Model, Path, str]:
    if options.rescore:
        return Replayed(options.rescore), options.rescore, ""
    from coach.model.connect import open_model

    model = open_model(settings)
    if model is None:
        raise SetupError("No model is configured.", "Set OPENAI_BASE_URL and CANDOR_MODEL.")
    plain = "".join(c if c.isalnum() or c in "-._" else "-" for c in model.name)
    folder = options.out or OUT / plain
    return Recorder(model, folder), folder, model.name


if __name__ == "__main__":
    sys.exit(main())

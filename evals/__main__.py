"""`python -m evals`: run the tasks and print their tables."""

import argparse
import importlib
import sys

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


def main() -> int:
    """Run the chosen tasks."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--task", choices=TASKS, action="append", help="only this one")
    parser.add_argument(
        "--heldout", action="store_true", help="totals on the data kept aside, nothing else"
    )
    options = parser.parse_args()
    for name in options.task or TASKS:
        rows: list[Row] = importlib.import_module(f"evals.tasks.{name}").run(options.heldout)
        kept = ", kept aside" if options.heldout else ""
        print(table(f"{name}{kept}", rows), end="\n\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

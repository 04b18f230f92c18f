"""`python -m evals.local FILE.gguf ...`: serve a model file, and run the evals with it.

What follows the file is passed on: `--task`, `--limit`, `--out`.
"""

import json
import os
import subprocess
import sys

from evals.__main__ import main as evals

_USAGE = "Name a model file: make eval-model GGUF=FILE.gguf"


def main(arguments: list[str]) -> int:
    """Return what the evals return."""
    if not arguments:
        print(_USAGE, file=sys.stderr)
        return 2
    server = subprocess.Popen(
        [sys.executable, "-m", "coach", "serve-model", arguments[0], "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        told = json.loads((server.stdout.readline() if server.stdout else "") or "{}")
        if "base_url" not in told:
            print(told.get("error", {}).get("message", _USAGE), file=sys.stderr)
            return 1
        os.environ["OPENAI_BASE_URL"] = told["base_url"]
        os.environ["OPENAI_API_KEY"] = told["api_key"]
        os.environ["CANDOR_MODEL"] = told["model"]
        return evals(["--engine", "model", *arguments[1:]])
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`python -m evals.screens DIR`: a picture of every page, in both themes and at both widths.

What reaches past the edge and what axe calls serious is printed; `--tree` also writes down what a
screen reader is told of each page.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evals.screens import axe, shots, stage
from evals.screens.shots import THEMES, WIDTHS, Looker, Shot


def main() -> int:
    """Take the pictures; return 1 when something is cut off or hard to use."""
    parser = argparse.ArgumentParser(prog="python -m evals.screens", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", help="only the page of this name")
    parser.add_argument("--tree", action="store_true", help="write NAME.txt for a screen reader")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data,
        stage.running(Path(data)) as address,
        shots.chromium() as browser,
        shots.looker(browser, address) as window,
    ):
        wrong += _take(window, shots.EMPTY, options)
        kept = stage.fill(Path(data))
        wrong += _take(window, shots.filled(kept), options)
    print(f"{wrong} to mend")
    return 1 if wrong else 0


def _take(window: Looker, pages: Sequence[Shot], options: argparse.Namespace) -> int:
    wrong = 0
    for shot in pages:
        if options.only and shot.name not in options.only:
            continue
        window.open(shot)
        if options.tree:
            told = window.tree()
            (options.folder / f"{shot.name}.txt").write_text(told, encoding="utf-8")
        for theme in THEMES:
            window.wear(theme)
            for width in WIDTHS:
                window.fit(width)
                window.save(options.folder / f"{shot.name}-{theme}-{width}.png")
                said = [f"cut off: {words!r}" for words in window.cut_off()]
                if width == WIDTHS[0]:
                    said += axe.grave(window.page)
                for line in said:
                    print(f"{shot.name} {theme} {width}: {line}", flush=True)
                wrong += len(said)
    return wrong


if __name__ == "__main__":
    sys.exit(main())

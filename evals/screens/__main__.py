"""`python -m evals.screens DIR`: a picture of every page, in both themes and at both widths."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from evals.screens import shots, stage
from evals.screens.shots import THEMES, WIDTHS, Shot


def main() -> int:
    """Take the pictures; return 1 when something reaches past the edge of a screen."""
    parser = argparse.ArgumentParser(prog="python -m evals.screens", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", help="only the page of this name")
    parser.add_argument("--theme", choices=THEMES, action="append")
    parser.add_argument("--width", type=int, choices=WIDTHS, action="append")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    cut = 0
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        with stage.running(Path(data)) as address, shots.chromium() as browser:
            cut += _take(browser, address, shots.EMPTY, options)
            kept = stage.fill(Path(data))
            cut += _take(browser, address, shots.filled(kept), options)
    return 1 if cut else 0


def _take(
    browser: Browser, address: str, pages: Sequence[Shot], options: argparse.Namespace
) -> int:
    wanted = [shot for shot in pages if not options.only or shot.name in options.only]
    cut = 0
    for theme in options.theme or THEMES:
        for width in options.width or WIDTHS:
            with shots.looker(browser, address, theme, width) as window:
                for shot in wanted:
                    window.open(shot)
                    window.grow()
                    window.save(options.folder / f"{shot.name}-{theme}-{width}.png")
                    for words in window.cut_off():
                        cut += 1
                        print(f"{shot.name} {theme} {width}: cut off: {words!r}")
    return cut


if __name__ == "__main__":
    sys.exit(main())

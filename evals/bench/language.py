"""`python -m evals.bench.language`: the language check beside two public tools, same text, same run.

One process, one core, processor time. proselint comes with the development packages; write-good is
taken from npm when npm is there. A tool that is not to be had says so.
"""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from coach.language.checker import PlainLanguage
from coach.language.lexicon import Lexicon
from coach.language.model import Models
from coach.language.parse import parse
from coach.language.reading import Reading
from coach.language.text import sentences
from coach.resources import knowledge_folder
from evals.language_data import FOLDER, load

_WORDS = 20_000
_WRITE_GOOD = "1.0.8"
_NODE = (
    "const say=require('write-good');const text=require('fs').readFileSync(0,'utf8');"
    "say(text);const start=process.cpuUsage();say(text);"
    "const used=process.cpuUsage(start);console.log((used.user+used.system)/1e6)"
)


def main() -> None:
    """Print words a second of each, and the share of sentences that were read and parsed."""
    text = sample()
    count = len(text.split())
    print(f"{count} words\n\n| what | words a second |\n|---|---|")
    lexicon = Lexicon.load(FOLDER)
    spans = [span.text for span in sentences(text)]
    _row("phrases and grammar (the rule path)", count, lambda: _rules(spans, lexicon))
    checker = PlainLanguage.load(knowledge_folder())
    _row("the whole check", count, lambda: checker.check(text))
    _row("proselint", count, _proselint(text))
    _show("write-good", count, _write_good(text))
    read, parsed = _read_share(spans, lexicon), _parsed_share(spans, lexicon)
    print(f"\nOf {len(spans)} sentences {read:.0%} were read by the network, {parsed:.0%} parsed.")


def sample() -> str:
    """Return development sentences as one text, as many words as are timed."""
    text: list[str] = []
    for sentence in load("dev"):
        text += [*sentence.text.split(), "\n"]
        if len(text) > _WORDS:
            break
    return " ".join(text)


def _rules(spans: list[str], lexicon: Lexicon) -> None:
    for sentence in spans:
        reading = Reading(sentence, None, lexicon)
        assert reading.hits is not None and reading.signals is not None


def _read_share(spans: list[str], lexicon: Lexicon) -> float:
    quick = Models.load(FOLDER).quick
    readings = [Reading(sentence, None, lexicon) for sentence in spans]
    read = [quick.verdict(r.quick_features).doubt >= quick.threshold for r in readings]
    return sum(read) / len(read)


def _parsed_share(spans: list[str], lexicon: Lexicon) -> float:
    parse.cache_clear()
    for sentence in spans:
        assert Reading(sentence, None, lexicon).quick_features
    return parse.cache_info().misses / len(spans)


def _proselint(text: str) -> Callable[[], object] | None:
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        return None
    CheckRegistry().register_many(__register__)
    return lambda: LintFile("sample", text).lint()


def _write_good(text: str) -> float | None:
    """Return the seconds that write-good takes, warm; None where npm cannot bring it."""
    with tempfile.TemporaryDirectory() as folder:
        install = ["npm", "install", "--silent", "--no-audit", f"write-good@{_WRITE_GOOD}"]
        try:
            subprocess.run(install, cwd=folder, check=True, capture_output=True)
            ran = subprocess.run(
                ["node", "-e", _NODE],
                cwd=folder,
                check=True,
                capture_output=True,
                input=text.encode(),
                env={**os.environ, "NODE_PATH": str(Path(folder) / "node_modules")},
            )
        except (OSError, subprocess.CalledProcessError):
            return None
    return float(json.loads(ran.stdout))


def _row(name: str, count: int, act: Callable[[], object] | None) -> None:
    if act is None:
        _show(name, count, None)
        return
    act()
    begun = time.process_time()
    act()
    _show(name, count, time.process_time() - begun)


def _show(name: str, count: int, seconds: float | None) -> None:
    print(f"| {name} | {f'{count / seconds:,.0f}' if seconds else 'not installed'} |", flush=True)


if __name__ == "__main__":
    main()

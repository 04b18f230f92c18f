"""`python -m evals.bench`: start-up and the cost of each act, without a model."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from coach.config import Settings
from coach.domain.conversation import TurnContext
from coach.services import Services, case_from

DATASETS = Path(__file__).parents[1] / "datasets"
_REPEATS = 7
_TURN = (
    "You lost three weeks because I booked too few people. Dana will send the plan by Friday noon."
)


def main() -> None:
    """Print one line an act: median and worst of several runs, after a first one."""
    notes = yaml.safe_load((DATASETS / "situations" / "dev.yaml").read_text(encoding="utf-8"))
    mails = yaml.safe_load((DATASETS / "emails" / "emails.yaml").read_text(encoding="utf-8"))
    note, mail = notes[0]["text"], mails[0]["text"]
    print("| act | median ms | worst ms | first ms |\n|---|---|---|---|")
    _line("start `candor check` (whole process)", _start, first=False)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        services = Services(Settings.from_env({"CANDOR_DATA_DIR": folder}))
        case = case_from(note, today=date(2026, 3, 4))
        client = services.practice.scenarios()[0].client
        talk = services.practice.start(client)
        # What is remembered of a text would answer at once: the language is asked itself.
        _line("check an email", lambda: services.language.check(mail))
        _line("rewrite an email", lambda: services.rewrite(mail))
        _line("prepare a case pack", lambda: services.prepare(case))
        _line("appraise a turn", lambda: services.appraise(_TURN, "When?", TurnContext()))
        _line("a turn of practice", lambda: services.practice.reply(talk, _TURN))
        played = talk
        for said in (_TURN, "What matters most to you now?", _TURN):
            played = services.practice.reply(played, said)
        _line("debrief of three turns", lambda: services.practice.debrief(played))
        _line("search the guidance", lambda: services.guide("they want it in writing"))
        words = mail.split()
        long_text = " ".join(words * (20_000 // len(words)))
        seconds = _timed(lambda: services.check(long_text))
        print(f"\nWhole check: {20_000 / seconds:,.0f} words a second.")


def _start() -> None:
    subprocess.run(
        [sys.executable, "-m", "coach", "check", "-", "--json"],
        input=b"I sent the wrong file on Monday.",
        check=True,
        capture_output=True,
        env=dict(os.environ),
    )


def _line(name: str, act: Callable[[], object], first: bool = True) -> None:
    before = _timed(act)
    times = [_timed(act) * 1000 for _ in range(_REPEATS)]
    shown = f"{before * 1000:.0f}" if first else ""
    print(f"| {name} | {statistics.median(times):.0f} | {max(times):.0f} | {shown} |", flush=True)


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


main()

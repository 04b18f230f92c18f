"""A running app with somebody's work in it, for looking at."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from coach.config import Settings
from coach.desk import Desk
from coach.desk.desk import today
from coach.domain.meeting import SignOff
from coach.services import Services

_ROOT = Path(__file__).parents[2]
_STARTS_WITHIN = 120.0
_SAID = (
    "I am sorry. The shop opened a week late, and that was my planning. What has it done to you?",
    "So the week cost you about £6,000 of orders and a hard talk with your mother. Is that right?",
    "I can take £1,500 off the open invoice, and I will send you the plan by Friday at noon.",
)
_NOTES = (
    "Imogen wants the January set-up in writing by Friday.\n"
    "We do it, Tomasz starts on Monday.\nCall her after 14:00, not before.\n"
    "Ruth says no to the advert."
)


@dataclass(frozen=True)
class Kept:
    """What is in the data folder, by id."""

    case: str
    talk: str
    ended: str
    email: str


def fill(data: Path) -> Kept:
    """Put the worked example, a second case, two rehearsals and an email into a data folder."""
    desk = Desk(Services(Settings.from_env({"CANDOR_DATA_DIR": str(data)})))
    example = desk.example()
    desk.new_case("The print run came back a shade too dark and the fair is on Thursday.")
    case = desk.open_example()
    client = desk.services.client_for(case.input)
    talk = desk.rehearse(client, seed=1, case=case, title=case.title)
    for line in _SAID[:2]:
        talk = desk.say(talk, line)
    ended = desk.rehearse(client, seed=2, case=case, title=case.title)
    for line in _SAID:
        if ended.talk.ended is None:
            ended = desk.say(ended, line)
    ended = desk.end_talk(ended)
    day = today()
    desk.afterwards.record_sign_off(
        case, SignOff(by="Ruth", on=day.isoformat(), what="The January set-up, up to £1,500")
    )
    desk.diaries.note(
        case.id,
        spoken=day - timedelta(days=3),
        next_update=day - timedelta(days=1),
        follow_up=day + timedelta(days=5),
    )
    desk.afterwards.keep_notes(case, _NOTES, day - timedelta(days=3))
    email = desk.rewrite_email(desk.new_email(example.email), example.email)
    desk.store.close()
    return Kept(case.id, talk.id, ended.id, email.id)


@contextmanager
def running(data: Path) -> Iterator[str]:
    """Serve a data folder on a free port until the block ends; yields the address."""
    with serving(data) as (address, _):
        yield address


@contextmanager
def serving(data: Path) -> "Iterator[tuple[str, subprocess.Popen[bytes]]]":
    """Serve a data folder on a free port until the block ends; yields address and process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "app", "--port", str(port)],
        cwd=_ROOT,
        env={**os.environ, "CANDOR_DATA_DIR": str(data)},
        stdout=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(process, f"{address}/health")
        yield address, process
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait(process: "subprocess.Popen[bytes]", health: str) -> None:
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the app ended at once")
        try:
            with urllib.request.urlopen(health, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the app did not start")

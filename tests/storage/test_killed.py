"""Three programs save and are killed at random: what was acknowledged is there."""

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from coach.config import Settings
from coach.domain.kept import CaseState, Revision
from coach.storage.store import Store
from tests.web.serving import ROOT

WRITERS = 3


@contextmanager
def writing(settings: Settings, name: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.storage.writer"]
    process = subprocess.Popen(
        [*command, str(settings.data_dir), settings.database_url, name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def one_round(settings: Settings, chance: random.Random, most: int) -> list[tuple[str, int, int]]:
    """Let three writers save; kill each after a number of saves; return what was acknowledged."""
    acknowledged: list[tuple[str, int, int]] = []
    with (
        writing(settings, "first") as first,
        writing(settings, "second") as second,
        writing(settings, "third") as third,
    ):
        writers = [first, second, third]
        chance.shuffle(writers)
        for writer in writers:
            assert writer.stdout is not None
            for _ in range(chance.randint(1, most)):
                acknowledged.append(_read(writer.stdout.readline()))
            writer.kill()
            # What it said before it died was acknowledged, too; a line cut off was not.
            for line in writer.stdout.read().splitlines(keepends=True):
                with suppress(ValueError):
                    acknowledged.append(_read(line))
    return acknowledged


def _read(line: str) -> tuple[str, int, int]:
    if not line.endswith("\n"):
        raise ValueError("cut off")
    id_, number, version = line.split()
    return id_, int(number), int(version)


def lost(settings: Settings, acknowledged: list[tuple[str, int, int]]) -> list[tuple[str, int]]:
    """Return the acknowledged saves that are neither in the case nor in its history."""
    store = Store.open(settings)
    store.check()
    missing = []
    for id_ in {id_ for id_, _, _ in acknowledged}:
        case = store.cases.get(id_)
        kept = {case.title, *(_title(revision.body) for revision in _history(store, id_))}
        numbers = {number: version for one, number, version in acknowledged if one == id_}
        missing += [(id_, number) for number in numbers if str(number) not in kept]
        # One more may have been kept than was said, never fewer.
        assert case.version - max(numbers.values()) in (0, 1)
        assert case.input.text == f"{case.input.text.split()[0]} kept this. " * 400
    store.close()
    return missing


def _history(store: Store, id_: str) -> tuple[Revision, ...]:
    return store.revisions.of(id_, "input", 100_000)


def _title(body: str) -> str:
    return CaseState.model_validate_json(body).title


def test_a_killed_program_has_lost_nothing_it_acknowledged(either: Settings) -> None:
    Store.open(either).close()
    acknowledged = one_round(either, random.Random(7), 15)
    assert len(acknowledged) >= WRITERS
    assert lost(either, acknowledged) == []


@pytest.mark.soak
def test_fifteen_rounds_of_it(
    either: Settings, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    Store.open(either).close()
    everything: list[tuple[str, int, int]] = []
    for seed in range(15):
        everything += one_round(either, random.Random(seed), 60)
        assert lost(either, everything) == []
    with capsys.disabled():
        kind = request.node.callspec.params["either"]
        print(f"\n{kind}: 15 rounds, {len(everything)} acknowledged saves, 0 lost")
    assert len(everything) >= 15 * WRITERS

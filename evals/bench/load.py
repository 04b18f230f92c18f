"""`python -m evals.bench.load`: many people at once, and what a rerun of a long page costs.

The real app in a process of its own, real websocket sessions, cases and emails of 3,000 words.
Processor time is the app's alone; waiting times hold whatever else this machine does, so its load
is printed beside them.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
import urllib.request
from pathlib import Path

from coach.config import Settings
from evals.bench import stage
from evals.bench.visitor import Run, Visitor, percentile, until
from evals.screens.stage import serving

_WARM = 3
_RERUNS = 10


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, nargs="*", default=[40])
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--think", type=float, default=5.0)
    parser.add_argument("--words", type=int, default=3000)
    parser.add_argument("--pages", nargs="*", default=["situation", "pack", "email"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings = Settings.from_env({"CANDOR_DATA_DIR": folder})
        copies = max([1, *options.sessions])
        places = stage.fill(settings, options.words, copies)
        print(f"Load of this machine ({os.cpu_count()} cores): {os.getloadavg()[0]:.1f}\n")
        with serving(Path(folder)) as (address, process):
            warm(address)
            asyncio.run(_reruns(address, process.pid, places, options.pages))
        for count in options.sessions:
            with serving(Path(folder)) as (address, process):
                warm(address)
                asyncio.run(_crowd(address, process.pid, places, count, options))


def warm(address: str) -> None:
    """Ask what a proxy asks before it sends anybody: that loads the engine."""
    with urllib.request.urlopen(f"{address}/healthz", timeout=600) as answer:
        assert answer.status == 200


async def _reruns(
    address: str, pid: int, places: dict[str, list[stage.Place]], pages: list[str]
) -> None:
    print("| page | first content s | whole s | rerun CPU ms | rerun p50 ms | worst | kB down |")
    print("|---|---|---|---|---|---|---|")
    for name in pages:
        place = places[name][0]
        visitor, arrival = await Visitor.arrive(address, place.page, place.query)
        for _ in range(_WARM):
            await visitor.run()
        before = cpu_seconds(pid)
        runs = [await visitor.run() for _ in range(_RERUNS)]
        cpu = (cpu_seconds(pid) - before) / _RERUNS * 1000
        await visitor.leave()
        _no_failure([arrival, *runs])
        times = [run.seconds * 1000 for run in runs]
        print(
            f"| {name} | {arrival.first_seconds:.1f} | {arrival.seconds:.1f} | {cpu:.0f} "
            f"| {percentile(times, 0.5):.0f} | {max(times):.0f} | {runs[-1].bytes_down / 1000:.0f} |",
            flush=True,
        )


async def _crowd(
    address: str,
    pid: int,
    places: dict[str, list[stage.Place]],
    count: int,
    options: argparse.Namespace,
) -> None:
    chance = random.Random(1)
    rss = memory_mb(pid)
    before, began = cpu_seconds(pid), time.perf_counter()
    people = [
        _person(address, places[options.pages[n % len(options.pages)]][n], n, options, chance)
        for n in range(count)
    ]
    told = await asyncio.gather(*people)
    took = time.perf_counter() - began
    arrivals = [arrival for arrival, _ in told]
    runs = [run for _, those in told for run in those]
    _no_failure([*arrivals, *runs])
    times = [run.seconds * 1000 for run in runs]
    print(
        f"\n{count} sessions, a rerun each about every {options.think:g} s, for {took:.0f} s: "
        f"{len(runs)} reruns, p50 {percentile(times, 0.5):.0f} ms, p95 {percentile(times, 0.95):.0f} "
        f"ms, worst {max(times):.0f} ms; first content p95 "
        f"{percentile([run.first_seconds for run in arrivals], 0.95):.1f} s; the app used "
        f"{(cpu_seconds(pid) - before) / took:.0%} of a core, {rss:.0f} MB before and "
        f"{memory_mb(pid):.0f} MB after ({(memory_mb(pid) - rss) / count:.2f} MB a session); "
        f"load of the machine {os.getloadavg()[0]:.1f}.",
        flush=True,
    )


async def _person(
    address: str,
    place: stage.Place,
    number: int,
    options: argparse.Namespace,
    chance: random.Random,
) -> tuple[Run, list[Run]]:
    """Arrive some time in the first think time, then act, think, act until the time is over."""
    until_then = time.perf_counter() + options.seconds
    await asyncio.sleep(chance.uniform(0, options.think))
    visitor, arrival = await Visitor.arrive(address, place.page, place.query)
    runs: list[Run] = []
    while (at := time.perf_counter() + chance.expovariate(1 / options.think)) < until_then:
        await until(at)
        runs.append(await visitor.run())
    await visitor.leave()
    return arrival, runs


def _no_failure(runs: list[Run]) -> None:
    failed = [run.failed for run in runs if run.failed]
    if failed:
        raise SystemExit(f"{len(failed)} of {len(runs)} runs failed: {failed[0]}")
    if any(not run.title for run in runs):
        raise SystemExit("A run drew no page.")


def cpu_seconds(pid: int) -> float:
    """Return the processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Return the memory a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()

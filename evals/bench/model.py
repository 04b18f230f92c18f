"""`python -m evals.bench.model`: what Candor adds to a model's calls, and what a pack takes.

Against a stub endpoint on this machine that sends each draft back as it came, so that no time is the
model's. Tokens are counted with gpt-4o's table.
"""

import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

import openai
import yaml

from coach.config import Settings
from coach.domain.situation import CaseInput
from coach.model.tokens import TokenCounter
from coach.services import Services, case_from
from tests.stub_endpoint import Stub, serve

DATASETS = Path(__file__).parents[1] / "datasets"
_REPEATS = 5
_NOTES = 5
_TURNS = (
    "You lost three weeks because I booked too few people, and that was my mistake.",
    "What did it cost you with your own people?",
    "Dana will send you the new plan by Friday noon.",
    "So what you need most is a date you can tell your board. Have I got that right?",
    "If Friday does not hold, I will ring you on Thursday before five.",
)
_LINE = "Fine. And who answers to me if that does not happen, then?"
_DRAFT = re.compile(r"<draft>\n(.*)\n</draft>", re.DOTALL)
_BLOCK = re.compile(r"<(account|rules|guidance|draft)>\n.*?\n</\1>", re.DOTALL)


class Timed(NamedTuple):
    """Milliseconds by the clock and of the processor."""

    wall: float
    cpu: float


def main() -> None:
    """Print both tables."""
    notes = yaml.safe_load((DATASETS / "situations" / "dev.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, serve(_echo) as stub:
        env = {
            "CANDOR_DATA_DIR": folder,
            "OPENAI_BASE_URL": stub.url,
            "OPENAI_API_KEY": "bench",
            "CANDOR_MODEL": "gpt-4o",
        }
        services = Services(Settings.from_env(env))
        count = TokenCounter("gpt-4o", Path(folder) / "tokens").count
        asked = [
            (case, requests)
            for case in (case_from(note["text"], today=date(2026, 3, 4)) for note in notes[:_NOTES])
            # A thin note gives questions, and asks no model.
            if (requests := _requests(stub, lambda c=case: services.prepare(c)))  # type: ignore[misc]
        ]
        packs = [requests for _, requests in asked]
        _times(services, stub, *asked[0])
        _tokens(packs, lambda text: count(text).tokens)
        _turns(services, stub, lambda text: count(text).tokens)


def _echo(body: dict[str, Any]) -> str:
    draft = _DRAFT.search(body["messages"][1]["content"])
    return draft[1] if draft and "response_format" in body else _LINE


def _requests(stub: Stub, act: Callable[[], object]) -> list[dict[str, Any]]:
    stub.requests.clear()
    act()
    return list(stub.requests)


def _times(
    services: Services, stub: Stub, case: CaseInput, requests: Sequence[dict[str, Any]]
) -> None:
    """Compare calls over the bare client with the same calls through Candor."""
    client = openai.OpenAI(base_url=stub.url, api_key="bench", max_retries=0)

    def bare() -> None:
        for body in requests:
            stream = client.chat.completions.create(**body)
            list(stream)

    def through() -> None:
        from coach.model.port import Message

        model = services.model_for("model")
        assert model is not None
        for body in requests:
            told = [Message(role=m["role"], text=m["content"]) for m in body["messages"]]
            model.complete(told, max_tokens=int(body["max_tokens"]), json_reply=True)

    calls = len(requests)
    rows = {
        "a bare call with a pack's prompt": _timed(bare, calls),
        "the same call through Candor": _timed(through, calls),
        "a pack, built-in": _timed(lambda: services.prepare(case, engine="built-in")),
        "the same pack with a model": _timed(lambda: services.prepare(case, engine="model")),
    }
    print("| median of several runs | ms | CPU ms |\n|---|---|---|")
    for name, row in rows.items():
        print(f"| {name} | {row.wall:.0f} | {row.cpu:.0f} |")
    bare_, through_, built, pack = rows.values()
    print(
        f"| added a call (aim: at most 50) | {through_.wall - bare_.wall:.0f} "
        f"| {through_.cpu - bare_.cpu:.0f} |"
    )
    print(
        f"| added to a pack, beside its bare calls | {pack.wall - built.wall - calls * bare_.wall:.0f} "
        f"| {pack.cpu - built.cpu - calls * bare_.cpu:.0f} |\n"
    )


def _timed(act: Callable[[], object], parts: int = 1) -> Timed:
    """Return the medians; CPU is the steadier on a busy machine, and counts the stub's own."""
    act()
    wall, cpu = [], []
    for _ in range(_REPEATS):
        started, used = time.perf_counter(), time.process_time()
        act()
        wall.append(1000 * (time.perf_counter() - started) / parts)
        cpu.append(1000 * (time.process_time() - used) / parts)
    return Timed(statistics.median(wall), statistics.median(cpu))


def _tokens(packs: Sequence[Sequence[dict[str, Any]]], count: Callable[[str], int]) -> None:
    """Compare what a pack sends with the two naive ways of asking for the same."""
    ways: dict[str, list[tuple[float, float, float]]] = {}
    for requests in packs:
        texts = [_text(body) for body in requests]
        drafts = [_block(text, "draft") for text in texts]
        everything = _everything(texts)
        sent, worst = sum(map(count, texts)), max(texts, key=count)
        shared = _shared(texts, count)
        whole = count(everything)
        rows = {
            "as planned": (len(texts), sent, sent + count(worst) + count(_block(worst, "draft"))),
            "... of it read before by a server that keeps a prefix": (0, shared, shared),
            "naive: one prompt with everything": (1, whole, 2 * whole + sum(map(count, drafts))),
            "naive: one call a part, everything repeated": (
                len(texts),
                whole * len(texts),
                whole * (len(texts) + 1) + count(_block(worst, "draft")),
            ),
        }
        for way, row in rows.items():
            ways.setdefault(way, []).append(row)
    print(
        f"| a pack, mean of {len(packs)} notes | calls | tokens sent | with one part sent back |\n"
        "|---|---|---|---|"
    )
    for way, rows_ in ways.items():
        made, asked, again = (statistics.fmean(column) for column in zip(*rows_, strict=True))
        print(f"| {way} | {made:.0f} | {asked:,.0f} | {again:,.0f} |")
    print()


def _turns(services: Services, stub: Stub, count: Callable[[str], int]) -> None:
    """Show what a turn of practice sends as a talk grows, and what it would without trimming."""
    talk = services.practice.start(services.practice.scenarios()[0].client)
    sent: list[int] = []
    whole: list[int] = []
    for number in range(20):
        talk = talk.model_copy(update={"ended": None})
        stub.requests.clear()
        said = f"{_TURNS[number % len(_TURNS)]} ({number + 1})"
        talk = services.answer(talk, said, model=services.model_for("model"))
        sent.append(count(_text(stub.requests[0])))
        earlier = "\n".join(f"{turn.trainee}\n{turn.client}" for turn in talk.turns[:-1])
        whole.append(sent[0] + count(earlier))
    print("| a turn of practice | 1st | 5th | 10th | 20th |\n|---|---|---|---|---|")
    for name, row in (("tokens sent", sent), ("naive: the whole talk each time", whole)):
        print(f"| {name} | {row[0]:,} | {row[4]:,} | {row[9]:,} | {row[19]:,} |")


def _text(body: dict[str, Any]) -> str:
    return "\n".join(message["content"] for message in body["messages"])


def _block(text: str, name: str) -> str:
    found = re.search(rf"<{name}>\n.*?\n</{name}>", text, re.DOTALL)
    return found[0] if found else ""


def _everything(texts: Sequence[str]) -> str:
    """Return one prompt with all tasks, the whole account, all guidance and all drafts."""
    blocks = [match[0] for text in texts for match in _BLOCK.finditer(text)]
    # The first call, for the internal document, holds the whole account.
    accounts = [block for block in blocks if block.startswith("<account>")]
    rest = [block for block in dict.fromkeys(blocks) if not block.startswith("<account>")]
    tasks = [line for text in texts for line in _BLOCK.sub("", text).splitlines() if line.strip()]
    return "\n".join([*dict.fromkeys(tasks), accounts[0], *rest])


def _shared(texts: Sequence[str], count: Callable[[str], int]) -> int:
    """Return how many tokens of the calls stand at the start of an earlier one, too."""
    found = 0
    for number, text in enumerate(texts):
        starts = (
            sum(
                1
                for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
            )
            for other in texts[:number]
        )
        found += count(text[: max(starts, default=0)])
    return found


if __name__ == "__main__":
    main()

"""A pack's calls are planned: together where they may be, alike at the start, within a budget."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from coach.config import Limits, ModelSettings
from coach.domain.pack import CasePack
from coach.drafting.engine import Drafting
from coach.model.allowance import Allowance
from coach.model.langchain_chat import LangChainChat
from coach.model.tokens import TokenCounter
from tests.drafting.notes import OURS, case
from tests.drafting.test_refining import draft_in, warmer
from tests.stub_endpoint import Stub, serve

PARTS = {"document", "options", "script", "follow_up"}


def prepared(
    engine: Drafting, stub: Stub, folder: Path, allowance: Allowance | None = None
) -> CasePack:
    settings = ModelSettings("m", stub.url, "k", Limits(total=30))
    model = LangChainChat(settings, TokenCounter("m", folder))
    return engine.prepare(case(OURS), model=model, allowance=allowance)


def test_independent_parts_are_on_their_way_at_the_same_time(
    engine: Drafting, tmp_path: Path
) -> None:
    meet = threading.Barrier(len(PARTS), timeout=60)

    def answer(body: dict[str, Any]) -> str:
        meet.wait()  # nobody is answered until all four have asked
        return warmer(body)

    with serve(answer) as stub:
        pack = prepared(engine, stub, tmp_path, Allowance(at_once=4))
    assert {part for part, by in pack.written_by.items() if by == "model"} == PARTS, pack.notices


def test_the_same_pack_comes_of_calls_one_by_one_and_together(
    engine: Drafting, tmp_path: Path
) -> None:
    with serve(warmer) as stub:
        packs = [prepared(engine, stub, tmp_path, Allowance(at_once=at_once)) for at_once in (1, 4)]
    assert packs[0] == packs[1]


def test_calls_over_one_account_begin_alike(engine: Drafting, tmp_path: Path) -> None:
    with serve(warmer) as stub:
        prepared(engine, stub, tmp_path)
    sent = ["\n".join(m["content"] for m in body["messages"]) for body in stub.requests]
    document, *others = sent
    account = others[0].partition("</account>")[0]
    assert len(account) > 500
    assert all(text.startswith(account) for text in others)
    system = stub.requests[0]["messages"][0]["content"]
    assert all(text.startswith(system) for text in (document, *others))


def test_what_was_asked_and_what_became_of_it_is_in_the_pack(
    engine: Drafting, tmp_path: Path
) -> None:
    def answer(body: dict[str, Any]) -> str:
        draft = draft_in(body)
        if "options" in draft:
            draft["options"][0]["gives"] += " And a refund of £25,000."
        if "opening" in draft and len(body["messages"]) == 2:
            return "Sure, here it is!"
        return json.dumps(draft)

    with serve(answer) as stub:
        used = prepared(engine, stub, tmp_path, Allowance(90_000)).model_use
    assert used
    outcomes = {part: done.outcome for part, done in used.parts.items()}
    assert outcomes == {
        "document": "kept",
        "options": "refused",
        "script": "repaired",
        "follow_up": "kept",
    }
    assert "no JSON object" in used.parts["script"].reasons[0]
    assert any("25,000" in reason for reason in used.parts["options"].reasons)
    assert used.calls == len(stub.requests) == 6
    assert used.estimated and 0 < used.tokens < used.most_tokens == 90_000


@pytest.mark.parametrize("at_once", [1, 4])
def test_a_budget_that_runs_out_leaves_the_built_in_parts_with_a_notice(
    engine: Drafting, tmp_path: Path, at_once: int
) -> None:
    plain = engine.prepare(case(OURS))
    with serve(warmer) as stub:
        pack = prepared(engine, stub, tmp_path, Allowance(1_500, at_once=at_once))
    assert stub.requests == []
    assert (pack.script, pack.document) == (plain.script, plain.document)
    assert len([n for n in pack.notices if "left alone" in n and "1,500 tokens" in n]) == 4
    assert pack.model_use
    assert {done.outcome for done in pack.model_use.parts.values()} == {"over_budget"}


def test_the_plan_is_shown_before_anything_is_sent(engine: Drafting, tmp_path: Path) -> None:
    steps: list[str] = []
    with serve(warmer) as stub:
        settings = ModelSettings("m", stub.url, "k", Limits(total=30))
        model = LangChainChat(settings, TokenCounter("m", tmp_path))

        def progress(step: str) -> None:
            if step.startswith("Refining: document"):
                assert stub.requests == []
            steps.append(step)

        engine.prepare(case(OURS), model=model, progress=progress, allowance=Allowance(40_000))
    plan = next(step for step in steps if step.startswith("Refining: document"))
    assert "options, script, follow up" in plan and "40,000" in plan


class Stopped(BaseException):
    """Somebody pressed Stop."""


def test_whoever_stops_gets_nothing_and_no_further_call_goes_out(
    engine: Drafting, tmp_path: Path
) -> None:
    with serve(mode="hang") as stub:
        settings = ModelSettings("m", stub.url, "k", Limits(first_token=60, total=60))
        model = LangChainChat(settings, TokenCounter("m", tmp_path))

        def progress(_: str) -> None:
            if stub.requests:
                raise Stopped

        with pytest.raises(Stopped):
            engine.prepare(case(OURS), model=model, progress=progress, allowance=Allowance())
        assert len(stub.requests) == 1

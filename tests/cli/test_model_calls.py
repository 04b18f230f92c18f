"""A model on the command line: what it may take and took is said, and Ctrl-C ends the wait."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.conftest import Candor
from tests.stub_endpoint import Stub, serve

NOTE = (
    "We promised Harbour Lane Bakery their new ordering site for 12 May and I forgot to book the "
    "load test, so it went live on 19 May. Marta Kowal, the owner, lost about £1,800 of pre-orders "
    "and is furious. We can do the fix for free and I may credit up to £500 without asking my boss."
)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    with serve("{}") as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        yield running


def test_the_budget_is_said_before_and_the_use_after(
    candor: Candor, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOR_PACK_TOKENS", "30000")
    ran = candor("prepare", "-", "--json", stdin=NOTE)
    assert ran.code == 0
    assert "at most 30,000 tokens" in ran.err.splitlines()[0]
    assert "Refining: document, options, script, follow up" in ran.err
    assert "of 30,000 allowed" in ran.err.splitlines()[-1]
    assert ran.json["model_use"]["calls"] == len(stub.requests) == 8


def test_a_budget_too_small_for_anything_sends_nothing_and_says_so(
    candor: Candor, stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOR_PACK_TOKENS", "100")
    monkeypatch.setenv("CANDOR_SESSION_TOKENS", "100")
    email = "We regret any inconvenience. The site will be up on 19 May."
    rewritten = candor("rewrite", "-", "--json", stdin=email).json
    assert rewritten["written_by"] == "built-in"
    assert "its budget of 100 tokens is used up" in rewritten["notices"][-1]
    assert stub.requests == []


def test_a_rehearsal_has_one_budget_for_all_its_turns(
    candor: Candor, stub: Stub, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    stub.answers = ["Fine words. And who answers to me for it?"]
    monkeypatch.setenv("CANDOR_SESSION_TOKENS", "2500")
    turns = tmp_path / "turns.json"
    turns.write_text(json.dumps(["We missed the date, and that was us."] * 6), encoding="utf-8")
    client = tmp_path / "client.json"
    client.write_text(json.dumps({"name": "Ada", "start_anger": 70}), encoding="utf-8")
    ran = candor("practise", "--client", str(client), "--turns", str(turns), "--json")
    asked = [turn["model_use"]["parts"]["line"]["outcome"] for turn in ran.json["turns"]]
    assert asked[0] != "over_budget" and asked[-1] == "over_budget"
    spent = sum(
        turn["model_use"]["tokens_in"] + turn["model_use"]["tokens_out"]
        for turn in ran.json["turns"]
    )
    assert spent <= 2500


@pytest.mark.parametrize("command", ["prepare", "rewrite"])
def test_ctrl_c_ends_the_wait_for_a_model_with_130(command: str) -> None:
    asked = threading.Event()
    with serve(mode="hang") as stub:
        stub.when_asked = asked.set
        environment = {**os.environ, "OPENAI_BASE_URL": stub.url, "CANDOR_MODEL": "stub"}
        process = subprocess.Popen(
            [sys.executable, "-m", "coach", command, "-", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        assert process.stdin
        process.stdin.write(NOTE.encode())
        process.stdin.close()
        assert asked.wait(120)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stdout and process.stderr
        assert process.stdout.read() == b""
        assert b"Traceback" not in process.stderr.read()
        assert len(stub.requests) == 1
        process.stdout.close()
        process.stderr.close()

"""`candor doctor`: what the endpoint can do is found out by one call, shown and remembered."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from coach.schemas import schema
from tests.cli.conftest import Candor, Ran
from tests.stub_endpoint import Stub, serve


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    with serve('```json\n{"ready": true}\n```') as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        yield running


def model_check(ran: Ran) -> dict[str, Any]:
    jsonschema.validate(ran.json, schema("doctor"))
    found: dict[str, Any] = next(c for c in ran.json["checks"] if c["name"] == "model")
    return found


def test_offline_nothing_is_asked_and_nothing_is_known(candor: Candor, stub: Stub) -> None:
    check = model_check(candor("doctor", "--json"))
    assert check["ok"] and check["found"] == []
    assert stub.requests == []


def test_online_one_answer_shows_what_the_endpoint_can_do(candor: Candor, stub: Stub) -> None:
    stub.refuses = ("temperature",)
    check = model_check(candor("doctor", "--online", "--json"))
    assert check["ok"]
    assert "Temperature: refused; its own is used" in check["found"]
    assert "JSON in its answer: inside a code fence; read all the same" in check["found"]
    assert len(stub.requests) == 2, "one refused, one answered"
    shown = candor("doctor").out
    assert "Temperature: refused" in shown
    assert len(stub.requests) == 2


def test_online_finds_out_anew_what_has_changed(candor: Candor, stub: Stub) -> None:
    stub.refuses = ("system", "response_format")
    candor("doctor", "--online")
    stub.refuses = ()
    check = model_check(candor("doctor", "--online", "--json"))
    assert "JSON mode: yes" in check["found"]
    assert "System role: yes" in check["found"]


def test_a_model_that_sends_no_json_is_said_to_be_of_little_use(candor: Candor, stub: Stub) -> None:
    stub.answers = ["I am ready!"]
    check = model_check(candor("doctor", "--online", "--json"))
    assert "expect built-in drafts" in check["says"]


def test_an_endpoint_that_fails_is_said_with_what_to_do(candor: Candor, stub: Stub) -> None:
    stub.mode = "401"
    ran = candor("doctor", "--online", "--json")
    assert not model_check(ran)["ok"]
    assert "Settings" in model_check(ran)["says"]
    assert ran.code == 0, "nobody needs a model"

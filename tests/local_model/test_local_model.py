"""A real model through the real client: form, streaming, faults and fallbacks, never quality."""

import http.client
import os
from typing import Any
from urllib.parse import urlsplit

import pytest

from coach.cli.answer import case_of
from coach.config import Settings
from coach.doctor import examine
from coach.domain.model_use import ModelUse
from coach.errors import ModelMisconfigured
from coach.language.facts import compare_facts
from coach.model.port import Message
from coach.services import Services

NOTE = (
    "We promised Ferrow Garden Centres the spring issue for 3 March and sent it on 6 March, so the "
    "coupon in it had expired. That was our mistake, I mixed up the dates. Delia Ferrow rang and "
    "was upset. We could send a second issue for free."
)
EMAIL = "Dear Delia, we regret any inconvenience. The issue went out on 6 March. Regards, Jo"
TURNS = (
    "We sent it three days late, and that was my mistake.",
    "What did it cost you?",
    "I will send you the new date by Friday noon.",
)
HELLO = [Message(role="user", text="Say hello to Delia in one short sentence.")]


@pytest.fixture
def services(pointed: dict[str, str]) -> Services:
    return Services(Settings.from_env(os.environ))


def asked(use: ModelUse | None) -> ModelUse:
    assert use and use.calls >= 1
    return use


def test_the_server_is_for_this_machine_and_this_user(served: dict[str, str]) -> None:
    place = urlsplit(served["base_url"])
    assert place.hostname == "127.0.0.1"
    connection = http.client.HTTPConnection("127.0.0.1", place.port or 0, timeout=60)
    connection.request("GET", "/v1/models", headers={"Origin": "http://elsewhere.example"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 401
    assert answer.headers.get("Access-Control-Allow-Origin") not in (
        "*",
        "http://elsewhere.example",
    )


def test_doctor_finds_out_what_it_can_do(services: Services) -> None:
    said = {check.name: check for check in examine(services, online=True)}["model"]
    assert said.ok, said.says
    assert {"JSON mode: yes", "Streaming: yes", "Token counts: its own"} <= set(said.found)


def test_an_answer_streams_in_pieces(services: Services) -> None:
    assert services.model
    pieces = list(services.model.stream(HELLO, max_tokens=60))
    assert len(pieces) > 1
    assert "".join(pieces).strip()


def test_a_wrong_key_is_said(pointed: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "wrong")
    model = Services(Settings.from_env(os.environ)).model
    assert model
    with pytest.raises(ModelMisconfigured, match="key"):
        model.complete(HELLO, max_tokens=5)


def test_a_draft_holds_whatever_the_model_makes_of_it(services: Services) -> None:
    case = case_of(NOTE, None)
    plain = services.prepare(case, engine="built-in")
    pack = services.prepare(case, engine="model")
    use = asked(pack.model_use)
    assert set(use.parts) == {"document", "options", "script", "follow_up"}
    for part, done in use.parts.items():
        kept = done.outcome in ("kept", "repaired")
        assert pack.written_by[part] == ("model" if kept else "built-in")
        if not kept:
            assert getattr(pack, part) == getattr(plain, part)
            assert any(part.replace("_", " ") in notice.lower() for notice in pack.notices)
    assert pack.script and len(pack.script.opening.split()) <= 140


def test_a_rewrite_keeps_every_fact_whatever_the_model_makes_of_it(services: Services) -> None:
    done = services.rewrite(EMAIL, engine="model")
    asked(done.model_use)
    assert "6 March" in done.text and done.invented == ()
    report = compare_facts(EMAIL, done.text)
    assert not [fact for fact in report.lost if fact.kind in ("date", "name")]
    assert done.written_by == "model" or done.notices


def test_three_turns_of_practice_move_as_they_do_without_a_model(services: Services) -> None:
    client = services.practice.scenarios()[0].client
    talks: dict[Any, Any] = {}
    for engine in ("built-in", "model"):
        talk = services.practice.start(client, seed=1)
        for turn in TURNS:
            model = services.model_for(engine)  # type: ignore[arg-type]
            talk = services.answer(talk, turn, model=model)
        talks[engine] = talk
    plain, worded = talks["built-in"], talks["model"]
    assert [t.move for t in worded.turns] == [t.move for t in plain.turns]
    for turn, other in zip(worded.turns, plain.turns, strict=True):
        asked(turn.model_use)
        assert turn.client
        assert turn.written_by == "model" or (turn.client == other.client and turn.notices)

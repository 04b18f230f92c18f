"""What stays here: internal facts, tracing, the key. Seen from the other end of the wire."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.config import Settings
from coach.desk import Desk
from coach.domain.situation import CaseInput
from coach.services import Services
from tests.model.answering import helpful
from tests.stub_endpoint import Stub, serve

KEY = "sk-candor-0f1e2d3c4b5a69788796"
ROOT = Path(__file__).resolve().parents[2]
INTERNAL = {
    "told as an aside": "between us, Wendeline already flagged the marmalade shortage in June.",
    "not to be told": "I can go down to 7,350 but don't tell them that.",
    "a view of the client": "between ourselves he is a pompous windbag about labels.",
    "a limit": "I would not go below £1,260 for it, that stays here.",
    "of the boss": "my boss says, strictly internally, that we lose the copperplate job otherwise.",
    "marked by hand": "The glue we used came from the condemned lot.",
}
MARKS = {
    "told as an aside": ("marmalade",),
    "not to be told": ("7,350", "7350"),
    "a view of the client": ("windbag", "pompous"),
    "a limit": ("1,260",),
    "of the boss": ("copperplate",),
    "marked by hand": ("condemned",),
}
NOTE = (
    "The jam labels for Orchard & Pike were due on 27 February and came on 4 March, because I "
    "booked the press for the wrong week. That was our mistake. Tobias Pike, the owner, rang and "
    "was furious, 300 jars wait without labels. We could print 2,000 by Tuesday 10 March and the "
    "rest by 17 March. {} He wants to know when the rest comes."
)


def configured(stub: Stub, data: Path) -> dict[str, str]:
    return {
        "CANDOR_DATA_DIR": str(data),
        "OPENAI_BASE_URL": stub.url,
        "OPENAI_API_KEY": KEY,
        "CANDOR_MODEL": "stub",
    }


@pytest.fixture(scope="module")
def endpoint() -> Iterator[Stub]:
    with serve(helpful) as stub:
        yield stub


@pytest.fixture(scope="module")
def candor(endpoint: Stub, tmp_path_factory: pytest.TempPathFactory) -> Services:
    data = tmp_path_factory.mktemp("data")
    return Services(Settings.from_env(configured(endpoint, data)))


@pytest.mark.parametrize("kind", INTERNAL)
def test_an_internal_fact_is_never_sent_for_words_to_the_client(
    kind: str, candor: Services, endpoint: Stub
) -> None:
    marked = (INTERNAL[kind],) if kind == "marked by hand" else ()
    case = CaseInput(text=NOTE.format(INTERNAL[kind]), today="2026-03-04", internal=marked)
    endpoint.requests.clear()
    candor.prepare(case, engine="model")
    talk = candor.practice.start(candor.client_for(case))
    said = "I am sorry, I booked the wrong week."
    candor.practice.reply(talk, said, model=candor.model_for("model"))
    sent = [json.dumps(body, ensure_ascii=False) for body in endpoint.requests]
    own = [text for text in sent if "for the person's own leadership" in text]
    to_client = [text for text in sent if text not in own]
    assert len(to_client) >= 4
    assert any(mark in text for mark in MARKS[kind] for text in own)
    assert [(mark, text) for mark in MARKS[kind] for text in to_client if mark in text] == []


TRACING = {
    "LANGSMITH_TRACING": "true",
    "LANGSMITH_TRACING_V2": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGCHAIN_TRACING": "true",
    "LANGCHAIN_VERBOSE": "true",
    "LANGSMITH_API_KEY": "ls-key",
    "LANGCHAIN_API_KEY": "ls-key",
    "OPENAI_LOG": "debug",
    "HTTPX_LOG_LEVEL": "trace",
}
EMAIL = "Dear Quillon,\n\nMistakes were made with invoice INV-20417.\n\nRegards, Jo\n"


def test_tracing_and_logging_stay_off_though_the_environment_asks_for_them(tmp_path: Path) -> None:
    with serve(helpful) as stub, serve("{}") as tracer:
        asked = {**TRACING, "LANGSMITH_ENDPOINT": tracer.url, "LANGCHAIN_ENDPOINT": tracer.url}
        ran = subprocess.run(
            [sys.executable, "-m", "coach", "rewrite", "-", "--json", "--engine", "model"],
            input=EMAIL,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, **configured(stub, tmp_path), **asked},
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        assert json.loads(ran.stdout)["written_by"] == "model"
        assert stub.requests and tracer.requests == []
    assert KEY not in ran.stdout + ran.stderr
    for words in ("Quillon", "Mistakes were", "Person1"):
        assert words not in ran.stderr


def test_the_key_and_the_client_s_words_end_up_nowhere_they_should_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    logged = io.StringIO()
    handler = logging.StreamHandler(logged)
    logging.getLogger().addHandler(handler)
    monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)
    try:
        with serve(helpful) as stub:
            desk = Desk(Services(Settings.from_env(configured(stub, tmp_path))))
            case = desk.new_case(NOTE.format(""))
            desk.store.preferences.give_consent(case.id, "127.0.0.1")
            pack = desk.draft(case)
            stub.mode = "401"
            desk.draft(case)
            email = desk.new_email(EMAIL)
            desk.store.preferences.give_consent(email.id, "127.0.0.1")
            desk.rewrite_email(email, EMAIL)
            assert f"Bearer {KEY}" in stub.headers[0].values()
            documents = desk.services.documents(pack)
            exports = [desk.services.word_all(documents)]
            exports += [document.markdown.encode() for document in documents]
            desk.store.close()
    finally:
        logging.getLogger().removeHandler(handler)
    told = capfd.readouterr()
    for said in (logged.getvalue(), told.out, told.err):
        assert not [w for w in (KEY, "Tobias", "Orchard", "Quillon", "jars wait") if w in said]
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert files and all(KEY.encode() not in data for data in (*files, *exports))
    assert KEY not in repr(desk.services.settings)


def test_a_redirect_takes_no_text_to_another_host(tmp_path: Path) -> None:
    with serve("{}") as elsewhere, serve(helpful) as stub:
        stub.mode, stub.redirect_to = "redirect", elsewhere.url + "/chat/completions"
        services = Services(Settings.from_env(configured(stub, tmp_path)))
        done = services.rewrite(EMAIL, engine="model")
    assert done.written_by == "built-in"
    assert "another address" in done.notices[-1]
    assert stub.requests and elsewhere.requests == []


def test_a_proxy_of_the_environment_is_not_used_for_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve("{}") as proxy, serve(helpful) as stub:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
        services = Services(Settings.from_env(configured(stub, tmp_path)))
        done = services.rewrite(EMAIL, engine="model")
    assert (done.written_by, proxy.requests) == ("model", [])

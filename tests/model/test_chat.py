"""The seam to a model, against a real server on this machine: one test per behaviour."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.config import Limits, ModelSettings, Settings
from coach.errors import ModelBadReply, ModelError, ModelMisconfigured, ModelUnavailable, SetupError
from coach.model.connect import open_model
from coach.model.langchain_chat import LangChainChat
from coach.model.port import Message
from coach.model.tokens import TokenCounter
from tests.stub_endpoint import Answer, Stub, serve

ASKED = [Message(role="system", text="Be brief."), Message(role="user", text="Say hello.")]
SHORT = Limits(connect=1, first_token=0.4, gap=0.4, total=1.5)


@contextmanager
def chat(
    tmp_path: Path, *answers: Answer, mode: str = "good", limits: Limits | None = None
) -> Iterator[tuple[LangChainChat, Stub]]:
    with serve(*answers, mode=mode) as stub:
        settings = ModelSettings("stub:7b", stub.url, "secret-key", limits or Limits(total=20))
        yield LangChainChat(settings, TokenCounter("stub", tmp_path)), stub


def test_a_good_answer_comes_whole_and_counted(tmp_path: Path) -> None:
    with chat(tmp_path, "Hello there, how can we mend this?") as (model, stub):
        done = model.complete(ASKED, max_tokens=50)
    assert done.text == "Hello there, how can we mend this?"
    assert done.tokens_in > 0 and done.tokens_out > 0
    assert done.estimated
    assert stub.requests[0]["model"] == "stub:7b"
    assert (
        stub.requests[0][
            "max_tokens" if "max_tokens" in stub.requests[0] else "max_completion_tokens"
        ]
        == 50
    )


def test_the_system_role_holds_only_our_own_words(tmp_path: Path) -> None:
    with chat(tmp_path, "ok") as (model, stub):
        model.complete(ASKED, max_tokens=5)
    roles = [(m["role"], m["content"]) for m in stub.requests[0]["messages"]]
    assert roles == [("system", "Be brief."), ("user", "Say hello.")]


@pytest.mark.parametrize(
    ("mode", "error", "requests"),
    [
        ("401", ModelMisconfigured, 1),
        ("403", ModelMisconfigured, 1),
        ("404", ModelMisconfigured, 1),
        ("quota", ModelMisconfigured, 1),
        ("429", ModelUnavailable, 2),
        ("500", ModelUnavailable, 2),
        ("503", ModelUnavailable, 2),
        ("hang", ModelUnavailable, 1),
        ("keep_alive", ModelUnavailable, 1),
        ("drop", ModelUnavailable, 1),
        ("stall", ModelUnavailable, 1),
        ("length", ModelBadReply, 1),
        ("filtered", ModelBadReply, 1),
        ("refusal", ModelBadReply, 1),
        ("broken_json", ModelError, 1),
        ("html", ModelError, None),
        ("error_body", ModelError, None),
    ],
)
def test_every_fault_becomes_a_plain_error(
    tmp_path: Path, mode: str, error: type[ModelError], requests: int | None
) -> None:
    answer = "A long enough answer that it comes in several pieces. " * 3
    with chat(tmp_path, answer, mode=mode, limits=SHORT) as (model, stub):
        with pytest.raises(error) as raised:
            model.complete(ASKED, max_tokens=50)
        assert requests in (None, len(stub.requests))
    assert raised.value.message
    assert "secret-key" not in str(raised.value)


def test_a_server_that_recovers_is_asked_once_more(tmp_path: Path) -> None:
    with chat(tmp_path, "back again", mode="then_good:503") as (model, stub):
        assert model.complete(ASKED, max_tokens=5).text == "back again"
        assert len(stub.requests) == 2


def test_a_long_wait_asked_for_is_not_obeyed(tmp_path: Path) -> None:
    with chat(tmp_path, "x", mode="429") as (model, stub):
        stub.retry_after = "3600"
        with pytest.raises(ModelUnavailable):
            model.complete(ASKED, max_tokens=5)
        assert len(stub.requests) == 1


def test_an_endpoint_without_json_mode_is_found_out_once(tmp_path: Path) -> None:
    with chat(tmp_path, "{}", mode="no_json_mode") as (model, stub):
        for _ in range(2):
            assert model.complete(ASKED, max_tokens=5, json_reply=True).text == "{}"
        assert ["response_format" in r for r in stub.requests] == [True, False, False]


def test_an_endpoint_without_streaming_is_found_out_once(tmp_path: Path) -> None:
    with chat(tmp_path, "whole", mode="no_streaming") as (model, stub):
        for _ in range(2):
            assert model.complete(ASKED, max_tokens=5).text == "whole"
        assert [bool(r.get("stream")) for r in stub.requests] == [True, False, False]


def test_a_cut_stream_gives_what_came_and_then_says_so(tmp_path: Path) -> None:
    pieces: list[str] = []
    answer = "One sentence. Another sentence. A third one, never seen."
    with chat(tmp_path, answer, mode="drop") as (model, _):
        stream = model.stream(ASKED, max_tokens=50)
        pieces.append(next(stream))
        with pytest.raises(ModelUnavailable):
            pieces.extend(stream)
    assert "".join(pieces).startswith("One sentence.")
    assert "never seen" not in "".join(pieces)


def test_nothing_listening(tmp_path: Path) -> None:
    with serve("x") as stub:
        url = stub.url
    model = LangChainChat(ModelSettings("m", url, None, SHORT), TokenCounter("m", tmp_path))
    with pytest.raises(ModelUnavailable):
        model.complete(ASKED, max_tokens=5)


def test_no_model_is_configured_by_default() -> None:
    assert open_model(Settings.from_env({})) is None


@pytest.mark.parametrize("name", ["OPENAI_API_KEY", "OPENAI_BASE_URL"])
def test_a_key_or_address_without_a_model_name_is_said(name: str) -> None:
    with pytest.raises(SetupError, match="CANDOR_MODEL"):
        open_model(Settings.from_env({name: "http://127.0.0.1:1/v1"}))


def test_an_unknown_provider_is_said() -> None:
    with pytest.raises(SetupError, match="provider"):
        open_model(Settings.from_env({"CANDOR_MODEL": "nosuchprovider:big"}))


def test_the_key_is_never_shown() -> None:
    settings = Settings.from_env({"OPENAI_API_KEY": "sk-secret", "CANDOR_MODEL": "gpt-4o"})
    assert "sk-secret" not in repr(settings)

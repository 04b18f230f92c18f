"""The circuit: opens after repeated failure, says so, and closes by itself."""

from pathlib import Path

import pytest

from coach.config import Limits, ModelSettings
from coach.errors import ModelBadReply, ModelUnavailable
from coach.model.circuit import CircuitModel
from coach.model.langchain_chat import LangChainChat
from coach.model.port import Message
from coach.model.tokens import TokenCounter
from tests.stub_endpoint import serve

ASKED = [Message(role="user", text="Hello?")]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def circuit(url: str, tmp_path: Path, clock: Clock) -> CircuitModel:
    limits = Limits(connect=1, first_token=0.3, gap=0.3, total=1)
    chat = LangChainChat(ModelSettings("m", url, "k", limits), TokenCounter("m", tmp_path))
    return CircuitModel(chat, failures_to_open=2, seconds_open=60, clock=clock)


def test_a_dead_endpoint_is_not_asked_a_third_time_until_a_minute_has_passed(
    tmp_path: Path,
) -> None:
    clock = Clock()
    with serve("hello", mode="hang") as stub:
        model = circuit(stub.url, tmp_path, clock)
        for _ in range(2):
            with pytest.raises(ModelUnavailable):
                model.complete(ASKED, max_tokens=5)
        asked = len(stub.requests)
        with pytest.raises(ModelUnavailable, match="left alone"):
            model.complete(ASKED, max_tokens=5)
        with pytest.raises(ModelUnavailable, match="left alone"):
            list(model.stream(ASKED, max_tokens=5))
        assert len(stub.requests) == asked
        clock.now, stub.mode = 61.0, "good"
        assert model.complete(ASKED, max_tokens=5).text == "hello"
        assert "".join(model.stream(ASKED, max_tokens=5)) == "hello"


def test_a_bad_reply_does_not_open_it(tmp_path: Path) -> None:
    with serve("cut", mode="length") as stub:
        model = circuit(stub.url, tmp_path, Clock())
        for _ in range(4):
            with pytest.raises(ModelBadReply):
                model.complete(ASKED, max_tokens=5)
        assert len(stub.requests) == 4

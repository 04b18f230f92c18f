"""Every fault at the seam itself: a plain error or a whole answer, within the limits, no thread left."""

import threading
from pathlib import Path

import pytest

from coach.config import Limits, ModelSettings
from coach.errors import ModelError
from coach.model.guarded import READER
from coach.model.langchain_chat import LangChainChat
from coach.model.port import Message
from coach.model.tokens import TokenCounter
from tests.wire_faults import FAULTS, failing

ASKED = [Message(role="user", text="Mend this for Quillon, please.")]
SHORT = Limits(connect=1, first_token=0.5, gap=0.5, total=1.5)
ANSWER = '{"say": "We were late, and that was our mistake. The rest comes on Tuesday."}'


@pytest.mark.parametrize("mode", FAULTS)
def test_a_fault_becomes_a_plain_error_or_a_whole_answer(mode: str, tmp_path: Path) -> None:
    fault = FAULTS[mode]
    limits = SHORT if fault.outcome == "built-in" else Limits(first_token=60, gap=60, total=90)
    text, error = "", None
    with failing(mode, lambda _: ANSWER) as endpoint:
        settings = ModelSettings("stub", endpoint.url, "sk-candor-seeded", limits)
        model = LangChainChat(settings, TokenCounter("stub", tmp_path))
        try:
            text = model.complete(ASKED, max_tokens=99).text
        except ModelError as raised:
            error = raised
        assert endpoint.requests
    if error is not None:
        assert fault.outcome == "built-in" or mode == "bad_then_good"
        assert "seeded" not in str(error) and "Quillon" not in str(error)
        assert error.message and "\n" not in error.message
    elif fault.outcome == "built-in":
        # Whole, but of no use: for the checks of the task to refuse.
        assert fault.family in ("unreadable", "too much") and text
    elif mode != "bad_then_good":
        assert "We were late" in text


@pytest.mark.parametrize("mode", ["keep_alives_for_ever", "one_token_for_ever", "slow_drip"])
def test_no_reader_is_left_behind(mode: str, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    with failing(mode, lambda _: ANSWER) as endpoint:
        settings = ModelSettings("stub", endpoint.url, "k", SHORT)
        model = LangChainChat(settings, TokenCounter("stub", tmp_path))
        with pytest.raises(ModelError):
            model.complete(ASKED, max_tokens=99)
        readers = [t for t in set(threading.enumerate()) - before if t.name == READER]
        for reader in readers:
            reader.join(30)
        assert not [reader for reader in readers if reader.is_alive()]

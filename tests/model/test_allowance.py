"""A budget is never exceeded, what was taken is said, and work that is waited for can be left."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.config import Limits, ModelSettings, Settings
from coach.domain.model_use import ModelUse, PartOutcome
from coach.errors import ModelBadReply, ModelOverBudget, SetupError
from coach.model.allowance import Allowance
from coach.model.langchain_chat import LangChainChat
from coach.model.port import Completion, Message
from coach.model.together import stop_asked, together
from coach.model.tokens import TokenCounter
from tests.stub_endpoint import Stub, serve

ASKED = [Message(role="user", text="Better words for this, please.")]
ROOM = 50


def chat(stub: Stub, folder: Path) -> LangChainChat:
    settings = ModelSettings("m", stub.url, "k", Limits(total=10))
    return LangChainChat(settings, TokenCounter("m", folder))


def test_what_a_call_took_is_the_endpoint_s_own_count(tmp_path: Path) -> None:
    with serve("hello") as stub:
        stub.counts = True
        allowance = Allowance(1000)
        allowance.metered(chat(stub, tmp_path)).complete(ASKED, max_tokens=ROOM)
    used = allowance.used({"script": PartOutcome(outcome="kept")})
    assert (used.calls, used.tokens_in, used.tokens_out, used.estimated) == (1, 12, 5, False)
    assert used.told == "The model took 1 call and 17 tokens, of 1,000 allowed."


def test_an_estimate_says_so(tmp_path: Path) -> None:
    with serve("hello") as stub:
        allowance = Allowance(1000)
        allowance.metered(chat(stub, tmp_path)).complete(ASKED, max_tokens=ROOM)
    assert allowance.used({}).estimated
    assert "estimated" in allowance.used({}).told


@pytest.mark.parametrize("streamed", [False, True])
def test_a_call_that_might_go_over_the_budget_is_not_made(tmp_path: Path, streamed: bool) -> None:
    with serve("hello") as stub:
        model = Allowance(ROOM, setting="CANDOR_PACK_TOKENS").metered(chat(stub, tmp_path))
        with pytest.raises(ModelOverBudget, match="budget of 50 tokens") as raised:
            if streamed:
                list(model.stream(ASKED, max_tokens=ROOM))
            else:
                model.complete(ASKED, max_tokens=ROOM)
        assert stub.requests == []
    assert "CANDOR_PACK_TOKENS" in raised.value.hint


def test_an_answer_that_was_cut_is_paid_for_in_full(tmp_path: Path) -> None:
    with serve("hello", mode="length") as stub:
        allowance = Allowance(1000)
        with pytest.raises(ModelBadReply):
            allowance.metered(chat(stub, tmp_path)).complete(ASKED, max_tokens=ROOM)
    assert allowance.used({}).tokens_out == ROOM


@given(
    st.integers(0, 2000),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=12),
)
def test_the_budget_holds_whatever_is_asked(most: int, calls: list[tuple[int, int]]) -> None:
    allowance = Allowance(most)
    for tokens_in, tokens_out in calls:
        try:
            allowance.set_aside(tokens_in + tokens_out)
        except ModelOverBudget:
            continue
        took = Completion(text="", tokens_in=tokens_in, tokens_out=tokens_out // 2, estimated=False)
        allowance.settle(tokens_in + tokens_out, took)
    assert allowance.used({}).tokens <= most


def test_results_come_in_order_and_jobs_run_side_by_side() -> None:
    meet = threading.Barrier(3, timeout=20)
    ticks: list[int] = []

    def job(number: int) -> int:
        meet.wait()
        return number

    jobs = [lambda n=n: job(n) for n in range(3)]
    assert together(jobs, at_once=3, tick=ticks.append) == [0, 1, 2]  # type: ignore[arg-type]
    assert ticks[0] == 0 and ticks[-1] == 3


def test_one_at_a_time_is_one_at_a_time() -> None:
    running, most = [0], [0]

    def job() -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        running[0] -= 1

    together([job] * 5, at_once=1)
    assert most == [1]


def test_whoever_stops_waiting_is_let_go_and_the_work_is_told() -> None:
    begun, told = threading.Event(), threading.Event()
    later: list[int] = []

    def first() -> None:
        begun.set()
        while not stop_asked():
            pass
        told.set()

    def tick(_: int) -> None:
        if begun.is_set():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        together([first, lambda: later.append(1)], at_once=1, tick=tick)
    assert told.wait(20)
    assert later == []
    assert not stop_asked()


def test_a_stopped_call_sends_nothing_more(tmp_path: Path) -> None:
    """A repair that would follow is not sent once nobody waits for it."""
    seen: list[str] = []
    done = threading.Event()
    with serve(lambda _: seen.append("asked") or "{}") as stub:
        model = Allowance().metered(chat(stub, tmp_path))

        def job() -> None:
            model.complete(ASKED, max_tokens=ROOM)
            while not stop_asked():
                pass
            try:
                model.complete(ASKED, max_tokens=ROOM)
            finally:
                done.set()

        def tick(_: int) -> None:
            if seen:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            together([job], tick=tick)
        assert done.wait(20)
        assert len(stub.requests) == 1


@pytest.mark.parametrize("bad", ["0", "-5", "many", "1.5"])
def test_a_budget_that_is_no_number_is_said(bad: str) -> None:
    with pytest.raises(SetupError, match="CANDOR_PACK_TOKENS"):
        Settings.from_env({"CANDOR_MODEL": "m", "CANDOR_PACK_TOKENS": bad})


def test_calls_go_out_together_unless_the_model_is_on_this_machine() -> None:
    local = {"CANDOR_MODEL": "m", "OPENAI_BASE_URL": "http://localhost:1/v1"}
    far = {"CANDOR_MODEL": "m", "OPENAI_BASE_URL": "https://models.example/v1"}
    for env, at_once in ((local, 1), (far, 4), ({**local, "CANDOR_CALLS_AT_ONCE": "3"}, 3)):
        model = Settings.from_env(env).model
        assert model and model.calls_at_once == at_once


def test_nothing_used_is_said_plainly() -> None:
    assert ModelUse(most_tokens=10).told == "The model took 0 calls and 0 tokens, of 10 allowed."

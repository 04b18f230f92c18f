"""A model may word the line and nothing else; what it may not do is refused and said."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.config import Limits, ModelSettings
from coach.domain.conversation import ClientProfile, TurnRecord
from coach.model.langchain_chat import LangChainChat
from coach.model.tokens import TokenCounter
from tests.practice.rooms import last, practice, scenario_client, talked
from tests.practice.test_session import GOOD
from tests.stub_endpoint import Answer, Stub, serve

LIMITS = Limits(connect=1, first_token=1, gap=1, total=5)
FINE = "Fine words. And my trucks are still standing there, so what happens today?"


@contextmanager
def model(
    tmp_path: Path, *answers: Answer, mode: str = "good"
) -> Iterator[tuple[LangChainChat, Stub]]:
    with serve(*answers, mode=mode) as stub:
        settings = ModelSettings("stub:7b", stub.url, "key", LIMITS)
        yield LangChainChat(settings, TokenCounter("stub", tmp_path)), stub


def replied(
    tmp_path: Path,
    *answers: Answer,
    mode: str = "good",
    turn: str = GOOD[0],
    client: ClientProfile | None = None,
) -> tuple[TurnRecord, Stub]:
    with model(tmp_path, *answers, mode=mode) as (chat, stub):
        talk = practice().start(client or scenario_client(start_anger=80))
        return last(practice().reply(talk, turn, model=chat)), stub


def built_in(turn: str = GOOD[0], client: ClientProfile | None = None) -> TurnRecord:
    return last(talked(client or scenario_client(start_anger=80), turn))


def test_a_line_that_passes_is_spoken_and_marked_as_the_models(tmp_path: Path) -> None:
    record, stub = replied(tmp_path, f'"{FINE}"')
    assert record.client == FINE
    assert record.written_by == "model"
    assert record.notices == ()
    assert len(stub.requests) == 1


def test_the_model_moves_neither_state_nor_move(tmp_path: Path) -> None:
    record, _ = replied(tmp_path, FINE)
    plain = built_in()
    assert (record.move, record.state, record.appraisal) == (
        plain.move,
        plain.state,
        plain.appraisal,
    )


def test_the_model_is_told_neither_numbers_nor_the_hidden_interest(tmp_path: Path) -> None:
    client = scenario_client(start_anger=80, hidden_interest="My sister Ottilie owns a zeppelin.")
    _, stub = replied(tmp_path, FINE, client=client)
    sent = " ".join(message["content"] for message in stub.requests[0]["messages"])
    assert "Ottilie" not in sent and "zeppelin" not in sent
    assert "anger" not in sent.lower().replace("angry", "") and "80" not in sent
    assert GOOD[0] in sent
    assert GOOD[0] not in stub.requests[0]["messages"][0]["content"]


BAD = {
    "leaks the secret": "If my board sees whiteboards, forty people lose their nights.",
    "agrees": "Okay, it's a deal, let's do it.",
    "role flip": "I understand your frustration. How can I help you today?",
    "speaks for us": "Our team will fix it and I apologise for the delay.",
    "narrates": "*sighs* That is not good enough.",
    "labels": "Client: that is not good enough.",
    "polite while angry": "Thank you for telling me, that was good of you.",
    "too long at once": "and another thing and " * 30,
}


@pytest.mark.parametrize("answer", BAD.values(), ids=BAD)
def test_a_line_that_breaks_the_spell_twice_is_replaced_from_the_bank(
    tmp_path: Path, answer: str
) -> None:
    record, stub = replied(tmp_path, answer, turn="We will look into it.")
    assert record.written_by == "built-in"
    assert record.client == built_in("We will look into it.").client
    assert "refused" in record.notices[0]
    assert len(stub.requests) == 2


def test_one_retry_is_enough_when_the_second_line_passes(tmp_path: Path) -> None:
    record, stub = replied(tmp_path, BAD["role flip"], FINE)
    assert record.client == FINE
    assert record.written_by == "model"
    assert "speaks for the other side" in stub.last_user_text


@pytest.mark.parametrize("mode", ["500", "401", "hang", "refusal"])
def test_when_the_endpoint_fails_the_bank_speaks_and_it_is_said(tmp_path: Path, mode: str) -> None:
    record, _ = replied(tmp_path, FINE, mode=mode)
    assert record.written_by == "built-in"
    assert record.client == built_in().client
    assert record.notices and "built-in" in record.notices[0]


def test_a_yes_is_allowed_where_the_move_is_a_yes(tmp_path: Path) -> None:
    talks = [talked(scenario_client(), *GOOD[:said]) for said in range(1, len(GOOD))]
    before = [talk for talk in talks if talk.ended is None]
    with model(tmp_path, "All right, it's a deal. Anna on Monday.") as (chat, _):
        done = practice().reply(before[-1], GOOD[len(before)], model=chat)
    assert done.ended in ("accepted", "conditional")
    assert last(done).written_by == "model"


def test_what_was_said_before_is_not_said_again(tmp_path: Path) -> None:
    opening = scenario_client().opening
    record, _ = replied(tmp_path, opening)
    assert record.written_by == "built-in"
    assert "says again" in record.notices[0]


@pytest.mark.parametrize("mode", ["drop", "stall", "broken_json"])
def test_a_line_that_breaks_off_ends_at_its_last_good_sentence(tmp_path: Path, mode: str) -> None:
    heard: list[str] = []
    with model(tmp_path, FINE, mode=mode) as (chat, _):
        talk = practice().start(scenario_client(start_anger=80))
        record = last(practice().reply(talk, GOOD[0], model=chat, speak=heard.append))
    assert record.client == "Fine words." == heard[-1]
    assert record.written_by == "model"
    assert "cut short" in record.notices[0]


@pytest.mark.parametrize("mode", ["drop", "stall", "length"])
def test_a_line_that_breaks_off_in_its_first_sentence_is_the_banks(
    tmp_path: Path, mode: str
) -> None:
    answer = "and so my trucks are standing there all the same and nobody knows a thing"
    record, _ = replied(tmp_path, answer, mode=mode)
    assert record.written_by == "built-in" and record.client == built_in().client


@pytest.mark.parametrize(
    "bad",
    [
        "Okay, it's a deal, let's do it.",
        "I understand your frustration.",
        "If my board sees whiteboards, forty people lose their nights.",
        "No! Never. Not now. Not ever. Not with you.",
    ],
)
def test_a_later_sentence_that_fails_ends_the_line_and_is_never_heard(
    tmp_path: Path, bad: str
) -> None:
    heard: list[str] = []
    with model(tmp_path, f"Three trucks stand there now. {bad}") as (chat, stub):
        talk = practice().start(scenario_client(start_anger=80))
        turn = "We will look into it."
        record = last(practice().reply(talk, turn, model=chat, speak=heard.append))
    assert record.client.startswith("Three trucks stand there now.")
    assert record.client == heard[-1] and record.written_by == "model"
    assert not record.client.endswith(bad)
    assert "cut short" in record.notices[0]
    assert len(stub.requests) == 1


def test_each_sentence_is_heard_before_the_next_one_is_there(tmp_path: Path) -> None:
    heard: list[str] = []
    line = "My trucks stand there. Nobody rings me. What do you do about that today?"
    with model(tmp_path, line) as (chat, _):
        talk = practice().start(scenario_client(start_anger=80))
        record = last(practice().reply(talk, GOOD[0], model=chat, speak=heard.append))
    assert heard == [
        "My trucks stand there.",
        "My trucks stand there. Nobody rings me.",
        record.client,
    ]
    assert record.client == line


def test_an_endpoint_that_cannot_stream_is_heard_all_the_same(tmp_path: Path) -> None:
    record, _ = replied(tmp_path, FINE, mode="no_streaming")
    assert record.client == FINE and record.written_by == "model"


def test_a_reason_that_the_model_leaves_out_is_told_all_the_same(tmp_path: Path) -> None:
    talk = talked(scenario_client(), *GOOD[:2])
    with model(tmp_path, "You really want to hear that now.") as (chat, _):
        told = practice().reply(talk, GOOD[2], model=chat)
    assert last(told).move == "reveal"
    assert "forty people lose their nights" in last(told).client

"""Endpoints differ: each difference is found out once, remembered, and worked around."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.config import Limits, ModelSettings, Settings
from coach.errors import ModelMisconfigured
from coach.model.langchain_chat import LangChainChat
from coach.model.port import Message
from coach.model.reasoning import answer_only, reasons_first, without_reasoning
from coach.model.tokens import TokenCounter
from coach.model.traits import TraitBook, Traits, Trial, first_guess, refusal
from tests.stub_endpoint import Stub, serve

ASKED = [Message(role="system", text="Be brief."), Message(role="user", text="Say hello.")]
FIELDS = {
    "response_format": "json_mode",
    "stream_options": "usage",
    "temperature": "temperature",
    "system": "system_role",
    "stream": "streams",
}


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serve("{}") as running:
        yield running


def settings(stub: Stub) -> ModelSettings:
    return ModelSettings("stub:7b", stub.url, "k", Limits(total=20))


def chat(stub: Stub, folder: Path) -> LangChainChat:
    return LangChainChat(settings(stub), TokenCounter("m", folder), TraitBook.of(folder))


def ask(stub: Stub, folder: Path) -> str:
    return chat(stub, folder).complete(ASKED, max_tokens=50, json_reply=True).text


@pytest.mark.parametrize("named", [True, False], ids=["named", "unnamed"])
@pytest.mark.parametrize("field", FIELDS)
def test_what_an_endpoint_refuses_is_left_out_and_never_sent_again(
    stub: Stub, tmp_path: Path, field: str, named: bool
) -> None:
    stub.refuses, stub.names_what_it_refuses = (field,), named
    assert ask(stub, tmp_path) == "{}"
    found = TraitBook.of(tmp_path).known(settings(stub))
    assert found is not None
    assert not getattr(found, FIELDS[field])
    others = [trait for trait in FIELDS.values() if trait not in (FIELDS[field], "usage")]
    assert all(getattr(found, trait) for trait in others)
    asked = len(stub.requests)
    assert ask(stub, tmp_path) == "{}"
    assert len(stub.requests) == asked + 1, "another process asks rightly at once"


def test_an_endpoint_that_refuses_everything_at_once_still_answers(
    stub: Stub, tmp_path: Path
) -> None:
    stub.refuses, stub.names_what_it_refuses = tuple(FIELDS), False
    assert ask(stub, tmp_path) == "{}"


def test_a_refused_name_for_the_answer_limit_is_changed(stub: Stub, tmp_path: Path) -> None:
    stub.refuses = ("max_tokens",)
    assert ask(stub, tmp_path) == "{}"
    assert "max_completion_tokens" in stub.requests[-1]
    assert "max_tokens" not in stub.requests[-1]


def test_an_endpoint_that_refuses_either_name_of_the_limit_is_left_alone(
    stub: Stub, tmp_path: Path
) -> None:
    stub.refuses = ("max_tokens", "max_completion_tokens")
    with pytest.raises(ModelMisconfigured):
        ask(stub, tmp_path)
    assert len(stub.requests) < 20


def test_words_of_the_system_role_go_into_the_first_message_instead(
    stub: Stub, tmp_path: Path
) -> None:
    stub.refuses = ("system",)
    ask(stub, tmp_path)
    sent = stub.requests[-1]["messages"]
    assert [message["role"] for message in sent] == ["user"]
    assert sent[0]["content"] == "Be brief.\n\nSay hello."


def test_a_request_refused_whatever_is_left_out_teaches_nothing(stub: Stub, tmp_path: Path) -> None:
    stub.mode = "400"
    model = chat(stub, tmp_path)
    with pytest.raises(ModelMisconfigured):
        model.complete(ASKED, max_tokens=50, json_reply=True)
    assert TraitBook.of(tmp_path).known(settings(stub)) is None
    asked = len(stub.requests)
    with pytest.raises(ModelMisconfigured):
        model.complete(ASKED, max_tokens=50, json_reply=True)
    assert len(stub.requests) == asked + 1, "the guessing is not done twice"


def test_a_request_too_long_for_the_model_is_not_taken_for_a_difference() -> None:
    class TooLong(Exception):
        def __init__(self, said: str) -> None:
            self.status_code = 400
            self.body = {"message": said}

    assert refusal(TooLong("stream refused")) is not None
    assert refusal(TooLong("The maximum context length is 2048 tokens, see temperature.")) is None


def test_usage_is_the_endpoint_s_own_when_it_gives_one(stub: Stub, tmp_path: Path) -> None:
    stub.counts = True
    done = chat(stub, tmp_path).complete(ASKED, max_tokens=50)
    assert (done.tokens_in, done.tokens_out, done.estimated) == (12, 5, False)


@pytest.mark.parametrize("streamed", [False, True])
def test_reasoning_is_taken_off_and_remembered(stub: Stub, tmp_path: Path, streamed: bool) -> None:
    stub.thinks_for = 1
    stub.answers = ["We were late."]
    model = chat(stub, tmp_path)
    if streamed:
        text = "".join(model.stream(ASKED, max_tokens=50))
    else:
        text = model.complete(ASKED, max_tokens=50).text
    assert text.strip() == "We were late."
    found = TraitBook.of(tmp_path).known(settings(stub))
    assert found and found.reasons


def test_an_answer_whose_room_went_into_reasoning_is_asked_for_once_more_with_room(
    stub: Stub, tmp_path: Path
) -> None:
    stub.thinks_for = 500
    assert ask(stub, tmp_path).strip() == "{}"
    assert len(stub.requests) == 2
    assert ask(stub, tmp_path).strip() == "{}"
    assert len(stub.requests) == 3


def test_a_book_that_is_damaged_is_an_empty_one(stub: Stub, tmp_path: Path) -> None:
    (tmp_path / "endpoints.json").write_text("[1, {", encoding="utf-8")
    assert ask(stub, tmp_path) == "{}"
    assert TraitBook.of(tmp_path).known(settings(stub)) is not None


def test_a_folder_that_cannot_be_written_costs_only_the_memory(stub: Stub, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    stub.refuses = ("temperature",)
    model = LangChainChat(settings(stub), TokenCounter("m", tmp_path), TraitBook.of(blocked))
    for _ in range(2):
        assert model.complete(ASKED, max_tokens=50).text == "{}"
    assert len(stub.requests) == 3


def test_an_endpoint_can_be_forgotten_and_no_password_is_kept(tmp_path: Path) -> None:
    book = TraitBook.of(tmp_path)
    one = ModelSettings("m", "http://user:pass-word@127.0.0.1:9/v1", None)
    book.learn(one, Traits(json_mode=False))
    assert "pass-word" not in (tmp_path / "endpoints.json").read_text(encoding="utf-8")
    book.forget(one)
    assert book.known(one) is None


def test_openai_itself_is_asked_with_the_newer_limit() -> None:
    own = Settings.from_env({"OPENAI_API_KEY": "k", "CANDOR_MODEL": "gpt-4o"}).model
    assert own and first_guess(own).limit_name == "max_completion_tokens"


SAID = [f"Unsupported: {field}" for field in (*FIELDS, "max_tokens", "max_completion_tokens")]


@given(st.lists(st.sampled_from(SAID) | st.text(max_size=60), max_size=12))
def test_trying_ends_whatever_is_said(said: list[str]) -> None:
    trial = Trial(Traits(), frozenset({*FIELDS.values(), "limit_name"}))
    for words in said * 8:
        if not trial.refused(words):
            break
    else:
        assert len(said) * 8 < 20


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("<think>hm {</think>{}", "{}"),
        ("[THINK]hm[/THINK] Yes.", " Yes."),
        ("so I would say\n</think>\nYes.", "\nYes."),
        ("<think>never ends", ""),
        ("I think so.", "I think so."),
        ('{"text": "a</think>b"}', '{"text": "a</think>b"}'),
        ('```json\n{"text": "a</think>b"}', '```json\n{"text": "a</think>b"}'),
    ],
)
def test_reasoning_is_told_from_the_answer(answer: str, text: str) -> None:
    assert without_reasoning(answer) == text
    assert reasons_first(answer) == (text != answer)


@given(
    st.text(alphabet="ab <>/think.", max_size=40),
    st.integers(min_value=1, max_value=7),
)
def test_a_streamed_answer_without_reasoning_comes_whole(answer: str, size: int) -> None:
    pieces = [answer[at : at + size] for at in range(0, len(answer), size)]
    streamed = "".join(answer_only(pieces))
    if "</think>" not in answer and not answer.lstrip().startswith("<think>"):
        assert streamed == answer or not answer.strip()


@pytest.mark.parametrize("size", [1, 3, 100])
def test_streamed_reasoning_is_held_back(size: int) -> None:
    answer = "<think>is it {so}?</think>\n\nYes. It is."
    pieces = [answer[at : at + size] for at in range(0, len(answer), size)]
    assert "".join(answer_only(pieces)) == "Yes. It is."
    swallowed = answer.removeprefix("<think>")
    cut = [swallowed[at : at + size] for at in range(0, len(swallowed), size)]
    assert "".join(answer_only(cut, expected=True)) == "Yes. It is."

"""Stand-ins: what a case knows and what has a clear shape never reaches the endpoint."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.config import Limits, ModelSettings
from coach.model.langchain_chat import LangChainChat
from coach.model.port import Message
from coach.model.tokens import TokenCounter
from coach.model.veil import Veil, VeiledModel
from tests.stub_endpoint import serve

SECRETS = [
    "Priya Nair",
    "Nair",
    "Harbour Lane Bakery",
    "priya.nair@harbourlane.example",
    "+44 20 7946 0958",
    "INV-20417",
    "GB29 NWBK 6016 1331 9268 19",
]
TEXT = (
    "Priya Nair of Harbour Lane Bakery wrote (priya.nair@harbourlane.example, +44 20 7946 0958) "
    "about INV-20417 for £4,250 due 3 May; pay GB29 NWBK 6016 1331 9268 19. Nair is upset."
)


def veil() -> Veil:
    return Veil(people=["Priya Nair"], organisations=["Harbour Lane Bakery"])


def test_nothing_that_was_hidden_is_left_and_all_of_it_comes_back() -> None:
    cover = veil()
    hidden = cover.hide(TEXT)
    assert not [secret for secret in SECRETS if secret in hidden]
    assert "£4,250" in hidden and "3 May" in hidden
    assert cover.reveal(hidden) == TEXT


def test_one_person_keeps_one_stand_in() -> None:
    cover = veil()
    assert cover.hide("Priya Nair") == cover.hide("priya nair")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_text_without_stand_in_words_survives_the_way_there_and_back(text: str) -> None:
    cover = Veil()
    once = cover.reveal(cover.hide(text))
    assert once == text or any(stand_in in text for _, stand_in in cover.pairs)


@pytest.mark.parametrize("streamed", [False, True])
def test_the_endpoint_sees_stand_ins_and_the_user_real_names(
    tmp_path: Path, streamed: bool
) -> None:
    with serve(lambda body: "Dear Person1, " + body["messages"][-1]["content"]) as stub:
        settings = ModelSettings("m", stub.url, "k", Limits(total=10))
        model = VeiledModel(LangChainChat(settings, TokenCounter("m", tmp_path)), veil())
        asked = [Message(role="user", text=TEXT)]
        if streamed:
            answer = "".join(model.stream(asked, max_tokens=99))
        else:
            answer = model.complete(asked, max_tokens=99).text
        sent = str(stub.requests)
    assert not [secret for secret in SECRETS if secret in sent]
    assert answer == f"Dear Priya Nair, {TEXT}"

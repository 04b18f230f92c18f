"""Stand-ins: what a case knows and what has a clear shape never reaches the endpoint."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.config import Limits, ModelSettings
from coach.model.langchain_chat import LangChainChat
from coach.model.outlet import Outlet
from coach.model.port import Message
from coach.model.tokens import TokenCounter
from coach.model.veil import Veil
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


HARD = [
    "priya_nair_contract.pdf and PRIYA'S note",
    "Priya  Nair\nof Harbour  Lane\nBakery",
    "Person1 met Person 2 and person_3; Account 12 is Company1's.",
    "Priya1 is not Priya, but 田中さんが3 is 田中.",
    "C:\\new\\report and \\\\Nair \\nNair",
    "project heron, harbour lane bakery, NAIR, okafor",
    "mailto:priya.nair@harbourlane.example?x=1 @priyanair call +44 20 7946 0958",
    "#20417 or invoice no. 20417-7 or ref: AB/20417",
    "Zoë-Nair, “Nair”, (Nair), Nair/Okafor, Nair\u0301",
]


def veil() -> Veil:
    return Veil(people=["Priya Nair"], organisations=["Harbour Lane Bakery"])


def test_nothing_that_was_hidden_is_left_and_all_of_it_comes_back() -> None:
    cover = veil()
    hidden = cover.hide(TEXT)
    assert not [secret for secret in SECRETS if secret in hidden]
    assert "£4,250" in hidden and "3 May" in hidden
    assert cover.reveal(hidden) == TEXT


def test_one_person_keeps_one_stand_in_however_it_is_written() -> None:
    cover = veil()
    hidden = [cover.hide(name) for name in ("Priya", "priya", "PRIYA", "Priya")]
    assert hidden == ["Person1", "person1", "PERSON1", "Person1"]
    assert [cover.reveal(stand_in) for stand_in in hidden] == ["Priya", "priya", "PRIYA", "Priya"]
    assert cover.reveal("Dear person 1,") == "Dear priya,"


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_the_way_back_is_exact_and_nothing_known_is_left(text: str) -> None:
    cover = Veil(["Priya Nair", "Will Okafor", "田中"], ["Harbour Lane Bakery"], ["Project Heron"])
    hidden = cover.hide(text)
    assert cover.reveal(hidden) == text
    for name in ("Priya", "Nair", "Okafor", "田中", "Harbour", "Heron", "0946", "20417", "@"):
        assert name.lower() not in hidden.lower(), hidden


def test_ordinary_words_that_are_names_are_left_alone_in_small_letters() -> None:
    hidden = Veil(["Will Okafor"]).hide("Will said we will call.")
    assert hidden == "Person1 said we will call."


def test_a_name_after_a_line_break_in_json_is_hidden_and_comes_back(tmp_path: Path) -> None:
    draft = json.dumps({"text": 'Hello\n\nPriya Nair of\nHarbour Lane Bakery "rang"\tNair.'})
    cover = veil()
    hidden = cover.hide(draft)
    assert not [secret for secret in SECRETS if secret in hidden]
    assert cover.reveal(hidden) == draft
    with serve(lambda body: str(body["messages"][-1]["content"])) as stub:
        settings = ModelSettings("m", stub.url, "k", Limits(total=10))
        model = Outlet(LangChainChat(settings, TokenCounter("m", tmp_path)), veil=cover)
        asked = [Message(role="user", text=draft)]
        answer = model.complete(asked, max_tokens=99, json_reply=True).text
    assert json.loads(answer) == json.loads(draft)


def test_a_name_with_quotes_does_not_break_the_json_it_is_put_back_into(tmp_path: Path) -> None:
    cover = Veil(private=['Dwayne "Rock" Smith'])
    with serve('{"text": "Dear Name1,"}') as stub:
        settings = ModelSettings("m", stub.url, "k", Limits(total=10))
        model = Outlet(LangChainChat(settings, TokenCounter("m", tmp_path)), veil=cover)
        asked = [Message(role="user", text='Dwayne "Rock" Smith rang.')]
        answer = model.complete(asked, max_tokens=99, json_reply=True).text
    assert json.loads(answer) == {"text": 'Dear Dwayne "Rock" Smith,'}


NAMES = st.text(
    alphabet=st.characters(categories=("Lu", "Ll", "Lo", "Nd", "Pd"), codec="utf-8"),
    min_size=3,
    max_size=12,
).filter(lambda name: any(map(str.isalpha, name)) and len(name.strip("-")) > 2)


@given(
    people=st.lists(NAMES, max_size=3),
    firms=st.lists(st.lists(NAMES, min_size=1, max_size=3).map(" ".join), max_size=2),
    listed=st.lists(NAMES, max_size=2),
    parts=st.lists(st.text(max_size=20), min_size=1, max_size=8),
    data=st.data(),
)
def test_whatever_is_listed_is_hidden_and_every_text_comes_back_whole(
    people: list[str], firms: list[str], listed: list[str], parts: list[str], data: st.DataObject
) -> None:
    cover = Veil(people, firms, listed)
    names = [*people, *firms, *listed, "Person1", "company 2", "INV-2041", "a.b@c.example"]
    text = ""
    for part in parts:
        gap = data.draw(st.sampled_from([" ", "\n", ", ", "_", "\\n", "(", '"']))
        text += part + gap + data.draw(st.sampled_from(names)) + gap
    hidden = cover.hide(text)
    assert cover.reveal(hidden) == text
    for name in (*people, *firms, *listed):
        assert not re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", hidden), (name, hidden)


def test_a_letter_that_no_normal_form_keeps_is_hidden() -> None:
    name = "00\ufb2a"
    hidden = Veil(private=[name]).hide(f"So says {name} today.")
    assert name not in hidden


@given(st.text(max_size=400))
def test_any_text_survives_the_way_there_and_back(text: str) -> None:
    cover = veil()
    assert cover.reveal(cover.hide(text)) == text


@pytest.mark.parametrize("unit", ["a", "a.", "0", "00 1", "A1", "-", "http://", "田中", "Priya_"])
def test_no_text_takes_long_to_hide(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    cover = Veil(["Priya Nair", "田中"], ["Harbour Lane Bakery"])
    assert cover.reveal(cover.hide(text)) == text


@pytest.mark.parametrize("streamed", [False, True])
def test_the_endpoint_sees_stand_ins_and_the_user_real_names(
    tmp_path: Path, streamed: bool
) -> None:
    with serve(lambda body: "Dear Person1, " + body["messages"][-1]["content"]) as stub:
        settings = ModelSettings("m", stub.url, "k", Limits(total=10))
        model = Outlet(LangChainChat(settings, TokenCounter("m", tmp_path)), veil=veil())
        asked = [Message(role="user", text=TEXT)]
        if streamed:
            answer = "".join(model.stream(asked, max_tokens=99))
        else:
            answer = model.complete(asked, max_tokens=99).text
        sent = str(stub.requests)
    assert not [secret for secret in SECRETS if secret in sent]
    assert answer == f"Dear Priya, {TEXT}"


def test_a_name_spelt_like_a_field_does_not_cost_the_field(tmp_path: Path) -> None:
    cover = Veil(["Text"])
    draft = '{"text": "Text rang."}'
    with serve(lambda body: str(body["messages"][-1]["content"])) as stub:
        settings = ModelSettings("m", stub.url, "k", Limits(total=10))
        model = Outlet(LangChainChat(settings, TokenCounter("m", tmp_path)), veil=cover)
        asked = [Message(role="user", text=draft)]
        answer = model.complete(asked, max_tokens=99, json_reply=True).text
    assert json.loads(answer) == json.loads(draft)

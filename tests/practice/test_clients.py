"""Clients from plain data and from the user's own case: whole, and honest about what was mapped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.conversation import ClientSketch
from coach.domain.values import FAULTS, ISSUE_KINDS, PERSONAS
from coach.errors import InputError
from coach.practice.turning import has_subject, noun_phrase, to_first_person, to_trainee
from tests.practice.rooms import practice, talked

KEYS = (
    "role style stated_position hidden_interest discloses_when concedes_when brief issue fault"
).split()


def sketch(**changes: str) -> ClientSketch:
    fields = {
        "name": "Dana Field",
        "role": "office manager",
        "organisation": "Field & Sons",
        "issue": "late_shipment",
        "fault": "ours",
        "happened": "we sent the chairs to the wrong address",
        "cause": "the old address was still in our system",
        "promised": "forty chairs by Monday",
        "costs_them": "they had people standing at a board meeting",
        "wants": "She wants the chairs and the delivery fee back.",
        "feelings": "she is furious and shouting",
    }
    return ClientSketch.model_validate(fields | changes)


def test_a_name_is_enough() -> None:
    client, notices = practice().client_from_json({"name": "Sam"})
    assert client.style in PERSONAS and client.issue in ISSUE_KINDS and client.fault in FAULTS
    assert client.stated_position and client.hidden_interest and client.settles
    assert notices == ()
    assert talked(client, "What matters most to you here?").turns


@pytest.mark.parametrize("data", [{}, {"name": ""}, {"name": "Sam", "start_anger": 400}])
def test_what_cannot_be_used_is_refused_by_its_field(data: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"name|start_anger"):
        practice().client_from_json(data)


@pytest.mark.parametrize(
    ("style", "persona"),
    [
        ("silent", "silent"),
        ("Polite tester", "polite_tester"),
        ("a very quiet, withdrawn man", "silent"),
        ("shouts and insults people, rude", "abusive"),
        ("only cares about numbers and data", "cold_and_numerate"),
        ("nervous, worried all the time", "anxious"),
        ("quotes the contract like a lawyer", "legalistic"),
    ],
)
def test_a_style_in_any_words_becomes_the_nearest_persona(style: str, persona: str) -> None:
    client, notices = practice().client_from_json({"name": "Sam", "style": style})
    assert client.style == persona
    exact = style.lower().replace(" ", "_") in PERSONAS
    assert bool(notices) is not exact


def test_free_gates_are_mapped_and_unknown_ones_are_said() -> None:
    client, notices = practice().client_from_json(
        {
            "name": "Sam",
            "discloses_when": "asked what worries her, once she trusts you",
            "concedes_when": "a named person and a day",
        }
    )
    assert client.discloses_when == ("asked_about_interest", "trust_reached")
    assert client.concedes_when == ("owner_and_date",)
    assert client.settles == "a named person and a day"
    assert notices == ()
    client, notices = practice().client_from_json({"name": "Sam", "discloses_when": "blue moon"})
    assert client.discloses_when == ("asked_about_interest", "trust_reached")
    assert "blue moon" in notices[0]


def test_other_words_for_issue_and_fault_are_mapped_and_said() -> None:
    client, notices = practice().client_from_json(
        {"name": "Sam", "issue": "the invoice was disputed", "fault": "both of us"}
    )
    assert (client.issue, client.fault) == ("invoice_dispute", "shared")
    assert len(notices) == 2


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(KEYS), st.text(max_size=80), max_size=5))
def test_any_words_make_a_client_that_can_be_talked_to(data: dict[str, str]) -> None:
    client, _ = practice().client_from_json({"name": "Sam Lee", **data})
    talk = talked(client, "What matters most to you here?", "Tom rings you on Monday at nine.")
    braces_given = any("{" in text for text in data.values())
    for turn in talk.turns:
        assert turn.client and (braces_given or "{" not in turn.client)


def test_the_users_own_case_becomes_a_client_with_an_interest_of_its_own() -> None:
    client = practice().client_from_sketch(sketch())
    assert client.name == "Dana Field"
    assert client.style == "venting"
    assert client.promised == "forty chairs by Monday"
    assert "board meeting" in client.hidden_interest
    assert client.points and client.stated_position
    assert client.to_own.startswith("We sent")
    assert talked(client, "We sent them to the wrong address. I'm sorry.").turns


@pytest.mark.parametrize("field", ["name", "promised", "costs_them", "wants", "feelings", "cause"])
def test_a_sketch_with_a_gap_still_makes_a_client(field: str) -> None:
    client = practice().client_from_sketch(sketch(**{field: ""}))
    assert client.name and client.stated_position and client.hidden_interest
    assert talked(client, "What do you need most?").turns[0].client


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("She promised them in person.", "I promised them in person."),
        (
            "His own boss checks every bill and he fears it.",
            "My own boss checks every bill and I fear it.",
        ),
        ("Marta fears that her board closes the shift.", "I fear that my board closes the shift."),
        ("He is tired and our mail came late.", "I am tired and your mail came late."),
        ("My board comes on the 12th.", "My board comes on the 12th."),
    ],
)
def test_a_description_is_turned_into_the_clients_own_words(told: str, said: str) -> None:
    assert to_first_person(told, "Marta Lindqvist") == said


@pytest.mark.parametrize(
    ("client", "trainee"),
    [
        ("You knew and you didn't tell me.", "We knew and we didn't tell you."),
        (
            "I heard it from my own people, not from you.",
            "You heard it from your own people, not from us.",
        ),
        ("Nobody rang us.", "Nobody rang you."),
        ("I was told in July.", "You were told in July."),
    ],
)
def test_a_point_is_turned_round_for_the_trainee(client: str, trainee: str) -> None:
    assert to_trainee(client) == trainee


def test_only_a_phrase_fills_a_phrase_slot() -> None:
    assert noun_phrase("Forty chairs by Monday.") == "forty chairs by Monday"
    assert noun_phrase("We promised them forty chairs.") == ""
    assert noun_phrase("") == ""
    assert not has_subject("forty chairs by Monday")


def test_every_issue_kind_has_something_behind_it() -> None:
    for issue in ISSUE_KINDS:
        client, _ = practice().client_from_json({"name": "Sam", "issue": issue})
        assert client.hidden_interest != client.stated_position

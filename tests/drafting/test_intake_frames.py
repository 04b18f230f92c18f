"""What a sentence is used for decides what the intake makes of it: offers, causes, slips, secrets."""

import pytest

from coach.domain.situation import CaseInput
from coach.domain.values import Fault, IssueKind
from coach.drafting.intake.read import Intake
from coach.drafting.reading import Reading
from coach.resources import knowledge_folder

TODAY = "2026-03-04"


@pytest.fixture(scope="module")
def intake() -> Intake:
    return Intake.load(knowledge_folder())


def read(intake: Intake, text: str) -> Reading:
    return intake.read(CaseInput(text=text, today=TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "We run a bakery in Hull and do wedding cakes.",
        "We print menus. I make the boards myself and we pay our own van.",
        "Can't do it free, we have no margin left.",
        "She wants a free reprint and a credit.",
        "I shouted a bit and said we'd have to see.",
    ],
)
def test_trade_refusal_and_demand_are_no_offers(intake: Intake, text: str) -> None:
    assert read(intake, text).situation.can_offer == ()


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("I want to absorb the 900 myself.", ("I want to absorb the 900 myself",)),
        ("We will not charge for February.", ("We will not charge for February",)),
        (
            "Possible: a new survey on us; two site visits in April.",
            ("a new survey on us", "two site visits in April"),
        ),
        (
            "I could hold the old price till May, or skip the monthly audit.",
            ("I could hold the old price till May", "skip the monthly audit"),
        ),
        (
            "We can offer to collect the desks, plus waive the delivery fee.",
            ("We can offer to collect the desks", "waive the delivery fee"),
        ),
    ],
)
def test_offers_are_read_item_by_item(intake: Intake, text: str, offers: tuple[str, ...]) -> None:
    assert read(intake, text).situation.can_offer == offers


def test_a_month_cut_short_can_end_a_sentence(intake: Intake) -> None:
    reading = read(intake, "Handover is on 9 apr. Lena rang me about it. It was due on Fri. 6 Mar.")
    assert [one.text for one in reading.sentences] == [
        "Handover is on 9 apr.",
        "Lena rang me about it.",
        "It was due on Fri. 6 Mar.",
    ]


def test_habits_and_ordinals_are_no_dates(intake: Intake) -> None:
    reading = read(intake, "Our Friday clean was cut and they owe the 2nd instalment.")
    assert [fact for fact in reading.situation.facts if fact.kind == "date"] == []


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("I forgot lunch over it. The cause was a cracked valve in the boiler.", "cracked valve"),
        ("Let me get this out before I forget: the desks are late.", ""),
    ],
)
def test_a_cause_is_named_or_left_open(intake: Intake, text: str, cause: str) -> None:
    told = read(intake, text).situation.cause
    assert cause in told if cause else "forget" not in told


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("The tiles came in the wrong shade. Ours.", "ours"),
        ("The date slipped. It isn't our fault and it isn't theirs.", "third_party"),
        ("They cannot agree on the plan. It's both of them if I am honest.", "shared"),
        ("No doubt it's ours, the labels were mixed.", "ours"),
    ],
)
def test_a_bare_statement_of_fault_stands(intake: Intake, text: str, fault: Fault) -> None:
    assert read(intake, text).situation.fault == fault


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The kitchen is over budget by 9k. I could give her the sink.", "we_end_contract"),
        ("We have an annual contract and they are late payers.", "client_ends_contract"),
    ],
)
def test_no_contract_ends_on_a_guess(intake: Intake, text: str, kind: IssueKind) -> None:
    assert kind not in read(intake, text).situation.issue_kinds


def held(reading: Reading, words: str) -> bool:
    return next(one.confidential for one in reading.sentences if words in one.text)


def test_a_secret_covers_its_own_sentence_and_the_one_it_closes(intake: Intake) -> None:
    reading = read(
        intake,
        "The report went out on Monday. We have not told Ashford yet. "
        "Our founder is selling up. Keep that to ourselves. "
        "She asked me not to say that Lou was rushing. Won't go below 700.",
    )
    assert not held(reading, "report went out")
    assert held(reading, "selling up")
    assert held(reading, "rushing")
    assert held(reading, "below 700")


def test_chiefs_and_languages_are_who_they_are(intake: Intake) -> None:
    reading = read(
        intake,
        "Client is Brightwater, contact Hannah Moss. Hannah's boss, Peter Lunt the CEO, rang. "
        "German text is full of errors.",
    )
    sides = {person.name: person.side for person in reading.situation.people}
    assert sides == {"Hannah Moss": "client", "Peter Lunt": "client"}


def test_a_promise_of_speed_is_no_authority(intake: Intake) -> None:
    text = "Our rep told them it would do 30 pages a minute. My limit is £400."
    assert "400" in read(intake, text).situation.authority

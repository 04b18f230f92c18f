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

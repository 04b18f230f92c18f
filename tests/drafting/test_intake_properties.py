"""What must hold for any text at all, and the floor that the labelled notes set."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.situation import CaseInput, Correction
from coach.drafting.intake.read import Intake
from coach.drafting.intake.splitting import split_sentences
from coach.resources import knowledge_folder
from evals.report import Row
from evals.tasks.intake import run

PIECES = st.sampled_from(
    [
        "we forgot", "£4,250", "next tues", "Priya", "maybe 3 days", "don't tell them", "\n",
        "400-450 hours", "31/02", "04/13/2026", "they say", "half", "INV-2291", "(", ")", "…", "—",
        "we could go to 15% off", "60 days", "not", "Mr", "10.", "0,92 €", "the 31st", "&", "e.g.",
    ]
)  # fmt: skip
NOTES = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=20).map(" ".join),
)
FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def intake() -> Intake:
    return Intake.load(knowledge_folder())


@FEW
@given(text=NOTES, answer=st.text(max_size=40))
def test_any_text_is_read_and_spans_fit(intake: Intake, text: str, answer: str) -> None:
    case = CaseInput(text=text, today="2026-03-04", answers={"cause": answer, "made_up": answer})
    reading = intake.read(case)
    facts = reading.situation.facts
    assert all(reading.text[fact.start : fact.end] == fact.text for fact in facts)
    assert all(fact.text.strip() for fact in facts)
    assert len({fact.id for fact in facts}) == len(facts)
    assert all(reading.text[one.start : one.end] == one.text for one in reading.sentences)
    assert len(reading.questions) <= 5


@FEW
@given(text=NOTES)
def test_same_note_same_reading(intake: Intake, text: str) -> None:
    case = CaseInput(text=text, today="2026-03-04")
    assert intake.read(case) == intake.read(case)


@FEW
@given(text=NOTES)
def test_sentences_lose_nothing_but_space_and_signs(intake: Intake, text: str) -> None:
    spans = split_sentences(text)
    kept = "".join(span.of(text) for span in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all(one.end <= two.start for one, two in pairwise(spans))


@FEW
@given(text=NOTES, start=st.integers(0, 60), size=st.integers(0, 10), now=st.text(max_size=10))
def test_a_correction_puts_its_words_in_place(
    intake: Intake, text: str, start: int, size: int, now: str
) -> None:
    start = min(start, len(text))
    end = min(start + size, len(text))
    change = Correction(start=start, end=end, was=text[start:end], now=now)
    reading = intake.read(CaseInput(text=text, today="2026-03-04", corrections=(change,)))
    assert reading.text == text[:start] + now + text[end:]


@pytest.fixture(scope="module")
def figures() -> dict[str, Row]:
    return {row.measure: row for row in run()}


@pytest.mark.parametrize(
    ("measure", "floor"),
    [
        ("facts found whole", 0.95),
        ("fault", 0.70),
        ("main issue kind", 0.80),
        ("internal found", 0.85),
        ("hedges kept", 0.90),
        ("people on the right side", 0.80),
        ("not called thin", 0.95),
    ],
)
def test_the_labelled_notes_stay_read(figures: dict[str, Row], measure: str, floor: float) -> None:
    value = figures[measure].value
    assert value is not None
    assert value >= floor


def test_little_is_held_back_wrongly(figures: dict[str, Row]) -> None:
    value = figures["facts kept internal wrongly"].value
    assert value is not None
    assert value <= 0.15

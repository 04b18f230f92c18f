"""Facts: found, normalised, compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.language.facts import compare_facts, extract_facts


def values(text: str, kind: str) -> set[str]:
    return {fact.value for fact in extract_facts(text) if fact.kind == kind}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("on 3 October", "on October 3rd", "date"),
        ("at 2 pm", "at 14:00", "date"),
        ("for £6,400", "for 6400 GBP", "amount"),
        ("for three weeks", "for 3 weeks", "duration"),
        ("twenty-one crates", "21 crates", "number"),
        ("11.5%", "11.5 percent", "percent"),
    ],
)
def test_two_ways_to_write_a_fact_are_the_same_fact(one: str, other: str, kind: str) -> None:
    assert values(one, kind) == values(other, kind) != set()


def test_names_organisations_references_and_commitments_are_found() -> None:
    text = "Tobias Kern will send invoice INV-20631 to Tuckett & Hale Ltd by 17 June."
    assert "tobias kern" in values(text, "name")
    assert "inv-20631" in " ".join(values(text, "reference"))
    assert "tuckett & hale ltd" in values(text, "organisation")
    assert values(text, "commitment")


def test_a_changed_date_is_lost_and_invented() -> None:
    report = compare_facts("We ship on 3 May.", "We ship on 4 May.")
    assert [fact.text for fact in report.lost if fact.kind == "date"] == ["3 May"]
    assert [fact.text for fact in report.invented if fact.kind == "date"] == ["4 May"]


def test_a_dropped_negation_is_lost() -> None:
    assert compare_facts("The pump is not covered.", "The pump is covered.").lost


def test_a_blank_invents_nothing() -> None:
    assert (
        compare_facts("We are late.", "We are late; it comes on [date to confirm].").invented == ()
    )


def test_a_name_that_opens_a_sentence_is_found_with_what_its_bearer_promises() -> None:
    text = "Kofi from our office will be there on 26 August. Tamsin, who left, rang."
    assert {"kofi", "tamsin"} <= values(text, "name")
    assert values(text, "commitment")


@pytest.mark.parametrize(
    "text",
    [
        "Dear Customer,\n\nWe've had rain.\n\nCheers,",
        "Resilience is part of our plan.\n\nSincerely,",
        "A second-hand door hangs there.",
        "As you will no doubt be aware, the lift stands still.",
    ],
)
def test_openings_and_formulas_hold_no_facts(text: str) -> None:
    assert extract_facts(text) == ()


def test_a_title_stays_with_its_name_and_a_full_stop_outside_the_time() -> None:
    facts = {fact.text for fact in extract_facts("Dear Mr. Rahman,\n\nCome at 9:30 am.")}
    assert facts == {"Mr. Rahman", "9:30 am"}


def test_a_reference_that_opens_with_no_is_no_negation() -> None:
    assert {fact.kind for fact in extract_facts("Lot NO-6614 left.")} <= {"reference", "name"}


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200))
def test_any_text_keeps_all_its_own_facts(text: str) -> None:
    report = compare_facts(text, text)
    assert report.lost == ()
    assert report.invented == ()
    for fact in report.kept:
        assert text[fact.start : fact.end] == fact.text

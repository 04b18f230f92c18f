"""Sentences and lines, each with its exact place; readability."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.language.readability import measure
from coach.language.text import lines, sentences


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=300))
def test_offsets_are_exact_in_order_and_apart(text: str) -> None:
    end = 0
    for span in sentences(text):
        assert text[span.start : span.end] == span.text
        assert span.start >= end
        end = span.end
    for line in lines(text):
        assert text[line.start : line.end] == line.text


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Lee came at 2.30 p.m. on Monday. He left.", 2),
        ("Is it late? Yes! It is.", 3),
        ("See No. 14, e.g. the roof.", 1),
        ("", 0),
    ],
)
def test_abbreviations_end_no_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_an_email_is_read_without_greeting_history_table_and_signature() -> None:
    text = (
        "Dear Ms Roe,\n\nThe van is late.\n\n> Where is it?\n\n| a | b |\n\n"
        "Kind regards,\nTom Lee\nHalden Ltd\n"
    )
    assert [s.text for s in sentences(text)] == ["The van is late."]


def test_readability_counts_words_and_seconds() -> None:
    found = measure("The van is late. It comes at two.")
    assert (found.words, found.sentences, found.longest_sentence) == (8, 2, 4)
    assert found.seconds_aloud == pytest.approx(8 * 60 / 140, abs=0.05)
    assert measure("").grade == 0

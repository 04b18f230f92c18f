from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.drafting.intake.sensing import TAGS, joined, reader_of
from coach.drafting.intake.splitting import Span, split_sentences
from coach.errors import SetupError
from coach.resources import knowledge_folder

NOTE = (
    "We sent the wrong plates to the printer on Monday. I forgot to swap the file. "
    "Mrs Abara lost her slot at the fair. She wants the fee back. I could go to 300 but keep that quiet."
)


def test_a_note_is_read_sentence_by_sentence() -> None:
    spans = split_sentences(NOTE)
    sensed = reader_of(knowledge_folder()).read(NOTE, spans)
    assert sensed.tags.shape == (len(spans), len(TAGS))
    assert np.isclose(sensed.kinds.sum(), 1, atol=1e-3)
    assert np.isclose(sensed.faults.sum(), 1, atol=1e-3)
    private = sensed.tags[:, TAGS.index("private")]
    assert private.argmax() == len(spans) - 1


def test_a_long_note_is_read_in_stretches_and_never_beyond_four() -> None:
    text = " ".join([NOTE] * 60)
    spans = split_sentences(text)
    sensed = reader_of(knowledge_folder()).read(text, spans)
    assert len(sensed.tags) == len(spans)
    assert sensed.tags[0].any() and not sensed.tags[-1].any()


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=400))
def test_any_text_gives_numbers_between_0_and_1(text: str) -> None:
    spans = split_sentences(text) or (Span(0, len(text)),)
    sensed = reader_of(knowledge_folder()).read(text, spans)
    for numbers in sensed:
        assert np.isfinite(numbers).all()
        assert (numbers >= 0).all() and (numbers <= 1).all()


@given(st.lists(st.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6))
def test_joined_sentences_stand_where_they_are_said_to(parts: list[str]) -> None:
    text, spans = joined(parts, ". ")
    assert [span.of(text) for span in spans] == [part.strip() for part in parts]


def test_a_missing_network_says_what_to_restore(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"reader\.onnx"):
        reader_of(tmp_path)

"""Sentences out of a stream: whole ones only, in order, however the pieces are cut."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.practice.sentences import as_it_comes

LINES = st.sampled_from(
    [
        "Three days. Three days, and nobody rings! What now?",
        "Mr. Pruitt is not amused. Dr. Shah is not either.",
        '"Going forward." That\'s kind. And?',
        "No, hang on, that isn't what —",
        "It was £1.50 and it is £2.75 now. Why?",
        "…Right. Well.",
    ]
)


@given(LINES, st.lists(st.integers(1, 9), min_size=1, max_size=60), st.booleans())
def test_however_a_line_is_cut_it_comes_whole_and_grows(
    line: str, cuts: list[int], quoted: bool
) -> None:
    raw = f"\u201c{line}\u201d" if quoted else line
    pieces, at = [], 0
    for size in cuts:
        pieces.append(raw[at : at + size])
        at += size
    heard = list(as_it_comes([*pieces, raw[at:]]))
    assert heard[-1] == line
    for earlier, later in pairwise(heard):
        assert later.startswith(earlier)


def test_reasoning_is_never_heard() -> None:
    pieces = ["<th", "ink>They are angry. I say", " no.</thi", "nk>No. ", "Not today."]
    assert list(as_it_comes(pieces)) == ["No.", "No. Not today."]
    assert list(as_it_comes(["<think>I wonder. Perhaps."])) == []


@given(st.lists(st.text(max_size=12), max_size=12))
def test_whatever_comes_nothing_breaks_and_nothing_is_added(pieces: list[str]) -> None:
    raw = "".join(pieces)
    for heard in as_it_comes(pieces):
        assert heard and heard.strip() in raw

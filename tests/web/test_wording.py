from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.desk.wording import differences, marks_of, replaced, stretches
from coach.domain.language import Change, Finding

TEXTS = st.text(max_size=60)
SPANS = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=8)


def finding(text: str, start: int, end: int, level: str = "warning") -> Finding:
    return Finding.model_validate(
        {
            "start": start,
            "end": end,
            "text": text[start:end],
            "category": "jargon",
            "level": level,
            "why": "because",
            "instead": "plain",
            "rule": "test",
        }
    )


@given(TEXTS, SPANS)
def test_the_runs_of_a_text_are_the_text_and_each_mark_has_its_own_words(
    text: str, spans: list[tuple[int, int]]
) -> None:
    marks = marks_of(text, [finding(text, *span) for span in spans])
    runs = stretches(text, marks)
    assert "".join(run.text for run in runs) == text
    assert [run.text for run in runs if run.mark is not None] == [mark.words for mark in marks]
    assert all(a.end <= b.start for a, b in pairwise(marks))


def test_an_opening_that_is_cut_is_told_as_left_out() -> None:
    text = "Basically the lift is late."
    change = Change(start=0, end=11, before="Basically t", after="T", why="because")
    (mark,) = marks_of(text, [finding(text, 0, 9)], [change])
    assert mark.offer is not None
    assert (mark.offer.told, replaced(text, 0, 11, mark.offer.after)) == ("", "The lift is late.")


@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts_whole(before: str, after: str) -> None:
    found = differences(before, after)
    assert "".join(one.text for one in found if one.kind != "come") == before
    assert "".join(one.text for one in found if one.kind != "gone") == after


def test_hints_and_what_was_left_as_it_is_carry_no_mark() -> None:
    text = "we leverage synergies"
    found = [finding(text, 3, 11), finding(text, 12, 21, "note")]
    assert [mark.words for mark in marks_of(text, found)] == ["leverage"]
    assert marks_of(text, found, (), {"leverage"}) == ()


def test_a_mark_offers_the_change_that_touches_it() -> None:
    text = "we leverage it"
    change = Change(start=3, end=11, before="leverage", after="use", why="")
    (mark,) = marks_of(text, [finding(text, 3, 11)], [change])
    assert mark.offer is not None
    assert replaced(text, mark.offer.start, mark.offer.end, mark.offer.after) == "we use it"

"""Hurried clauses become sentences, and face the client only where that is certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.drafting.calendar import said, shown, sort_key
from coach.drafting.recast import Casting, Recaster
from coach.drafting.tidy import Tidy
from coach.language.parse import parse
from coach.resources import knowledge_folder

TIDY = Tidy.load(knowledge_folder() / "drafting")
RECASTER = Recaster(TIDY.words)
CAST = Casting(
    client_names=("Nadia Okello", "Nadia", "Okello"),
    client_side=("Piet",),
    our_names=("Wim",),
    known=("Nadia Okello",),
    organisations=("Fernhill Centres",),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ok so i forgot to send it tbh", "I forgot to send it."),
        ("we shouldnt of waited", "We shouldn't have waited."),
        ("its the 4th and they cant open", "It's the 4th and they can't open."),
        ("it was due on monday 2 march", "It was due on Monday 2 March."),
        ("well,  we   sent it", "We sent it."),
        ("they may be late", "They may be late."),
    ],
)
def test_a_hurried_clause_becomes_a_sentence(typed: str, meant: str) -> None:
    assert TIDY.sentence(typed) == meant


def test_names_typed_small_get_their_capitals() -> None:
    assert TIDY.knowing(["kestrel dentals"]).sentence(
        "the panels for kestrel dentals are late"
    ) == ("The panels for Kestrel Dentals are late.")


@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = TIDY.sentence(text)
    assert "\n" not in once
    assert not once.startswith(" ")


@given(st.integers(1, 999999))
def test_tidying_keeps_figures(number: int) -> None:
    assert str(number) in TIDY.sentence(f"so we owe them {number} units")


@pytest.mark.parametrize(
    ("clause", "said_to_client"),
    [
        ("Nadia has 40 stores waiting.", "You have 40 stores waiting."),
        ("We lost Nadia's files on Monday.", "We lost your files on Monday."),
        ("We promised Nadia the files on Monday.", "We promised you the files on Monday."),
        ("Wim exported the film at the wrong speed.", "We exported the film at the wrong speed."),
    ],
)
def test_the_client_is_spoken_to_as_you(clause: str, said_to_client: str) -> None:
    assert RECASTER.to_client(parse(clause), CAST, client_acts=False) == said_to_client


def test_pronouns_turn_only_when_they_are_known_to_mean_the_client() -> None:
    clause = parse("She pays in March.")
    assert RECASTER.to_client(clause, CAST, client_acts=True) == "You pay in March."
    assert RECASTER.to_client(clause, CAST, client_acts=False) is None


@pytest.mark.parametrize(
    "clause",
    [
        "She is a bit of a drama queen.",
        "No idea what we put there.",
        "The whole thing is a bloody mess.",
        "What do I tell her?",
        "Will ring her at 8.",
        "They lied to us.",
        "I think they forgot.",
        "Nadia is very civil and very cold.",
        "That is the short of it.",
        "Nobody could have seen it coming.",
        'He said "whatever it takes" on the phone.',
    ],
)
def test_what_is_private_rough_or_unsure_is_never_said(clause: str) -> None:
    assert RECASTER.to_client(parse(clause), CAST, client_acts=True) is None


@pytest.mark.parametrize(
    ("clause", "neutral"),
    [
        (
            "They moved the order form to a new page on 2 June.",
            "The order form was moved to a new page on 2 June.",
        ),
        (
            "The date was wrong in the copy the College supplied.",
            "The date was wrong in the copy supplied.",
        ),
    ],
)
def test_their_act_is_told_without_a_doer(clause: str, neutral: str) -> None:
    assert RECASTER.without_doer(parse(clause), CAST, client_acts=True) == neutral


@pytest.mark.parametrize(
    "clause", ["They never told us.", "Nadia signed it off.", "Piet forgot to answer."]
)
def test_an_act_that_cannot_lose_its_doer_is_not_told(clause: str) -> None:
    assert RECASTER.without_doer(parse(clause), CAST, client_acts=True) is None


def test_dates_are_shown_as_written_and_as_meant() -> None:
    assert shown("next Tues", "2026-03-10") == "next Tues (Tuesday 10 March 2026)"
    assert shown("Q3", "2026-Q3") == "Q3"
    assert said("next tues", "2026-03-10") == "Tuesday 10 March"
    assert said("26/9", "2026-09-26") == "26 September"
    assert said("18 April", "2026-04-18") == "18 April"


@given(st.lists(st.dates(), min_size=2, max_size=6))
def test_dates_sort_in_order_of_time(days: list) -> None:  # type: ignore[type-arg]
    keys = [sort_key(str(day)) for day in sorted(days)]
    assert keys == sorted(keys)

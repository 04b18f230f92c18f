"""Drills: judged like a talk, at most three points, and our own lines pass what they ask for."""

import pytest
from hypothesis import given, settings

from coach.domain.lessons import Drill
from coach.errors import InputError
from tests.practice.rooms import practice
from tests.practice.test_session import TEXT

DRILLS = practice().drills.all()
ROUNDS = [(drill, number) for drill in DRILLS for number in range(len(drill.rounds))]
BAD = {
    "opening": "Thank you for reaching out. We regret any inconvenience caused by the delay.",
    "read-back": "Yes, but it was IT. We'll send Dana on Monday at eight with a discount.",
    "boundary": "Calm down. If you carry on like this I'll hang up. Don't talk to me like that.",
    "owning": "To be honest, the vendor let us down, so it was out of our hands.",
    "client-at-fault": "You should have sent it on time, I have all your mails here. Your fault.",
}


def test_there_are_the_five_drills() -> None:
    assert {drill.id for drill in DRILLS} == set(BAD)


@pytest.mark.parametrize(("drill", "number"), ROUNDS, ids=lambda it: getattr(it, "id", str(it)))
def test_our_own_line_does_what_the_drill_asks_for(drill: Drill, number: int) -> None:
    attempt = practice().drills.try_(drill, number, drill.rounds[number].ours)
    assert attempt.done, [point.title for point in attempt.points if point.status != "passed"]


@pytest.mark.parametrize("drill", DRILLS, ids=lambda it: it.id)
def test_a_bad_line_fails_with_what_to_do_instead(drill: Drill) -> None:
    attempt = practice().drills.try_(drill, 0, BAD[drill.id])
    assert not attempt.done
    assert attempt.points[0].status != "passed" and attempt.points[0].comment


def test_a_minute_is_a_minute() -> None:
    opening = practice().drills.get("opening")
    ours = opening.rounds[0].ours
    short = practice().drills.try_(opening, 0, ours)
    long = practice().drills.try_(opening, 0, ours + " I wrote it down for you to read." * 20)
    assert short.seconds_aloud < 60 < long.seconds_aloud
    failed = [point.practice for point in long.points if point.status == "failed"]
    assert short.done and 36 in failed


def test_half_a_limit_is_told_which_half_is_missing() -> None:
    boundary = practice().drills.get("boundary")

    def missing(said: str) -> set[str]:
        points = practice().drills.try_(boundary, 0, said).points
        return {point.title for point in points if point.status == "not_shown"}

    assert missing("Please leave the names out of it.") == {"Said what you would gladly do"}
    assert missing("I want to sort this out with you today.") == {"Said what has to stop"}


@settings(max_examples=25)
@given(TEXT.filter(lambda text: bool(text.strip())))
def test_whatever_is_tried_there_are_three_points_at_most_with_words_that_were_said(
    said: str,
) -> None:
    for drill in DRILLS:
        attempt = practice().drills.try_(drill, 0, said)
        assert len(attempt.points) <= 3
        assert all(1 <= point.practice <= 99 for point in attempt.points)
        assert all(point.quote in said.replace("\u2019", "'") + said for point in attempt.points)


@pytest.mark.parametrize("said", ["...", "?!", "—"])
def test_what_cannot_be_judged_is_not_scored(said: str) -> None:
    attempt = practice().drills.try_(DRILLS[0], 0, said)
    assert not attempt.scored and not attempt.done and attempt.points == ()


def test_nothing_said_and_no_such_drill_are_told_plainly() -> None:
    with pytest.raises(InputError):
        practice().drills.try_(DRILLS[0], 0, "  ")
    with pytest.raises(InputError, match="knots"):
        practice().drills.get("knots")

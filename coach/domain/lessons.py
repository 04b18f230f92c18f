"""Lessons beside the talk itself: examples to watch, short drills, and points on one turn."""

from typing import Literal

from coach.domain.conversation import Appraisal, PracticeTalk
from coach.domain.values import Fault, Record

ExampleKind = Literal["good", "bad"]
PointStatus = Literal["passed", "failed", "not_shown"]


class Point(Record):
    """One point of feedback on a turn, with the trainee's own words where there are any."""

    practice: int
    status: PointStatus
    title: str
    quote: str = ""
    comment: str = ""


class Quiz(Record):
    """A question put before a line's effect is shown."""

    question: str
    choices: tuple[str, ...]
    right: int
    """The place of the right choice, from 0; computed from what the line did, never written by hand."""


class WatchedTurn(Record):
    """One turn of an example: the question before it, and what is told after."""

    quiz: Quiz
    practice: int
    told: str


class Example(Record):
    """A talk to watch, played by the same client a trainee would meet."""

    scenario: str
    kind: ExampleKind
    talk: PracticeTalk
    turns: tuple[WatchedTurn, ...]
    lesson: str


class DrillRound(Record):
    """One situation of a drill, with the line that is to be answered."""

    situation: str
    fault: Fault
    client: str
    ours: str
    """A line that would serve, shown once the trainee has tried."""


class Drill(Record):
    """Two minutes on one thing."""

    id: str
    title: str
    task: str
    learn: str
    practices: tuple[int, ...]
    rounds: tuple[DrillRound, ...]


class Attempt(Record):
    """One try at a drill and what it showed."""

    trainee: str
    seconds_aloud: float
    appraisal: Appraisal
    points: tuple[Point, ...]
    """At most three, what failed first."""
    done: bool
    """Everything the drill looks for was shown, and nothing spoiled it."""
    scored: bool = True
    """False when there was too little to judge."""


class Guess(Record):
    """The trainee's guess at what lay behind the demand, next to what it was."""

    near: Literal["close", "partly", "apart"]
    says: str
    interest: str


class SkillTrend(Record):
    """One skill over rehearsals."""

    id: str
    title: str
    drill: str
    """A drill that trains it, or empty."""
    shares: tuple[float | None, ...]
    """For each rehearsal, oldest first: the share of what was called for that was done, 0 to 1; None
    where nothing could be scored."""
    says: str
    """In words: how it goes lately against before."""

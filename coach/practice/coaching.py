"""What the coach says: a hint before a line, a better line after it, and the debrief."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from coach.domain.conversation import (
    ClientProfile,
    ClientState,
    Debrief,
    KeyMoment,
    PracticeTalk,
    RubricCheck,
    TurnRecord,
)
from coach.domain.lessons import Guess, Point, PointStatus
from coach.domain.values import Record
from coach.practice.better import BetterLines
from coach.practice.matching import Likeness, content_words, sentences_of, share_of
from coach.practice.measures import measures_of, talk_share
from coach.practice.rubric import CheckRule, judged, quote_of
from coach.practice.slots import acts_of
from coach.practice.state import KNOWN_INTEREST
from coach.practice.tuning import Tuning
from coach.resources import load_yaml

Near = Literal["close", "partly", "apart"]

MOST_POINTS = 3
_MOMENTS = 3
_NOTICEABLE = 2


class ActCard(Record):
    """What an act does to the client, and what to try instead of it or beside it."""

    does: str
    try_: str


class SpokenMeasure(Record):
    """One question of the client's own view, with answers from the least to the most."""

    question: str
    answers: tuple[str, ...]


class Titles(Record):
    """Words of a check that is measured, not seen in one turn."""

    practice: int
    title: str
    passed: str
    failed: str
    not_shown: str


class Edge(Record):
    """From where on a guess counts: by nearness in meaning, or by the share of the words."""

    meaning: float
    share: float


class Guessing(Record):
    """How a guess at the hidden interest is judged and answered."""

    close: Edge
    partly: Edge
    says: dict[Near, str]


class Rubric(Record):
    """knowledge/practice/rubric.yaml."""

    checks: tuple[CheckRule, ...]
    most_talk_share: float
    talk_share: Titles
    endings: dict[str, str]
    summary: str
    interest_found: str
    interest_missed: str
    questionnaire: dict[str, SpokenMeasure]
    missing: str
    nothing_lacks: str
    guess: Guessing


class Coach:
    """Reads talks and tells what they show. Practice, not assessment."""

    def __init__(self, knowledge_dir: Path, tuning: Tuning) -> None:
        self._folder = knowledge_dir / "practice"
        self._tuning = tuning
        self._better = BetterLines(self._folder / "better.yaml")

    @cached_property
    def rubric(self) -> Rubric:
        """The debrief's checks and words."""
        return load_yaml(self._folder / "rubric.yaml", Rubric)

    @cached_property
    def _acts(self) -> dict[str, ActCard]:
        cards: TypeAdapter[dict[str, dict[str, str]]] = TypeAdapter(dict[str, dict[str, str]])
        loaded = load_yaml(self._folder / "acts.yaml", cards)
        return {act: ActCard(does=card["does"], try_=card["try"]) for act, card in loaded.items()}

    def hint(self, talk: PracticeTalk, tried: PracticeTalk) -> str:
        """Return what the last turn of `tried` does to the client, and one way to better it."""
        before, turn = _before(tried, len(tried.turns)), tried.turns[-1]
        worst, best = self._weighed(turn)
        effect = _effect(before, turn.state)
        if worst:
            return f"This line {self._acts[worst].does}; {effect}. {self._acts[worst].try_}"
        lacks = self._better.missing(before, turn, talk.client)
        if best:
            step = lacks[1] if lacks else self._acts[best].try_
            return f"This line {self._acts[best].does}; {effect}. {step}"
        step = lacks[1] if lacks else self.rubric.nothing_lacks
        return f"This line gives them nothing to hold on to; {effect}. {step}"

    def points(self, talk: PracticeTalk, number: int) -> tuple[Point, ...]:
        """Return at most three points on a turn: the worst, what is missing, the best.

        None where the turn could not be scored.
        """
        before, turn = _before(talk, number), talk.turns[number - 1]
        if all(level is None for _, level in turn.appraisal.scores):
            return ()
        harm, good = self._harm_and_good(turn)
        found = [self._point(turn, act, "failed") for act in harm]
        missing = self._missing(before, turn, talk.client)
        praised = [self._point(turn, act, "passed") for act in good]
        ordered = [*found[:1], *missing, *praised[:1], *found[1:], *praised[1:]]
        return tuple(_each_new(ordered))[:MOST_POINTS]

    def _point(self, turn: TurnRecord, act: str, status: PointStatus) -> Point:
        card = self._acts[act]
        return Point(
            practice=self._tuning.weights.acts[act].practice,
            status=status,
            title=f"This {card.does}.",
            quote=quote_of(turn, [act]),
            comment=card.try_,
        )

    def _missing(
        self, before: ClientState, turn: TurnRecord, client: ClientProfile
    ) -> tuple[Point, ...]:
        lacks = self._better.missing(before, turn, client)
        if lacks is None:
            return ()
        act, step = lacks
        practice = self._tuning.weights.acts[act].practice
        title = self.rubric.missing
        return (Point(practice=practice, status="not_shown", title=title, comment=step),)

    def guess(self, client: ClientProfile, text: str, likeness: Likeness) -> Guess:
        """Return how near a guess comes to what lay behind the client's demand."""
        edges = self.rubric.guess
        shared = share_of(content_words(client.hidden_interest), content_words(text))
        meaning = likeness.nearest(sentences_of(text), [client.hidden_interest])
        near: Near = "apart"
        if meaning >= edges.partly.meaning or shared >= edges.partly.share:
            near = "partly"
        if meaning >= edges.close.meaning or shared >= edges.close.share:
            near = "close"
        return Guess(near=near, says=edges.says[near], interest=client.hidden_interest)

    def better_line(self, talk: PracticeTalk, turn: int) -> str:
        """Return a line that would have served better in a turn, built from this very case."""
        return self._better.line(talk, turn, _before(talk, turn))

    def debrief(self, talk: PracticeTalk) -> Debrief:
        """Return what the talk showed."""
        found = _state(talk).interest in KNOWN_INTEREST
        return Debrief(
            complete=talk.ended is not None,
            summary=self._summary(talk, found=found),
            checks=(*(judged(rule, talk) for rule in self.rubric.checks), self._share(talk)),
            moments=self._moments(talk),
            measures=measures_of(talk),
            hidden_interest=talk.client.hidden_interest,
            interest_found=found,
            client_says=self._client_says(talk),
        )

    def _summary(self, talk: PracticeTalk, *, found: bool) -> str:
        rubric, first, last = self.rubric, talk.opening.state, _state(talk)
        return rubric.summary.format(
            ending=rubric.endings[talk.ended or "open"],
            anger_from=first.anger,
            anger_to=last.anger,
            trust_from=first.trust,
            trust_to=last.trust,
            interest=rubric.interest_found if found else rubric.interest_missed,
        )

    def _share(self, talk: PracticeTalk) -> RubricCheck:
        words, share = self.rubric.talk_share, talk_share(talk)
        status = "not_shown"
        if share is not None and len(talk.turns) > 1:
            status = "passed" if share <= self.rubric.most_talk_share else "failed"
        comment = {"passed": words.passed, "failed": words.failed}.get(status, words.not_shown)
        return RubricCheck(
            practice=words.practice, title=words.title, status=status, comment=comment
        )

    def _moments(self, talk: PracticeTalk) -> tuple[KeyMoment, ...]:
        """Return the turns that moved the client most, in the order they were said."""
        moved = [(_swing(talk, n), n) for n in range(1, len(talk.turns) + 1)]
        most = sorted(moved, key=lambda pair: (-pair[0], pair[1]))[:_MOMENTS]
        return tuple(
            self._moment(talk, n) for swing, n in sorted(most, key=lambda p: p[1]) if swing
        )

    def _moment(self, talk: PracticeTalk, number: int) -> KeyMoment:
        before, turn = _before(talk, number), talk.turns[number - 1]
        worst, best = self._weighed(turn)
        main = worst or best
        does = self._acts[main].does if main else "gives them nothing to hold on to"
        acts = [act for act in (worst, best) if act]
        practices = dict.fromkeys(self._tuning.weights.acts[act].practice for act in acts)
        return KeyMoment(
            turn=number,
            quote=quote_of(turn, [main] if main else []),
            anger_change=turn.state.anger - before.anger,
            trust_change=turn.state.trust - before.trust,
            why=f"It {does}; {_effect(before, turn.state)}.",
            practices=tuple(practices),
            better=self.better_line(talk, number),
        )

    def _weighed(self, turn: TurnRecord) -> tuple[str, str]:
        """Return the act of a turn that did the most harm and the one that did the most good."""
        harm, good = self._harm_and_good(turn)
        return next(iter(harm), ""), next(iter(good), "")

    def _harm_and_good(self, turn: TurnRecord) -> tuple[list[str], list[str]]:
        """Return the acts of a turn that do harm and those that do good, the weightiest first."""
        weights = self._tuning.weights.acts
        acts = sorted(acts_of(turn.appraisal))
        harm = [act for act in acts if weights[act].anger > 0 or weights[act].trust < 0]
        good = [act for act in acts if act not in harm]
        harm.sort(key=lambda act: -weights[act].anger)
        good.sort(key=lambda act: weights[act].anger - weights[act].heard)
        return harm, good

    def _client_says(self, talk: PracticeTalk) -> tuple[str, ...]:
        """Return the client's own view: each question and the answer that fits how they feel."""
        state = _state(talk)
        felt = {"heard": state.heard, "trust": state.trust, "calm": 100 - state.anger}
        return tuple(
            f"{asked.question} {_of(asked.answers, felt[name])}"
            for name, asked in self.rubric.questionnaire.items()
        )


def _each_new(points: Iterable[Point]) -> Iterator[Point]:
    """Yield points without those on a practice or words that an earlier one is about."""
    practices: set[int] = set()
    quotes: set[str] = set()
    for point in points:
        if point.practice not in practices and point.quote not in quotes:
            yield point
            practices.add(point.practice)
            quotes |= {point.quote} - {""}


def _of(answers: tuple[str, ...], level: int) -> str:
    return answers[min(len(answers) - 1, level * len(answers) // 100)]


def _effect(before: ClientState, after: ClientState) -> str:
    """Return in words what a turn did."""
    anger, trust = after.anger - before.anger, after.trust - before.trust
    if anger > _NOTICEABLE:
        return "they get angrier"
    if anger < -_NOTICEABLE:
        return "they calm down" + (" and trust you more" if trust > _NOTICEABLE else "")
    if trust > _NOTICEABLE:
        return "they stay as angry but trust you more"
    return "it leaves them where they are" if trust >= -_NOTICEABLE else "they trust you less"


def _swing(talk: PracticeTalk, number: int) -> int:
    before, after = _before(talk, number), talk.turns[number - 1].state
    return abs(after.anger - before.anger) + abs(after.trust - before.trust)


def _before(talk: PracticeTalk, number: int) -> ClientState:
    return talk.turns[number - 2].state if number > 1 else talk.opening.state


def _state(talk: PracticeTalk) -> ClientState:
    return talk.turns[-1].state if talk.turns else talk.opening.state

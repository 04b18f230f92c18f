"""Watch mode: a good and a bad example of a scenario, with a question before each reveal."""

from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from coach.domain.conversation import ClientState, PracticeTalk, TurnRecord
from coach.domain.lessons import Example, ExampleKind, Quiz, WatchedTurn
from coach.domain.values import Record
from coach.errors import InputError
from coach.practice.coaching import Coach
from coach.practice.rubric import CheckRule
from coach.practice.scenarios import Scenario
from coach.practice.slots import acts_of
from coach.resources import load_yaml

if TYPE_CHECKING:
    from coach.practice.session import Practice

_NOTICEABLE = 2
_WRONG_CHOICES = 2


class _Turn(Record):
    say: str
    asks: Literal["anger", "trust", "practice"]
    practice: int
    why: str


class _Example(Record):
    seed: int
    lesson: str
    turns: tuple[_Turn, ...] = Field(min_length=2)


class _File(Record):
    good: _Example
    bad: _Example


class _Words(Record):
    """knowledge/practice/quiz.yaml."""

    anger: str
    trust: str
    anger_choices: tuple[str, str, str]
    """Less, as before, more."""
    trust_choices: tuple[str, str, str]
    did: str
    broke: str
    told: str


class Watching:
    """The examples of knowledge/watch, played when they are asked for."""

    def __init__(self, knowledge_dir: Path, practice: "Practice", coach: Coach) -> None:
        self._folder = knowledge_dir / "watch"
        self._practice = practice
        self._coach = coach
        self._words_path = knowledge_dir / "practice" / "quiz.yaml"

    @cached_property
    def _files(self) -> dict[str, _File]:
        return {path.stem: load_yaml(path, _File) for path in sorted(self._folder.glob("*.yaml"))}

    @cached_property
    def _words(self) -> _Words:
        return load_yaml(self._words_path, _Words)

    def scenarios(self) -> tuple[Scenario, ...]:
        """Return the scenarios that can be watched."""
        return tuple(one for one in self._practice.scenarios() if one.id in self._files)

    def example(self, scenario: str, kind: ExampleKind) -> Example:
        """Return an example, played; the same each time.

        Raises:
            InputError: when the scenario has none.
        """
        chosen = next((one for one in self.scenarios() if one.id == scenario), None)
        if chosen is None:
            known = ", ".join(one.id for one in self.scenarios())
            raise InputError(f"There is no example of {scenario!r}.", f"There are: {known}.")
        script: _Example = getattr(self._files[scenario], kind)
        talk = self._practice.start(chosen.client, seed=script.seed)
        for turn in script.turns:
            if talk.ended is None:
                talk = self._practice.reply(talk, turn.say)
        turns = tuple(
            self._watched(talk, number, turn, kind)
            for number, turn in enumerate(script.turns[: len(talk.turns)], 1)
        )
        return Example(scenario=scenario, kind=kind, talk=talk, turns=turns, lesson=script.lesson)

    def _watched(
        self, talk: PracticeTalk, number: int, turn: _Turn, kind: ExampleKind
    ) -> WatchedTurn:
        before = talk.turns[number - 2].state if number > 1 else talk.opening.state
        record = talk.turns[number - 1]
        quiz = self._quiz(turn, record, before, talk.client.name, kind)
        told = self._words.told.format(
            why=turn.why,
            anger_from=before.anger,
            anger_to=record.state.anger,
            trust_from=before.trust,
            trust_to=record.state.trust,
        )
        return WatchedTurn(quiz=quiz, practice=turn.practice, told=told)

    def _quiz(
        self, turn: _Turn, record: TurnRecord, before: ClientState, name: str, kind: ExampleKind
    ) -> Quiz:
        words, who = self._words, name.split()[0]
        if turn.asks == "practice":
            return self._practice_quiz(turn, record, kind)
        if turn.asks == "anger":
            change, question = record.state.anger - before.anger, words.anger
            choices = words.anger_choices
        else:
            change, question = record.state.trust - before.trust, words.trust
            choices = words.trust_choices
        right = 1 if abs(change) <= _NOTICEABLE else 0 if change < 0 else 2
        return Quiz(question=question.format(name=who), choices=choices, right=right)

    def _practice_quiz(self, turn: _Turn, record: TurnRecord, kind: ExampleKind) -> Quiz:
        """Ask which practice is at work; the other choices are ones that this line does not touch."""
        checks = self._coach.rubric.checks
        right = next(check for check in checks if check.practice == turn.practice)
        acts = acts_of(record.appraisal)
        others = [check for check in checks if check is not right]
        untouched = [
            check.title
            for check in others
            if (concerns := _concerns(check, kind)) and acts.isdisjoint(concerns)
        ]
        rng = Random(turn.say)
        choices = [right.title, *rng.sample(untouched, _WRONG_CHOICES)]
        rng.shuffle(choices)
        question = self._words.did if kind == "good" else self._words.broke
        return Quiz(question=question, choices=tuple(choices), right=choices.index(right.title))


def _concerns(check: CheckRule, kind: ExampleKind) -> tuple[str, ...]:
    """Return the acts that would make a check a right answer, too; none: it is no fair choice."""
    return check.needs if kind == "good" else check.spoiled_by

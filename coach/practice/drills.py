"""Drills: one line, one thing to practise, two minutes; judged by the same appraisal as a talk."""

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field

from coach.domain.conversation import Appraisal, TurnContext
from coach.domain.lessons import Attempt, Drill, DrillRound, Point
from coach.domain.values import WORDS_A_MINUTE, Record
from coach.errors import InputError
from coach.practice.matching import content_words
from coach.practice.rubric import quoted
from coach.practice.slots import acts_of
from coach.resources import load_yaml

if TYPE_CHECKING:
    from coach.practice.session import Practice

MOST_POINTS = 3


class _Look(Record):
    """One thing a drill looks for."""

    practice: int
    title: str
    needs: tuple[str, ...] = ()
    """Acts of which one must be shown."""
    spoiled_by: tuple[str, ...] = ()
    """Acts and flags that fail it; where nothing is needed, their absence passes it."""
    words: str = ""
    """A pattern that must be found, where the thing looked for is a matter of wording."""
    echoes: int = 0
    """How many of the client's own words with a meaning come back; as good as a needed act."""
    most_seconds: int | None = None
    most_sentences: int | None = None
    passed: str
    failed: str


class _File(Record):
    title: str
    task: str
    learn: str
    practices: tuple[int, ...]
    looks_for: tuple[_Look, ...] = Field(min_length=2)
    rounds: tuple[DrillRound, ...] = Field(min_length=2)


class Drills:
    """The drills of knowledge/drills."""

    def __init__(self, knowledge_dir: Path, practice: "Practice") -> None:
        self._folder = knowledge_dir / "drills"
        self._practice = practice

    @cached_property
    def _files(self) -> dict[str, _File]:
        return {path.stem: load_yaml(path, _File) for path in sorted(self._folder.glob("*.yaml"))}

    def all(self) -> tuple[Drill, ...]:
        """Return every drill, by id."""
        return tuple(
            Drill(id=name, **file.model_dump(exclude={"looks_for"}))
            for name, file in self._files.items()
        )

    def get(self, name: str) -> Drill:
        """Return a drill.

        Raises:
            InputError: when there is none of that name.
        """
        found = next((drill for drill in self.all() if drill.id == name), None)
        if found is None:
            raise InputError(
                f"There is no drill {name!r}.", f"There are: {', '.join(self._files)}."
            )
        return found

    def try_(self, drill: Drill, number: int, said: str) -> Attempt:
        """Return what one try at a round (from 0, going round) shows: three points at most.

        Raises:
            InputError: when nothing was said.
        """
        if not said.strip():
            raise InputError("Say something first.")
        round_ = drill.rounds[number % len(drill.rounds)]
        context = TurnContext(situation=round_.situation, fault=round_.fault)
        appraisal = self._practice.appraise(said, round_.client, context)
        seconds = round(len(said.split()) * 60 / WORDS_A_MINUTE, 1)
        if all(level is None for _, level in appraisal.scores):
            return Attempt(
                trainee=said,
                seconds_aloud=seconds,
                appraisal=appraisal,
                points=(),
                done=False,
                scored=False,
            )
        shared = len(content_words(said) & content_words(round_.client))
        found = [
            _judged(look, said, appraisal, seconds, shared)
            for look in self._files[drill.id].looks_for
        ]
        failed = [point for point in found if point.status != "passed"]
        passed = [point for point in found if point.status == "passed"]
        return Attempt(
            trainee=said,
            seconds_aloud=seconds,
            appraisal=appraisal,
            points=tuple((*failed, *passed)[:MOST_POINTS]),
            done=not failed,
        )


def _judged(look: _Look, said: str, appraisal: Appraisal, seconds: float, shared: int) -> Point:
    acts = acts_of(appraisal)
    spoiled = acts & set(look.spoiled_by)
    too_long = look.most_seconds is not None and seconds > look.most_seconds
    sentences = len(re.findall(r"[^.!?…]+", said.strip(" .!?…")))
    too_many = look.most_sentences is not None and sentences > look.most_sentences
    if spoiled or too_long or too_many:
        return _point(look, "failed", quoted(appraisal, sorted(spoiled)))
    worded = (
        re.search(look.words, said.replace("\u2019", "'"), re.IGNORECASE) if look.words else None
    )
    shown = sorted(acts & set(look.needs))
    echoed = 0 < look.echoes <= shared
    if (look.needs or look.words) and not (shown or worded or echoed):
        return _point(look, "not_shown", "")
    return _point(look, "passed", quoted(appraisal, shown) or (worded[0] if worded else ""))


def _point(look: _Look, status: str, quote: str) -> Point:
    comment = look.passed if status == "passed" else look.failed
    return Point.model_validate(
        {
            "practice": look.practice,
            "status": status,
            "title": look.title,
            "quote": quote,
            "comment": comment,
        }
    )

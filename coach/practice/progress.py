"""Progress over rehearsals, skill by skill: what was called for, and how much of it was done."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter

from coach.domain.conversation import PracticeTalk
from coach.domain.lessons import SkillTrend
from coach.domain.values import Record
from coach.practice.rubric import CheckRule, judged
from coach.resources import load_yaml

_SHORTEST_TALK = 2
_LATELY = 3
_NOTICEABLE = 0.1


class _Skill(Record):
    title: str
    practices: tuple[int, ...]
    drill: str = ""


class _File(Record):
    skills: dict[str, _Skill]
    better: str
    worse: str
    same: str
    first: str
    never: str


_FILE: TypeAdapter[_File] = TypeAdapter(_File)


class Progress:
    """Skills as knowledge/practice/skills.yaml groups the rubric's checks."""

    def __init__(self, path: Path, checks: Sequence[CheckRule]) -> None:
        self._path = path
        self._checks = checks

    @cached_property
    def _file(self) -> _File:
        return load_yaml(self._path, _FILE)

    def trends(self, talks: Sequence[PracticeTalk]) -> tuple[SkillTrend, ...]:
        """Return every skill over talks, given oldest first."""
        return tuple(
            self._trend(name, skill, [self._share(skill, talk) for talk in talks])
            for name, skill in self._file.skills.items()
        )

    def _trend(self, name: str, skill: _Skill, shares: list[float | None]) -> SkillTrend:
        return SkillTrend(
            id=name,
            title=skill.title,
            drill=skill.drill,
            shares=tuple(shares),
            says=self._in_words([share for share in shares if share is not None]),
        )

    def _share(self, skill: _Skill, talk: PracticeTalk) -> float | None:
        """Return how much of what a talk called for was done; None where it called for nothing."""
        if len(talk.turns) < _SHORTEST_TALK:
            return None
        done = []
        for rule in self._checks:
            if rule.practice not in skill.practices:
                continue
            status = judged(rule, talk).status
            if status != "not_shown" or _always_called_for(rule, talk):
                done.append(status == "passed")
        return sum(done) / len(done) if done else None

    def _in_words(self, shares: list[float]) -> str:
        words = self._file
        if not shares:
            return words.never
        lately, before = shares[-_LATELY:], shares[:-_LATELY]
        now = sum(lately) / len(lately)
        if not before:
            return words.first.format(now=f"{now:.0%}")
        then = sum(before) / len(before)
        way = words.same
        if abs(now - then) >= _NOTICEABLE:
            way = words.better if now > then else words.worse
        return way.format(now=f"{now:.0%}", then=f"{then:.0%}")


def _always_called_for(rule: CheckRule, talk: PracticeTalk) -> bool:
    """Whether every talk asks for it: then not having shown it is having missed it."""
    fits = not rule.faults or talk.client.fault in rule.faults
    return bool(rule.needs) and not rule.after and fits

"""The wording of the papers, from knowledge/afterwards."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from coach.resources import load_yaml


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Asking(_Shape):
    """A question to the user and why it matters."""

    question: str
    why: str


class LessonWords(_Shape):
    """The lesson card."""

    title: str
    title_blank: str
    note: str
    headings: dict[str, str]
    prompts: tuple[str, ...]
    stand_ins: dict[str, str]


class Papers(_Shape):
    """papers.yaml."""

    client: dict[str, Any]
    internal: dict[str, Any]
    changes: dict[str, str]
    withheld: dict[str, str]
    questions: dict[str, Asking]
    lesson: LessonWords
    calendar: dict[str, str]


class Rule(_Shape):
    """How one practice is held against the record."""

    practice: int
    check: str
    """The name of a check in checking.py, or "yours"."""
    where: str
    open: str = ""


@lru_cache(maxsize=4)
def load_papers(knowledge: Path) -> Papers:
    """Return the wording.

    Raises:
        SetupError: when papers.yaml is missing or malformed.
    """
    return load_yaml(knowledge / "afterwards" / "papers.yaml", Papers)


@lru_cache(maxsize=4)
def load_rules(knowledge: Path) -> tuple[Rule, ...]:
    """Return the rules of the checklist.

    Raises:
        SetupError: when checklist.yaml is missing or malformed.
    """
    path = knowledge / "afterwards" / "checklist.yaml"
    return load_yaml(path, TypeAdapter(tuple[Rule, ...]))

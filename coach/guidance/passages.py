"""The method's passages: Markdown files with front matter, validated when loaded."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from coach.domain.guidance import Passage, Source
from coach.domain.values import Phase
from coach.errors import SetupError
from coach.resources import load_front_matter

LONGEST_WORDS = 120
"""One idea a passage; more than this and its tail would not be embedded."""


class _When(BaseModel):
    model_config = ConfigDict(extra="forbid")

    issues: tuple[str, ...]
    phases: tuple[Phase, ...]


class _Head(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    title: str
    practices: tuple[int, ...] = Field(min_length=1, max_length=3)
    when: _When
    sources: tuple[Source, ...] = Field(min_length=1)
    asked_as: tuple[str, ...] = Field(min_length=1)


def load_passages(knowledge: Path) -> tuple[Passage, ...]:
    """Return every passage of `knowledge/guide`, by file name.

    Raises:
        SetupError: when there are none, one does not fit, or two share an id.
    """
    files = sorted((knowledge / "guide").glob("*.md"))
    if not files:
        raise SetupError(f"There are no passages in {knowledge / 'guide'}.")
    passages = tuple(_load(path) for path in files)
    seen: set[str] = set()
    for passage, path in zip(passages, files, strict=True):
        if passage.id in seen:
            raise SetupError(f"{path.name}, line 2: the id {passage.id!r} is taken.")
        seen.add(passage.id)
    return passages


def _load(path: Path) -> Passage:
    head, text = load_front_matter(path, _Head)
    if not 1 <= len(text.split()) <= LONGEST_WORDS:
        raise SetupError(f"{path.name}: a passage has 1 to {LONGEST_WORDS} words below its head.")
    return Passage(
        id=head.id,
        title=head.title,
        text=text,
        practices=head.practices,
        issues=head.when.issues,
        phases=head.when.phases,
        sources=head.sources,
        asked_as=head.asked_as,
    )

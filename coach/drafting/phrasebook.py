"""Every phrasing of the drafts, loaded from knowledge/drafting and checked against its shape."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from coach.domain.values import FAULTS, ISSUE_KINDS, Fault, IssueKind, Medium
from coach.errors import SetupError
from coach.resources import load_yaml

Who = Literal["us", "client"]
_SLOT = re.compile(r"\{([A-Za-z_]+)\}")


class Shape(BaseModel):
    """A part of a phrasing file; unknown keys are an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Remedy(Shape):
    """A way forward fit for an issue kind."""

    title: str
    gives: str
    costs: str
    do: tuple[tuple[Who, str], ...]


class Remedies(Shape):
    """Three that differ in kind."""

    right: Remedy
    other: Remedy
    process: Remedy


class KindWords(Shape):
    """What one issue kind needs."""

    label: str
    topic: str
    matter: str
    issue: str
    harm: str
    issue_first: bool = False
    """Whether our own plain sentence names the issue better than the account can."""
    remedies: Remedies
    questions: tuple[tuple[str, str], ...]
    open: tuple[str, ...]
    """What is still to be found out in such a case."""


class UnsureWords(Shape):
    """What is said instead of a kind's own words while the kind is a guess."""

    topic: str
    matter: str
    issue: str
    harm: str


class TrackWords(Shape):
    """The opening's sentences for one fault track."""

    own: str
    """When only the kind of case tells the harm; `own_told` when the note tells it."""
    own_told: str
    cause_known: str
    cause_unknown: str
    cause_blank: str
    weigh: str
    weigh_told: str
    weigh_blank: str
    onward: str
    accept: str


class IfSay(Shape):
    """A card as written in the file."""

    if_: str = Field(alias="if")
    say: str


class Parting(Shape):
    """The exit from a contract."""

    line: str
    offer_line: str
    reason: str
    rows: tuple[tuple[str, str], ...]
    blanks: dict[str, str]
    closing: str
    heart: str


class ScriptWords(Shape):
    """script.yaml."""

    lead: dict[str, str]
    unsure: UnsureWords
    tracks: dict[Fault, TrackWords]
    not_known: str
    heard: str
    """The harm when only the client's own word for it is known."""
    about: dict[str, str]
    outline: dict[str, str]
    history: str
    hand_over: dict[str, str]
    hand_over_end: str
    acknowledgements: dict[str, str]
    read_back: dict[str, str]
    options_aloud: dict[str, str]
    agreement_question: dict[str, str]
    cards: dict[str, tuple[IfSay, ...]]
    boundaries: dict[str, str]
    close: dict[str, str]
    parting: Parting
    conduct: tuple[str, ...]
    bring: tuple[str, ...]
    holding: dict[str, str]
    opener: dict[str, str | dict[str, str]]
    next_steps: tuple[str, ...]


class QuestionWords(Shape):
    """questions.yaml."""

    any: tuple[tuple[str, str], ...]
    client: tuple[tuple[str, str], ...]
    disputed: tuple[tuple[str, str], ...]
    we_end: tuple[tuple[str, str], ...]
    answers: dict[str, str]


class ChannelRule(Shape):
    """One way to tell the client and when it fits."""

    id: str
    medium: Medium
    cues: tuple[str, ...]
    unless: tuple[str, ...] = ()
    why: str
    practices: tuple[int, ...]


class ChannelWords(Shape):
    """channel.yaml."""

    rules: tuple[ChannelRule, ...]
    urgent_kinds: tuple[IssueKind, ...]
    urgent_cues: tuple[str, ...]
    far_cues: tuple[str, ...]
    group_cues: tuple[str, ...]
    when: dict[str, str]
    places: dict[Medium, str]


class CareRule(Shape):
    """A matter that belongs to a lawyer, an officer or emergency help."""

    id: str
    kinds: tuple[IssueKind, ...]
    cues: tuple[str, ...]
    notice: str
    brief: str


class ChecklistRule(Shape):
    """How one practice is held against the pack."""

    practice: int
    check: str
    """The name of a check in checklist.py, or "yours"."""
    where: str
    open: str = ""
    """What to do when it is not satisfied."""
    when: str = "always"
    """always, client, parting, money, severe."""


@dataclass(frozen=True)
class Phrasebook:
    """All phrasings."""

    kinds: dict[IssueKind, KindWords]
    script: ScriptWords
    questions: QuestionWords
    papers: dict[str, Any]
    channel: ChannelWords
    care: tuple[CareRule, ...]
    checklist: tuple[ChecklistRule, ...]

    @classmethod
    def load(cls, folder: Path) -> "Phrasebook":
        """Return the phrasings of a folder.

        Raises:
            SetupError: when a file is missing, malformed or incomplete, naming it.
        """
        book = cls(
            kinds=load_yaml(folder / "kinds.yaml", TypeAdapter(dict[IssueKind, KindWords])),
            script=load_yaml(folder / "script.yaml", ScriptWords),
            questions=load_yaml(folder / "questions.yaml", QuestionWords),
            papers=load_yaml(folder / "papers.yaml", TypeAdapter(dict[str, Any])),
            channel=load_yaml(folder / "channel.yaml", ChannelWords),
            care=load_yaml(folder / "notices.yaml", TypeAdapter(tuple[CareRule, ...])),
            checklist=load_yaml(folder / "checklist.yaml", TypeAdapter(tuple[ChecklistRule, ...])),
        )
        book._complete()
        return book

    def _complete(self) -> None:
        if missing := set(ISSUE_KINDS) - set(self.kinds):
            raise SetupError(f"kinds.yaml: nothing for {', '.join(sorted(missing))}.")
        if missing_tracks := set(FAULTS) - set(self.script.tracks):
            raise SetupError(f"script.yaml: no track {', '.join(sorted(missing_tracks))}.")
        numbers = [rule.practice for rule in self.checklist]
        if sorted(numbers) != list(range(1, 100)):
            raise SetupError("checklist.yaml: each practice from 1 to 99 must stand there once.")


def fill(template: str, slots: Mapping[str, str] | None = None, **more: str) -> str:
    """Return a phrasing with its slots filled; {Thing} is {thing} with a capital.

    Raises:
        SetupError: when a slot is not known.
    """
    given = {**(slots or {}), **more}

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name in given:
            return given[name]
        if name.lower() in given and name[0].isupper():
            text = given[name.lower()]
            return text[:1].upper() + text[1:]
        raise SetupError(f"A phrasing asks for {{{name}}}, which nothing fills.", template)

    text = _SLOT.sub(value, template)
    return re.sub(r"(?<=[.!?])\.(?!\.)", "", re.sub(r"[ \t]{2,}", " ", text)).strip()

"""The case pack: every document that a difficult conversation needs."""

from pydantic import Field

from coach.domain.guidance import Citation
from coach.domain.language import Finding
from coach.domain.model_use import ModelUse
from coach.domain.situation import Question, Situation
from coach.domain.values import ChecklistStatus, Engine, Medium, Record


class Action(Record):
    """Who does what by when (practice 76)."""

    who: str
    what: str
    when: str


class Option(Record):
    """One way forward (practices 69 to 72)."""

    title: str
    gives: str
    """What the client gains."""
    costs: str
    """What it costs us."""
    actions: tuple[Action, ...]
    preferred: bool
    why: str


class Concessions(Record):
    """What each side may give, and what is not negotiable (practice 22); internal."""

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    not_negotiable: tuple[str, ...]


class HardQuestion(Record):
    """A question this client will ask, and a short plain answer (practice 15)."""

    question: str
    answer: str


class Card(Record):
    """If they say this, say that."""

    if_: str = Field(alias="if")
    say: str


class Boundaries(Record):
    """The three steps back into the drama-free zone (practices 63 to 65)."""

    nudge: str
    boundary: str
    end: str


class Script(Record):
    """What to say, in the order it is said."""

    opening: str
    """At most 140 words (practice 36)."""
    hand_over: str
    acknowledgements: tuple[str, ...]
    read_back: str
    options_aloud: str
    """At most 60 words (practice 75)."""
    agreement_question: str
    cards: tuple[Card, ...]
    boundaries: Boundaries
    close: str
    parting: str | None = None
    conduct: tuple[str, ...] = ()
    """How to carry oneself while they speak, and what to bring (practices 34, 53 to 62)."""


class Channel(Record):
    """How and when to tell the client (practices 26 to 33)."""

    medium: Medium
    when: str
    why: str
    practices: tuple[int, ...]


class ChecklistItem(Record):
    """One practice of the method, held against the pack."""

    practice: int
    status: ChecklistStatus
    where: str


class CasePack(Record):
    """The result of `candor prepare`; field names are the contract's."""

    situation: Situation
    document: str | None
    brief: str | None
    channel: Channel | None
    holding_message: str | None
    options: tuple[Option, ...]
    concessions: Concessions | None
    hard_questions: tuple[HardQuestion, ...]
    script: Script | None
    follow_up: str | None
    checklist: tuple[ChecklistItem, ...]
    questions: tuple[Question, ...]
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]
    client_facing: tuple[str, ...]
    written_by: dict[str, Engine]
    notices: tuple[str, ...] = ()
    model_use: ModelUse | None = None
    """What a model was asked, and what became of it; None: none was."""
    lesson: str | None = None
    """The lesson card: no names, no amounts (practices 94 to 96)."""


class Edit(Record):
    """A part the user rewrote by hand; it survives every new draft."""

    part: str
    """A dotted name such as "script.opening" or "follow_up"."""
    text: str
    based_on: str
    """The generated words it replaced, to tell when the draft below it has moved on."""


class QuickHelp(Record):
    """For somebody with five minutes: a holding message and a call opener (practices 27 and 28)."""

    holding_message: str
    call_opener: str
    next_steps: tuple[str, ...]
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...] = ()


class PackDocument(Record):
    """One document of a pack as Markdown, ready to read, print or send."""

    name: str
    """A file name without ending, such as "script"."""
    title: str
    markdown: str
    for_client: bool
    """True when a client may see it; it then holds nothing internal."""

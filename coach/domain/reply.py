"""A reply to a client's angry email, and what it was made from."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from coach.domain.language import BlankQuestion, ChannelWarning, Finding
from coach.domain.model_use import ModelUse
from coach.domain.values import Engine, FactKind, Record

AskedKind = Literal["outright", "implied", "listed"]
CautionKind = Literal["legal", "data", "safety", "regulator", "press", "leaving", "abuse", "wish"]


class AskedQuestion(Record):
    """Something the client wants answered, in their own words, and where the reply does so."""

    start: int
    end: int
    """Offsets in the email, end exclusive."""
    text: str
    kind: AskedKind
    label: str
    """How the reply names the question."""
    answer: str
    """What stands as the answer: from the notes, or a blank."""


class NamedHarm(Record):
    """What the client lost or suffered, in their own words, and how the reply names it."""

    start: int
    end: int
    text: str
    said: str


class QuotedFact(Record):
    """One fact of the email and whether the reply repeats it."""

    text: str
    kind: FactKind
    quoted: bool


class Caution(Record):
    """What to look at, or bring to somebody, before the reply is sent."""

    about: CautionKind
    quote: str
    """The client's words it rests on."""
    text: str
    practices: tuple[int, ...]


class Reply(Record):
    """A reply that names the harm, owns what is known, answers in order and says what is next."""

    text: str
    asked: tuple[AskedQuestion, ...]
    harms: tuple[NamedHarm, ...]
    owned: str
    """The sentence that owns a deed on the client's word, to be confirmed; empty if there is none."""
    facts: tuple[QuotedFact, ...]
    invented: tuple[str, ...]
    """Figures and names that neither the email nor the notes hold; must be empty."""
    questions: tuple[BlankQuestion, ...]
    findings: tuple[Finding, ...]
    cautions: tuple[Caution, ...]
    advice: ChannelWarning | None
    written_by: Engine = "built-in"
    notices: tuple[str, ...] = ()
    model_use: ModelUse | None = None
    """What a model was asked, and what became of it; None: none was."""


class SavedReply(Record):
    """A client's email, what the user knows, the reply and what the user put into its blanks."""

    id: str
    original: str
    notes: str = ""
    reply: Reply | None = None
    answers: dict[str, str] = Field(default_factory=dict)
    """By blank and its number: what the user put into it."""
    version: int
    created: datetime
    updated: datetime
    deleted: datetime | None = None

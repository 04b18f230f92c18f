"""What the intake hands to the documents: the situation and the sentences it was read from."""

from typing import Literal

from coach.domain.situation import Question, Situation
from coach.domain.values import Certainty, Record, Side

Tag = Literal[
    "event",  # what happened
    "cause",  # why
    "promise",  # what the client was promised
    "client_impact",  # what it costs or does to the client
    "our_impact",  # what it costs us
    "feeling",  # how the client feels or sounded
    "wants",  # what the client asked for or hopes
    "offer",  # what we could do or give
    "limit",  # authority, reserve price, not negotiable
    "history",  # past work together, closeness of the relationship
    "timing",  # meetings and deadlines ahead
    "unknown",  # what the writer says they do not know
    "aside",  # private views, health, third parties: never for the client
    "question",  # the writer asks Candor something
]


class Sentence(Record):
    """One sentence of the working text (corrections applied), with what it is about."""

    start: int
    end: int
    text: str
    tags: tuple[Tag, ...]
    certainty: Certainty
    confidential: bool
    actor: Side | None
    """Whose act it tells, where one is told."""


class Reading(Record):
    """A situation text, read."""

    text: str
    """The working text that all spans point into."""
    sentences: tuple[Sentence, ...]
    situation: Situation
    questions: tuple[Question, ...]
    kind_sure: bool
    """False where the kind of trouble is the likeliest of several: not to be said as a fact."""
    thin: bool
    """Under 40 words, or no clue about fault: ask, do not draft (check B14)."""

"""What left this machine for a language model, or would leave it."""

from datetime import datetime

from pydantic import Field

from coach.domain.values import Record


class Sent(Record):
    """One call, letter for letter."""

    host: str
    model: str
    task: str
    """The prompt's name, such as "script"."""
    text: str
    """Every message of the call as it was sent, stand-ins in place."""
    stand_ins: dict[str, str] = Field(default_factory=dict)
    """What each stand-in of the text stands for; this part stayed here."""


class SavedSent(Sent):
    """A call as it is kept beside the case, email or rehearsal it was made for."""

    id: int
    subject: str
    created: datetime


class Preview(Record):
    """What would be sent, made by the same code that sends, before anything is."""

    calls: tuple[Sent, ...]
    may_identify: tuple[str, ...]
    """Words that go out as they are and may still tell who it is about. No tool finds them all."""
    figures: tuple[str, ...]
    """Sums, dates and other figures; they go out as they are, the wording needs them."""

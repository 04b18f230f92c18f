"""Who uses Candor, and what they share with one another."""

from datetime import datetime
from typing import Literal

from coach.domain.pack import Edit
from coach.domain.situation import CaseInput
from coach.domain.values import Record

ShareKind = Literal["case", "scenario", "practice"]


class Person(Record):
    """Somebody who signed in; empty where nobody does and there is one user."""

    id: str = ""
    name: str = ""
    email: str = ""
    """In small letters; empty unless it is certain to be theirs: things are shared by it."""

    @property
    def shown(self) -> str:
        """How others see who this is."""
        return (
            f"{self.name} ({self.email})" if self.name and self.email else self.name or self.email
        )


class Share(Record):
    """One thing that one person lets another see."""

    id: str
    giver: str
    """Who shared it, as the other one sees them."""
    recipient: str
    """The address of the one it is shared with, in small letters."""
    kind: ShareKind
    subject: str
    """The case; empty for what is shared as it was then."""
    title: str
    body: str
    """A scenario's or practice file; empty for a case."""
    created: datetime


class SharedCase(Record):
    """A case as its owner has it now, to be read by somebody else."""

    title: str
    input: CaseInput
    pack: str | None
    """The newest draft as it was kept; none before the first."""
    edits: tuple[Edit, ...]

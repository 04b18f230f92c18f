"""What the user did about a case outside Candor, and what is still due."""

from datetime import date
from typing import Literal

from coach.domain.values import Record

Step = Literal["understand", "client_view", "damage", "align", "tell", "options", "write"]
"""The seven steps of the method, in its order."""

NextAct = Literal[
    "tell", "draft", "redraft", "practise", "align", "speak", "write", "update", "wait"
]
"""The one thing to do next about a case."""


class Diary(Record):
    """Marks that only the user can set; nothing here is guessed."""

    agreed: date | None = None
    """When the boss agreed how to handle it (practice 19)."""
    spoken: date | None = None
    """When the client was told."""
    sent: date | None = None
    """When the summary went out (practice 89)."""
    next_update: date | None = None
    """When the client hears from us next (practice 91)."""
    follow_up: date | None = None
    """When both look at whether it worked (practice 90)."""
    notes: str = ""
    """Taken down while they spoke."""
    passed_over: tuple[str, ...] = ()
    """Findings the user chose to leave as they are, by part and words."""


class StepDone(Record):
    """One step and whether it is done."""

    step: Step
    done: bool


class Due(Record):
    """Something the client was promised for a day."""

    case: str
    title: str
    what: Literal["next_update", "follow_up"]
    day: date
    days_left: int
    """Below zero when it is overdue."""

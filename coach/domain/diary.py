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

    spoken: date | None = None
    """When the client was told."""
    next_update: date | None = None
    """When the client hears from us next (practice 91)."""
    follow_up: date | None = None
    """When both look at whether it worked (practice 90)."""
    passed_over: tuple[str, ...] = ()
    """Findings the user chose to leave as they are, by part and words."""


class Standing(Record):
    """What the user did about a case so far, wherever it is kept."""

    agreed: bool = False
    """Somebody signed off, or the user went ahead without (practice 19)."""
    rehearsed: bool = False
    spoken: bool = False
    sent: bool = False
    """The client has a summary (practice 89)."""
    dated: bool = False
    """A day is set on which the client hears from us, or both look at it again."""


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

"""After the talk: what was noted, who does what by when, and who agreed to share it."""

from typing import Literal

from pydantic import Field

from coach.domain.language import Finding
from coach.domain.pack import ChecklistItem, Edit
from coach.domain.situation import Question
from coach.domain.values import Engine, Record

Whose = Literal["me", "us", "client", "both", "named", "unknown"]
PointKind = Literal["decided", "open", "refused", "changed", "noted"]
ItemKind = Literal["action", "decided", "open", "refused", "changed", "noted"]


class ItemFix(Record):
    """The user's own word on one item of the notes; what is None stays as it was read."""

    who: str | None = None
    what: str | None = None
    when: str | None = None
    """A day as YYYY-MM-DD, or words."""
    internal: bool | None = None


class MeetingInput(Record):
    """Everything a record of the talk is made from, beside the case itself."""

    notes: str
    met: str
    """YYYY-MM-DD, the day of the talk; relative dates are resolved against it."""
    fixes: dict[str, ItemFix] = Field(default_factory=dict)
    """By the item's id."""
    edits: tuple[Edit, ...] = ()
    """Papers the user rewrote by hand: client_summary, internal_summary or lesson."""


class MeetingAction(Record):
    """A deed somebody took on (practices 76 and 88)."""

    id: str
    start: int
    end: int
    """Offsets in the notes."""
    source: str
    """The notes' own words."""
    who: str
    """As named in the notes, or with a visible blank."""
    whose: Whose
    what: str
    when: str
    """As noted, with the day it means; a visible blank when nothing was noted."""
    day: str = ""
    """YYYY-MM-DD when it is a day."""
    internal: bool = False
    cleared: bool = False
    """The user said that the client may read it, whatever was read."""


class MeetingPoint(Record):
    """Something decided, open, refused, changed or only noted."""

    id: str
    start: int
    end: int
    source: str
    kind: PointKind
    said: str
    """The words mended."""
    for_client: str | None = None
    """As the client may read it; None when it stays inside or cannot be worded safely."""
    internal: bool = False
    cleared: bool = False


class FollowUp(Record):
    """The next talk or check (practice 90)."""

    what: str
    day: str
    """YYYY-MM-DD."""
    time: str = ""
    """HH:MM."""
    source: str


class Cadence(Record):
    """How often the client hears from us until all is done (practice 91)."""

    every: str
    """The notes' own words, such as "every Friday noon"."""
    what: str
    first: str = ""
    """YYYY-MM-DD of the first one, when it is known."""
    rule: str = ""
    """The same as a calendar's repeat rule, when it is regular."""
    time: str = ""


class MarkedChange(Record):
    """What differs from the earlier version (practices 79 and 89)."""

    kind: Literal["changed", "new", "not_mentioned"]
    was: str
    now: str
    for_client: bool = False


class MeetingRecord(Record):
    """The result of `candor after`."""

    met: str
    actions: tuple[MeetingAction, ...]
    decided: tuple[MeetingPoint, ...]
    open: tuple[MeetingPoint, ...]
    refused: tuple[MeetingPoint, ...]
    changed: tuple[MeetingPoint, ...]
    noted: tuple[MeetingPoint, ...]
    """What fits nowhere else; it never reaches the client."""
    follow_up: FollowUp | None
    cadence: Cadence | None
    changes: tuple[MarkedChange, ...]
    client_summary: str
    internal_summary: str
    lesson: str
    calendar: str | None
    """The follow-up as an iCalendar file; None until its day is known."""
    checklist: tuple[ChecklistItem, ...]
    questions: tuple[Question, ...]
    withheld: tuple[str, ...]
    """What was left out of the client's summary, each with why."""
    findings: tuple[Finding, ...]
    """What the language checks say of the client's summary."""
    client_facing: tuple[str, ...] = ("client_summary", "calendar")
    written_by: Engine = "built-in"
    notices: tuple[str, ...] = ()


class SignOff(Record):
    """Who agreed to the handling before anything goes to the client (practices 17 to 19)."""

    by: str
    """Who agreed; empty for an override."""
    on: str
    """YYYY-MM-DD."""
    what: str
    """What was agreed, or why the user went ahead without it."""
    override: bool = False

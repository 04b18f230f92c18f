"""What is kept between visits: cases, drafts, hand edits, rehearsals and emails."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from coach.domain.conversation import PracticeTalk
from coach.domain.language import Rewrite
from coach.domain.pack import Edit
from coach.domain.situation import CaseInput
from coach.domain.values import Record

DocumentKind = Literal["case", "email", "talk", "reply"]
"""What can be thrown away and brought back as one thing."""
Writer = Literal["built-in", "model", "you"]


class SavedCase(Record):
    """A case as it was last saved."""

    id: str
    title: str
    input: CaseInput
    version: int
    """Grows with every save; an older one cannot be saved over a newer."""
    created: datetime
    updated: datetime
    archived: datetime | None = None
    deleted: datetime | None = None


class Revision(Record):
    """One draft, or an earlier state of a case or email; never changed once written."""

    id: int
    subject: str
    """The id of the case, email or rehearsal."""
    kind: str
    """pack, input, email or talk; with "aside." before it: refused because of another window."""
    body: str
    """JSON of the record that `kind` names."""
    written_by: Writer
    created: datetime


class CaseState(Record):
    """What a revision of kind `input` holds."""

    title: str
    input: CaseInput


class EmailState(Record):
    """What a revision of kind `email` holds."""

    original: str
    rewrite: Rewrite | None = None
    decisions: dict[str, bool] = Field(default_factory=dict)
    answers: dict[str, str] = Field(default_factory=dict)


class KeptEdit(Edit):
    """The user's words for a part of a pack, and when they were kept."""

    created: datetime


class SavedTalk(Record):
    """A rehearsal, of the user's own case or of a scenario."""

    id: str
    case: str | None
    scenario: str
    """A scenario's id, or empty for the user's own case."""
    title: str
    talk: PracticeTalk
    said: str = ""
    """The trainee's words that await an answer; empty between turns."""
    heard: str = ""
    """As much of that answer as has come and passed its checks."""
    version: int
    created: datetime
    updated: datetime
    deleted: datetime | None = None


class SavedEmail(Record):
    """An email, its rewrite and what the user decided about each change."""

    id: str
    case: str | None
    original: str
    rewrite: Rewrite | None = None
    decisions: dict[str, bool] = Field(default_factory=dict)
    """By the change's place, "start-end": taken or not; what is missing counts as taken."""
    answers: dict[str, str] = Field(default_factory=dict)
    """By blank: what the user put into it."""
    version: int
    created: datetime
    updated: datetime
    deleted: datetime | None = None


class Thrown(Record):
    """Something in the bin."""

    id: str
    kind: DocumentKind
    title: str
    deleted: datetime
    days_left: int
    """Until it is erased by itself."""


class Typed(Record):
    """Words typed into a field and not committed."""

    slot: str
    """The field and its document, such as "situation:ID"."""
    tab: str
    text: str
    base: str
    """The digest of what the document said when typing began."""
    step: int = 0
    """Grows with every message of the window."""


class Erased(Record):
    """What an erasing took away."""

    cases: int = 0
    rehearsals: int = 0
    emails: int = 0
    replies: int = 0
    files: int = 0
    """Exports deleted and backups cleaned in Candor's own folder."""
    clean: bool = True
    """False when another program held the database, so that bytes are left until the next time."""


class Counts(Record):
    """How much a backup, restore or export holds."""

    cases: int
    rehearsals: int
    emails: int
    documents: int


class Restored(Record):
    """What putting a backup back did."""

    added: Counts
    left: Counts
    """What was here already and stays as it is."""
    before: str = ""
    """The file that holds what was here before, where it was replaced."""

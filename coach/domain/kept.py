"""What is kept between visits: cases, drafts, hand edits, rehearsals and emails."""

from datetime import datetime

from pydantic import Field

from coach.domain.conversation import PracticeTalk
from coach.domain.language import Rewrite
from coach.domain.situation import CaseInput
from coach.domain.values import Engine, Record


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
    """One draft of a case; never changed once written."""

    id: int
    case: str
    kind: str
    body: str
    """JSON of the record that `kind` names."""
    written_by: Engine
    created: datetime


class SavedTalk(Record):
    """A rehearsal, of the user's own case or of a scenario."""

    id: str
    case: str | None
    scenario: str
    """A scenario's id, or empty for the user's own case."""
    title: str
    talk: PracticeTalk
    version: int
    created: datetime
    updated: datetime


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

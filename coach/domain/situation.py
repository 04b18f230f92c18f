"""A situation as read from the user's own words."""

from pydantic import Field

from coach.domain.values import Certainty, FactKind, Fault, IssueKind, Record, Side


class Profile(Record):
    """Who the user is; set once, used everywhere."""

    name: str = ""
    role: str = ""
    company: str = ""
    signature: str = ""
    authority: str = ""
    """What the user may give away without asking, such as "up to £2,000"."""
    date_order: str = "dmy"
    """dmy or mdy."""
    spelling: str = "uk"
    """uk or us."""


class Correction(Record):
    """The user's mending of one stretch of the situation text."""

    start: int
    end: int
    """Offsets in the text as first written."""
    was: str
    now: str


class CaseInput(Record):
    """Everything a case pack is made from: nothing else may put a fact into it."""

    text: str
    corrections: tuple[Correction, ...] = ()
    answers: dict[str, str] = Field(default_factory=dict)
    """By question id."""
    fault: Fault | None = None
    issue_kinds: tuple[IssueKind, ...] = ()
    """The user's own choice, main first; it outranks what was read."""
    internal: tuple[str, ...] = ()
    """Exact words that the user marked as never for the client."""
    shareable: tuple[str, ...] = ()
    """Exact words read as internal that the user cleared for the client."""
    today: str
    """YYYY-MM-DD; relative dates are resolved against it."""
    profile: Profile = Profile()


class SituationFact(Record):
    """A fact with the exact words it came from."""

    id: str
    start: int
    end: int
    text: str
    kind: FactKind
    value: str
    side: Side
    certainty: Certainty
    confidential: bool


class Person(Record):
    """Somebody on either side (practice 6)."""

    name: str
    role: str
    side: Side
    organisation: str = ""


class Impacts(Record):
    """The damage on five axes, in the user's own words or "none stated" (practices 13 and 14)."""

    scope: str
    timeline: str
    budget: str
    contract: str
    relationship: str


class Question(Record):
    """Something the plan needs and the text does not say."""

    id: str
    question: str
    why: str


class Situation(Record):
    """What happened, as far as the text says."""

    facts: tuple[SituationFact, ...]
    issue_kinds: tuple[IssueKind, ...]
    fault: Fault | None
    fault_evidence: str
    cause: str
    impacts: Impacts
    people: tuple[Person, ...]
    can_offer: tuple[str, ...]
    authority: str
    unknown: tuple[str, ...]
    contradictions: tuple[str, ...]

"""What the language checks find and what a rewrite changes."""

from coach.domain.model_use import ModelUse
from coach.domain.values import Audience, Category, Engine, FactKind, Level, Record


class Finding(Record):
    """One piece of double-talk, located in the text (practices 44 to 48 and 61)."""

    start: int
    end: int
    """Offsets in code points of the checked text, end exclusive."""
    text: str
    category: Category
    level: Level
    why: str
    instead: str
    """What to write in its place, or the question whose answer belongs there."""
    rule: str


class Readability(Record):
    """How hard a text is to read and how long it takes to say."""

    words: int
    sentences: int
    grade: float
    """Flesch-Kincaid grade of the prose."""
    longest_sentence: int
    """In words."""
    seconds_aloud: float
    """At 140 words a minute (practice 36)."""


class Advice(Record):
    """A hint that is no finding: it never counts against a text."""

    text: str
    practices: tuple[int, ...] = ()


class CheckResult(Record):
    """All that the checks say of one text."""

    findings: tuple[Finding, ...]
    readability: Readability
    advice: tuple[Advice, ...] = ()


class Fact(Record):
    """Something a text states and a rewrite must keep."""

    start: int
    end: int
    text: str
    kind: FactKind
    value: str
    """A normal form: two facts with one kind and value say the same."""


class FactReport(Record):
    """A source text's facts held against a result's."""

    kept: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    invented: tuple[Fact, ...]
    """Facts of the result that the source does not hold; must be empty."""


class KeptFact(Record):
    """One fact of the original and whether the rewrite still says it."""

    text: str
    kind: FactKind
    kept: bool


class Change(Record):
    """One replacement, by offsets in the original."""

    start: int
    end: int
    before: str
    after: str
    why: str


class BlankQuestion(Record):
    """What to ask the user so that a blank can be filled."""

    blank: str
    question: str
    why: str


class ChannelWarning(Record):
    """Advice to speak first when an email breaks bad news (practices 27 and 30)."""

    channel: str
    practices: tuple[int, ...]
    call_opener: str
    follow_up: str


class Rewrite(Record):
    """An email in plain words."""

    text: str
    changes: tuple[Change, ...]
    facts: tuple[KeptFact, ...]
    invented: tuple[str, ...]
    questions: tuple[BlankQuestion, ...]
    findings: tuple[Finding, ...]
    advice: ChannelWarning | None
    written_by: Engine = "built-in"
    notices: tuple[str, ...] = ()
    model_use: ModelUse | None = None
    """What a model was asked, and what became of it; None: none was."""


class CheckRequest(Record):
    """Whom a text is for, and which of the user's own words are allowed in it."""

    audience: Audience = "client"
    allow: tuple[str, ...] = ()

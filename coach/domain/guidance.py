"""Passages of guidance and the citations that resolve to them."""

from coach.domain.values import Phase, Record


class Source(Record):
    """The article, or the user's document, that a passage rests on."""

    author: str
    title: str


class Passage(Record):
    """One idea of the method in our own words, or a piece of a document the user added."""

    id: str
    title: str
    text: str
    practices: tuple[int, ...] = ()
    """Numbers of the method; the first is the one the passage is about."""
    issues: tuple[str, ...] = ("any",)
    phases: tuple[Phase, ...] = ()
    sources: tuple[Source, ...] = ()
    asked_as: tuple[str, ...] = ()
    added_by_user: bool = False


class Hit(Record):
    """A passage found by a search."""

    id: str
    title: str
    text: str
    practices: tuple[int, ...]
    sources: tuple[Source, ...]
    score: float
    """0 to 1, best first."""
    added_by_user: bool = False


class Citation(Record):
    """A practice that a part rests on, and the passage that explains it."""

    practice: int
    passage: str

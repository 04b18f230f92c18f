"""One place where somebody or something is named."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Sort = Literal["person", "organisation", "place"]


@dataclass(frozen=True)
class Mention:
    """One place where somebody or something is named."""

    start: int
    end: int
    text: str
    sort: Sort


def mention(text: str, start: int, end: int, sort: Sort) -> Mention:
    """Return a mention without the sign of possession at its end."""
    told = re.sub(r"['’]s?$", "", text[start:end]) if sort != "organisation" else text[start:end]
    told = re.sub(r"['’]s$", "", told)
    return Mention(start, start + len(told), told, sort)


def bare(word: str) -> str:
    """Return a word in small letters without its sign of possession."""
    return re.sub(r"['’]s?$", "", word.lower()).replace("’", "'")


def token_at(doc: "Doc", start: int) -> "Token | None":
    """Return the token of a parse at a position."""
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None

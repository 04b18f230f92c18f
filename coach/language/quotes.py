"""Words that a text quotes or talks about: they are somebody else's and never flagged."""

import re
from typing import NamedTuple

_PAIRS = re.compile(
    '"[^"\n]{1,300}"|“[^”\n]{1,300}”|«[^»\n]{1,300}»'
    r"|(?<![\w])['\u2018](?=\S)[^'\u2019\n]{1,200}?(?<=\S)['\u2019](?![\w])"
)
MASK = "~"
"""What stands for each quoted code point in masked text."""


class Quoted(NamedTuple):
    """A quoted stretch, quotation marks included."""

    start: int
    end: int


def quoted(text: str) -> tuple[Quoted, ...]:
    """Return the quoted stretches of a text."""
    return tuple(Quoted(*match.span()) for match in _PAIRS.finditer(text))


def masked(text: str) -> str:
    """Return a text of the same length whose quoted words are blotted out."""
    return _PAIRS.sub(lambda m: MASK * len(m.group()), text)

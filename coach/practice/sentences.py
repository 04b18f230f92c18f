"""A line that arrives in pieces, made into whole sentences as soon as each is there."""

import re
from collections.abc import Iterable, Iterator

_REASONING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
# A stop with space after it ends a sentence, unless it belongs to a title.
_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)[.!?…]+[\"'\u201d\u2019]?(?=\s)")
_QUOTES = {'"': '"', "\u201c": "\u201d"}


def as_it_comes(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the line each time another sentence of it is whole, with all that came before.

    Reasoning is left out, and so are quotation marks around the whole line. Whatever is left when
    the pieces end well is the last sentence; if they break off, it is dropped.
    """
    raw, given = "", ""
    for piece in pieces:
        raw += piece
        text = _bare(raw)
        for end in (found.end() for found in _END.finditer(text)):
            if end > len(given):
                given = text[:end]
                yield given
    whole = _closed(_bare(raw).strip())
    if whole and whole != given:
        yield whole


def _bare(raw: str) -> str:
    """Return an answer without reasoning and without a quotation mark that opens all of it.

    A mark that closes within the first sentence belongs to words thrown back, and stays.
    """
    text = _REASONING.sub("", raw).lstrip()
    closing = _QUOTES.get(text[:1])
    if closing is None:
        return text
    first = _END.search(text)
    return text if closing in text[1 : first.end() if first else None] else text[1:].lstrip()


def _closed(text: str) -> str:
    """Return a whole line without the marks around it, or the lone one at its end."""
    last = text[-1:]
    if _QUOTES.get(text[:1]) == last and last not in text[1:-1]:
        return text[1:-1].strip()
    lone = last in _QUOTES.values() and sum(map(text.count, {*_QUOTES, last})) % 2
    return text[:-1].strip() if lone else text

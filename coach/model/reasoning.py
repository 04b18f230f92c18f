"""Reasoning that some models write before their answer: taken off, whole or while it streams."""

import re
from collections.abc import Iterable, Iterator

_NAMES = "think|thinking|thought|reasoning"
_OPENING = re.compile(rf"\s*[<\[](?:{_NAMES})[>\]]", re.IGNORECASE)
_CLOSING = re.compile(rf"[<\[]/(?:{_NAMES})[>\]]", re.IGNORECASE)
_BLOCK = re.compile(
    rf"[<\[]({_NAMES})[>\]].*?(?:[<\[]/\1[>\]]|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_OPENING = len("[reasoning]")


def without_reasoning(answer: str) -> str:
    """Return an answer without the reasoning before or inside it.

    Some chat templates open the block themselves, so that only its end is in the answer. An answer
    that begins with an object is no reasoning, whatever marks stand in it.
    """
    text = _BLOCK.sub("", answer)
    if text.lstrip(" \n`json").startswith("{"):
        return text
    ends = list(_CLOSING.finditer(text))
    return text[ends[-1].end() :] if ends else text


def reasons_first(answer: str) -> bool:
    """Return whether an answer holds reasoning."""
    return without_reasoning(answer) != answer


def answer_only(pieces: Iterable[str], *, expected: bool = False) -> Iterator[str]:
    """Yield a streamed answer without the reasoning at its start.

    `expected` holds everything back until the reasoning ends: for models known to reason whose
    chat template swallows the opening mark.
    """
    held, open_, trims = "", True, False
    for piece in pieces:
        if not open_:
            yield piece
            continue
        held += piece
        if end := _CLOSING.search(held):
            held, expected, trims = held[end.end() :], False, True
        if trims:
            held = held.lstrip()
        if expected or _may_open(held):
            continue
        open_ = False
        yield held
    if open_ and (text := without_reasoning(held)).strip():
        yield text


def _may_open(start: str) -> bool:
    """Return whether a beginning is that of a reasoning block, or may still become one."""
    if _OPENING.match(start):
        return True
    text = start.lstrip()
    return not text or (text[0] in "<[" and len(text) < _LONGEST_OPENING)

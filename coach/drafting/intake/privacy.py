"""Which clauses must never reach the client (practices 22 and 42)."""

import re

from coach.drafting.intake.lexicon import Lexicon
from coach.drafting.intake.splitting import Span, split_clauses

_FEW_WORDS = 3
_PERFECT = re.compile(
    r"\b(?:have|has|had|hasn['’]?t|haven['’]?t)\s(?:not|never)?\s?\w*$", re.IGNORECASE
)
"""What has not been said is news of the case, no order to keep it quiet."""


def private_clauses(text: str, sentences: tuple[Span, ...], words: Lexicon) -> frozenset[Span]:
    """Return the clauses that are for our side only."""
    private: set[Span] = set()
    earlier: tuple[Span, ...] = ()
    for sentence in sentences:
        clauses = split_clauses(text, sentence)
        for number, clause in enumerate(clauses):
            points = number == 0 and _points_back(text, sentence, clause, words)
            before = clauses[number - 1 : number] if number else earlier if points else ()
            private |= _marked(text, clause, before, clauses[number:], words)
        earlier = clauses
    return frozenset(private)


def _points_back(text: str, sentence: Span, clause: Span, words: Lexicon) -> bool:
    """Return whether a sentence has no matter of its own: "Keep that to ourselves."."""
    cue = words.private_before.search(text, clause.start, clause.end)
    if cue is None or _PERFECT.search(text[max(0, cue.start() - 12) : cue.end()]):
        return False
    return _count(text, cue.end(), sentence.end) <= _FEW_WORDS


def _marked(
    text: str, clause: Span, before: tuple[Span, ...], rest: tuple[Span, ...], words: Lexicon
) -> set[Span]:
    """Return what one clause makes private: itself, what came before it, what follows."""
    opens = words.private_rest.search(text, clause.start, clause.end)
    if opens and _count(text, opens.end(), rest[-1].end) >= _FEW_WORDS:
        return set(rest)
    points_back = words.private_before.search(text, clause.start, clause.end) or opens
    if points_back and _PERFECT.search(text[max(0, points_back.start() - 12) : points_back.end()]):
        points_back = None
    if points_back:
        leads = _count(text, clause.start, points_back.start()) < _FEW_WORDS
        return {clause, *(before if leads else ())}
    return {clause} if words.private.search(text, clause.start, clause.end) else set()


def _count(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())

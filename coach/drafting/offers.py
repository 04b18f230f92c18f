"""What we could do or give, from the note: the verb phrase, the promise as said, what is held back."""

import re
from dataclasses import dataclass
from typing import Literal

from coach.domain.situation import SituationFact
from coach.drafting.pieces import Piece
from coach.drafting.reading import Reading
from coach.drafting.tidy import Tidy, lower_first, upper_first

Means = Literal["right", "other", "process"]

_MODAL = (
    r"(?:(?:we|i)(?:'d| would| can| could| might| may| will|'ll| am able to| are able to)?|could|can"
    r"|would|might|id|i'd|we'd)"
)
_LEAD = re.compile(
    rf"^(?:{_MODAL}\s+)?(?:can|could|would|might|may|will|'ll)?\s*"
    r"(?:also|even|just|probably|maybe|possibly|gladly|happily|perhaps|alternatively|or|then)?\s*"
    r"(?:(?:can|could|might|be able to)\s+)?(?:also\s+)?",
    re.IGNORECASE,
)
_VERBS = ["print", "put", "send", "ship", "bring", "lend", "loan", "give", "offer", "redo", "do", "repaint", "paint", "relay", "swap", "replace", "repair", "fix", "recut", "cut", "ring", "call", "pay", "refund", "credit", "waive", "write", "split", "share", "absorb", "cover", "finish", "deliver", "hand", "move", "add", "make", "run", "rerun", "reprint", "hold", "keep", "park", "drop", "take", "build", "drive", "meet", "show", "set", "start", "carry", "match", "extend", "provide", "train", "assign", "stay", "test", "check", "rework", "reshoot", "rebuild", "book", "hire", "come", "ask", "get", "arrange", "change", "clean", "service", "install", "supply", "label", "open", "freeze", "watch", "review", "go", "have", "put"]
_VERB = re.compile(rf"^(?:{'|'.join(_VERBS)})\b", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:refund\w*|credit\w*|discount\w*|waive\w*|free of charge|off the (?:bill|invoice|price)|"
    r"money back|write off|not bill|at cost|reduce\w*|split|share\w*|% off|pay\w*|instal?ments?|fee)\b",
    re.IGNORECASE,
)
_MEANWHILE = re.compile(
    r"\b(?:lend|loan|first|part of|by the|until|meanwhile|stand-?in|temporar\w+|half|version|phase\w*"
    r"|park|drop|later|rest|after|interim|some|\d+ of the \d+|instead|label|walkable)\b",
    re.IGNORECASE,
)
_THIRD = re.compile(
    r"\b(?:she|he|they|her|him|them|his|their|you|your)\b|[?!()\"“”]|\b(?:idea|don't|not|never|dont)\b",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"\s*(?:,\s*)?(?:\b(?:if it comes to (?:it|that)|no bother|i guess|i suppose|that's a day|and i will"
    r"|i'd eat that|mine to decide|at a push|somehow|maybe)\b).*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Offer:
    """One thing we could do."""

    words: str
    """The note's words, mended."""
    said: str
    """As a full sentence to the client; "" when it cannot be said for certain or is held back."""
    title: str
    """A short name for it."""
    means: Means
    private: bool
    facts: tuple[SituationFact, ...] = ()


def offers_of(reading: Reading, pieces: tuple[Piece, ...], tidy: Tidy) -> tuple[Offer, ...]:
    """Return each offer once, in the order told."""
    found = []
    for words in reading.situation.can_offer:
        at = reading.text.find(words)
        end = at + len(words)
        over = [p for p in pieces if at >= 0 and p.start < end and at < p.end]
        facts = tuple(
            f for f in reading.situation.facts if at >= 0 and f.start < end and at < f.end
        )
        private = any(f.confidential for f in facts) or any(p.confidential for p in over)
        found.append(_offer(words, tidy, private, facts, over))
    return tuple(dict.fromkeys(found))


def _offer(
    words: str, tidy: Tidy, private: bool, facts: tuple[SituationFact, ...], over: list[Piece]
) -> Offer:
    clause = tidy.clause(words)
    said = "" if private else _said(clause, over)
    return Offer(
        words=tidy.sentence(words),
        said=said,
        title=title_of(said),
        means=_means(clause),
        private=private,
        facts=facts,
    )


def _said(clause: str, over: list[Piece]) -> str:
    """Return "We can print 9 of the 14 panels overnight." or "" when unsure."""
    clause = _TRAIL.sub("", clause.replace("’", "'"))
    bare = _LEAD.sub("", clause, count=1).strip(" ,;:-–—.")
    if _THIRD.search(bare) or not 2 <= len(bare.split()) <= 26:
        whole = [p.client for p in over if p.client and p.actor != "client"]
        return whole[0] if len(whole) == 1 and not _THIRD.search(whole[0]) else ""
    if _VERB.match(bare):
        return f"We can {lower_first(bare)}."
    if re.match(r"^(?:an?|the|our|some|up to|free|\d|one|two|three|half)\b", bare, re.IGNORECASE):
        return f"We can offer {lower_first(bare)}."
    return ""


def title_of(said: str) -> str:
    """Return a short name for an offer: at most nine words, cut where a phrase ends."""
    bare = re.sub(r"^We can (?:offer )?", "", said).rstrip(".")
    words = re.split(r"[,;]| and (?=we|i\b)| but ", bare)[0].split()
    while len(words) > 9:
        cut = max((i for i, w in enumerate(words[:9]) if w in _BREAKS and i > 2), default=9)
        words = words[:cut]
    return upper_first(" ".join(words))


_BREAKS = {
    "for",
    "with",
    "to",
    "from",
    "at",
    "by",
    "on",
    "in",
    "if",
    "so",
    "while",
    "and",
    "before",
    "after",
    "until",
    "as",
    "of",
}


def _means(clause: str) -> Means:
    if _MONEY.search(clause):
        return "process"
    return "other" if _MEANWHILE.search(clause) else "right"

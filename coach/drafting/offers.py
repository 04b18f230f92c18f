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
_VERBS = [
    "print",
    "put",
    "send",
    "ship",
    "bring",
    "lend",
    "loan",
    "give",
    "offer",
    "redo",
    "do",
    "repaint",
    "paint",
    "relay",
    "swap",
    "replace",
    "repair",
    "fix",
    "recut",
    "cut",
    "ring",
    "call",
    "pay",
    "refund",
    "credit",
    "waive",
    "write",
    "split",
    "share",
    "absorb",
    "cover",
    "finish",
    "deliver",
    "hand",
    "move",
    "add",
    "make",
    "run",
    "rerun",
    "reprint",
    "hold",
    "keep",
    "park",
    "drop",
    "take",
    "build",
    "drive",
    "meet",
    "show",
    "set",
    "start",
    "carry",
    "match",
    "extend",
    "provide",
    "train",
    "assign",
    "stay",
    "test",
    "check",
    "rework",
    "reshoot",
    "rebuild",
    "book",
    "hire",
    "come",
    "ask",
    "get",
    "arrange",
    "change",
    "clean",
    "service",
    "install",
    "supply",
    "label",
    "open",
    "freeze",
    "watch",
    "review",
    "go",
    "have",
    "put",
]
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
_MODAL_FIRST = re.compile(
    r"^(?:also |maybe |perhaps |alternatively |or )?(?:we|i|i'd|we'd|id|could|can|would|may|might|will)\b|"
    rf"^(?:{'|'.join(_VERBS)})\b",
    re.IGNORECASE,
)
_THING = re.compile(
    r"^(?:an?|some|free|\d+(?:[.,]\d+)?|two|three|four|five|half|the first|a full|one)\s+[a-z0-9]",
    re.IGNORECASE,
)
_CLAUSE_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|could|can|should|must|may|might"
    r"|says?|said|thinks?|wants?|needs?|owes?|costs?|paid|knows?|i|we)\b",
    re.IGNORECASE,
)
_SOMEBODY_CAN = re.compile(
    r"^(?P<who>(?:our |the |my )?[A-Za-z][\w'-]*(?: [A-Z][\w'-]*)?) (?:(?:says?|said|thinks?|reckons?) (?:\w+ )?)?"
    r"(?:can|could) (?P<what>\w.+)$"
)
_ABLE = re.compile(r"^(?:We|I|The \w+|Our \w+|[A-Z]\w+) (?:can|could|will)\b")
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
    for clause in reading.situation.can_offer:
        words = whole(reading.text, clause)
        at = reading.text.find(words)
        end = at + len(words)
        over = [p for p in pieces if at >= 0 and p.start < end and at < p.end]
        facts = tuple(
            f for f in reading.situation.facts if at >= 0 and f.start < end and at < f.end
        )
        private = any(f.confidential for f in facts) or any(p.confidential for p in over)
        found.append(_offer(words, tidy, private, facts, over))
    return _each_once(found)


def whole(text: str, clause: str) -> str:
    """Return a clause with the rest of its sentence when only a line break cut it short."""
    at = text.find(clause)
    if at < 0:
        return clause
    rest = _AFTER_BREAK.match(text, at + len(clause))
    return clause + rest[0].rstrip(" ,.;") if rest else clause


_AFTER_BREAK = re.compile(r"[ \t]*\n[ \t]*(?=[a-z£$€\d])[^.;!?\n]*(?:\n(?=[a-z£$€\d])[^.;!?\n]*)*")


def _each_once(offers: list[Offer]) -> tuple[Offer, ...]:
    """Return offers without those that another says in more words."""
    kept: list[Offer] = []
    for offer in offers:
        said = {other.title.lower() for other in kept if other.said}
        again = offer.said and any(
            title and (title in offer.said.lower() or offer.title.lower() in title)
            for title in said
        )
        if offer not in kept and not again:
            kept.append(offer)
    return tuple(kept)


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
    clause = _TRAIL.sub("", clause.replace("’", "'")).strip(" ,;:-–—.")
    bare = _LEAD.sub("", clause, count=1).strip(" ,;:-–—.")
    short = 2 <= len(bare.split()) <= 26
    if short and _VERB.match(bare) and not _THIRD.search(bare) and _MODAL_FIRST.match(clause):
        return f"We can {lower_first(bare)}."
    if short and not _THIRD.search(bare) and _THING.match(bare) and not _CLAUSE_VERB.search(bare):
        return f"We can offer {lower_first(bare)}."
    if others := _SOMEBODY_CAN.match(clause):
        who, what = others["who"], others["what"]
        if not _THIRD.search(f"{who} {what}") and len(clause.split()) <= 26:
            return upper_first(f"{who} can {what}.")
    whole = [p.client for p in over if p.client and p.actor != "client" and _ABLE.search(p.client)]
    if len(whole) != 1 or _THIRD.search(whole[0]):
        return ""
    return re.sub(r"^(?:I|We) (?:can|could|will)\b", "We can", whole[0])


def title_of(said: str) -> str:
    """Return a short name for an offer: at most nine words, cut where a phrase ends."""
    bare = re.sub(r"^We can (?:offer )?", "", said).rstrip(".")
    words = re.split(r"[,;](?=\s)| and (?=we|i\b)| but ", bare)[0].split()
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

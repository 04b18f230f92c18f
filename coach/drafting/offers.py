"""What we could do or give: as said to the client, as a title, and what is held back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coach.domain.situation import SituationFact
from coach.drafting.cues import cue
from coach.drafting.pieces import Piece
from coach.drafting.reading import Reading
from coach.drafting.tidy import Tidy, lower_first, upper_first

Means = Literal["right", "other", "process"]


_MOST_WORDS = 26
_AND_MORE = re.compile(r",? and (?:I|we|i) (?:can|could|would|might|will)\b")


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


def offers_of(
    reading: Reading, pieces: tuple[Piece, ...], tidy: Tidy, shareable: Sequence[str]
) -> tuple[Offer, ...]:
    """Return each offer once, in the order told; `shareable` words are cleared for the client."""
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
        private = private or _holds_money(words, facts, shareable)
        found.append(_offer(words, tidy, private, facts, over))
    return _each_once(found)


def _holds_money(words: str, facts: tuple[SituationFact, ...], shareable: Sequence[str]) -> bool:
    """Return whether an offer is a money concession that nobody has cleared for the client.

    What may be given in money is decided beforehand and not put first (practice 22); the user
    clears it by marking the words as shareable.
    """
    cleared = any(clear and (clear in words or words in clear) for clear in shareable)
    figure = any(f.kind in ("amount", "percent") for f in facts)
    given = cue("money").search(words) is not None and (
        figure or cue("all_of_it").search(words) is not None
    )
    return given and not cleared


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
    clause = cue("trail").sub("", clause.replace("’", "'")).strip(" ,;:-–—.")
    clause = _AND_MORE.split(clause)[0]
    bare = cue("lead").sub("", clause, count=1).strip(" ,;:-–—.")
    bare = re.sub(r"^offer to ", "", bare)
    ours = not cue("third").search(bare) and 2 <= len(bare.split()) <= _MOST_WORDS
    begun = cue("modal_first").match(clause) or cue("verb").match(clause)
    if ours and begun and cue("verb").match(bare):
        return f"We can {lower_first(bare)}."
    if ours and cue("thing").match(bare) and not cue("clause_verb").search(bare):
        return f"We can offer {lower_first(bare)}."
    if others := cue("somebody_can").match(clause):
        who, what = others["who"], others["what"]
        if not cue("third").search(f"{who} {what}") and len(clause.split()) <= _MOST_WORDS:
            return upper_first(f"{who} can {what}.")
    whole = [
        p.client for p in over if p.client and p.actor != "client" and cue("able").search(p.client)
    ]
    if len(whole) != 1 or cue("third").search(whole[0]):
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
    if cue("money").search(clause):
        return "process"
    return "other" if cue("meanwhile").search(clause) else "right"

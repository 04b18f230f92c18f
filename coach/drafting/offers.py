"""What we could do or give: as said to the client, as a title, and what is held back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from coach.domain.situation import SituationFact
from coach.drafting.arithmetic import bound_of, sums, worth_of
from coach.drafting.calendar import said as said_day
from coach.drafting.cues import cue
from coach.drafting.giving import Told, base_form, is_deed, split_condition, told_offers
from coach.drafting.pieces import Piece
from coach.drafting.reading import Reading
from coach.drafting.tidy import Tidy, lower_first, upper_first

Turning = Callable[[str, int], str]
"""Turns a sentence about what we can do, from a place in the note, to face the client; or ""."""
Means = Literal["right", "other", "process"]

_MOST_WORDS = 30
_MOST_TITLE = 12
_FIRST = re.compile(r"\b(?:me|my|myself|I)\b")
_JOIN = re.compile(
    r"^(?:(?:and|or|but|so|also|plus|\+|maybe|perhaps|possibly|alternatively|otherwise|then|throw in)\b[\s,]*)+",
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
    adds: bool = False
    """Whether it comes on top of the offer told before it."""
    worth: float | None = None
    """The money it is worth to the client, when the note says or its sum shows."""
    sums: tuple[str, ...] = ()
    """The arithmetic behind that, shown."""
    cost: str = ""
    """What the note says it costs us."""


def offers_of(
    reading: Reading,
    pieces: tuple[Piece, ...],
    tidy: Tidy,
    shareable: Sequence[str],
    turning: Turning,
) -> tuple[Offer, ...]:
    """Return each offer once, in the order told; `shareable` words are cleared for the client."""
    found = []
    for told in told_offers(reading):
        words = whole(reading.text, reading.text[told.start : told.end])
        end = told.start + len(words)
        over = [p for p in pieces if p.start < end and told.start < p.end]
        facts = tuple(f for f in reading.situation.facts if f.start < end and told.start < f.end)
        private = any(f.confidential for f in facts) or any(p.confidential for p in over)
        private = private or _kept_for_later(
            words, bool(facts) and _beside_private(reading, told.start), shareable
        )
        found.append(_offer(words, told, tidy, private, facts, turning))
    return _each_once(found)


def _kept_for_later(words: str, beside_private: bool, shareable: Sequence[str]) -> bool:
    """Return whether the note keeps an offer for later, and nobody has cleared it (practice 22).

    A figure told in one breath with what is private is mostly the bound itself.
    """
    if any(clear and (clear in words or words in clear) for clear in shareable):
        return False
    money = cue("money").search(words) or cue("free_gift").search(words)
    held = beside_private or cue("held_back").search(words)
    return bool(held or (money and cue("reserve").match(words)))


def _beside_private(reading: Reading, start: int) -> bool:
    return any(one.confidential and one.start <= start < one.end for one in reading.sentences)


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
    words: str,
    told: Told,
    tidy: Tidy,
    private: bool,
    facts: tuple[SituationFact, ...],
    turning: Turning,
) -> Offer:
    costs = [m[0].strip(" ,;()") for m in cue("our_cost").finditer(words)]
    gives = " ".join(cue("our_cost").sub(" ", words).split())
    said = "" if private else _said(_dated(gives, facts), told.start, tidy, turning)
    return Offer(
        words=tidy.sentence(_JOIN.sub("", words)),
        said=said,
        title=title_of(said),
        means=_means(gives),
        private=private,
        facts=facts,
        adds=told.adds,
        worth=_worth(gives),
        sums=sums(gives),
        cost=" ".join(tidy.sentence(cost) for cost in costs if worth_of(cost) is not None),
    )


def _worth(words: str) -> float | None:
    """Return the money an offer gives the client; what only moves money about gives none."""
    if _means(words) != "process":
        return None
    told = worth_of(words)
    named = _NAMED_SUM.search(words)
    return told if told is not None or named is None else bound_of(named[0])


_NAMED_SUM = re.compile(r"\b(?:which is|that is|that['’]?s|so|is) \d[\d.,]*\b", re.IGNORECASE)


def _dated(words: str, facts: tuple[SituationFact, ...]) -> str:
    """Return words with their relative days named: "by thursday" as "by Thursday 4 June"."""
    for fact in facts:
        at = words.find(fact.text)
        if fact.kind != "date" or at < 0 or not re.search(r"[a-z]", fact.text, re.IGNORECASE):
            continue
        told, after = said_day(fact.text, fact.value), words[at + len(fact.text) :]
        if len(told.split()) >= _LONG_DAY or _PART_OF_DAY.match(after):
            continue
        on = "on " if _WEEKDAY.match(told) and not _PREPOSITION.search(words[:at]) else ""
        words = f"{words[:at]}{on}{told}{after}"
    return words


_LONG_DAY = 7
_PART_OF_DAY = re.compile(r"\s(?:morning|evening|night|afternoon|arvo)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_PREPOSITION = re.compile(
    r"\b(?:by|on|until|till|from|before|after|since|for|next|this|to|of|each|every|starting|the)\s$",
    re.IGNORECASE,
)


def _said(words: str, at: int, tidy: Tidy, turning: Turning) -> str:
    """Return "We can print 9 of the 14 panels overnight." or "" when it cannot be said so."""
    clause = cue("trail").sub("", _JOIN.sub("", words).replace("’", "'"))
    clause = cue("remark").sub("", _BRACKET.sub(_opened, clause))
    for before, after in _MENDED:
        clause = before.sub(after, clause)
    clause = tidy.clause(clause).strip(" ,;:-–—.")
    condition, clause = split_condition(clause)
    bare = _bare(clause)
    if not bare or len(bare.split()) < 2:
        return ""
    who = "I" if _FIRST.search(f" {bare}") or _MINE.match(clause) else "We"
    if _ACTS.match(bare):
        sentence = upper_first(bare)
    elif is_deed(bare):
        sentence = f"{who} can {lower_first(bare)}"
    else:
        article = "a " if _BARE_THING.match(bare) else ""
        sentence = f"{who} can offer {article}{lower_first(bare)}"
    if condition:
        sentence = f"{sentence}, {lower_first(condition)}"
    if len(sentence.split()) > _MOST_WORDS:
        return ""
    return turning(sentence + ".", at)


_BARE_THING = re.compile(r"(?:fixed|full|second|partial) \w+ ?(?!s\b)", re.IGNORECASE)
_MENDED = (
    (re.compile(r"\b(,\s+\w+) of them\b", re.IGNORECASE), r"\1"),
    (re.compile(r"\bwould be (?=[£$€A-Z\d])"), ", "),
    (re.compile(r"\band I (?=\w+ )"), "and "),
)
_MINE = re.compile(r"^(?:i|i'd|i'll|id)\b", re.IGNORECASE)
_ACTS = re.compile(
    r"^(?:our|my) (?:\w+ ){1,2}?(?:\w+s|can|could|will) \w+|^from (?:today|now)\b", re.IGNORECASE
)
_BRACKET = re.compile(r"\s*\(([^()]*)\)")


def _opened(match: re.Match[str]) -> str:
    """Return what a bracket adds, when it is a sum or a figure; other asides go."""
    return (
        f", {match[1]}" if re.fullmatch(r"[£$€A-Z ]*[\d.,]+(?: ?\w+)?|about .*", match[1]) else ""
    )


def _bare(clause: str) -> str:
    """Return what is given, without who gives it and how likely: "crediting it" as "credit it"."""
    bare = (
        cue("offer_lead").sub("", f"{clause}", count=1) if cue("offer_lead").match(clause) else ""
    )
    bare = bare or cue("subject_lead").sub("", clause, count=1)
    bare = re.sub(r"^offer (?:to )?", "", cue("softener").sub("", bare)).strip(" ,;:-–—.")
    if gerund := cue("gerund").match(bare):
        base = base_form(gerund[0])
        bare = f"{base}{bare[gerund.end() :]}"
    return bare


def title_of(said: str) -> str:
    """Return a short name for an offer: at most twelve words, cut where a phrase ends."""
    bare = re.sub(r"^(?:We|I) can (?:offer )?", "", said).rstrip(".")
    words = re.split(r"[,;](?=\s)| and (?=we|i\b)| but | so (?=that|you|it|we)", bare)[0].split()
    while len(words) > _MOST_TITLE:
        cut = max(
            (i for i, w in enumerate(words[:_MOST_TITLE]) if w in _BREAKS and i > 4),
            default=_MOST_TITLE,
        )
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
}


def _means(clause: str) -> Means:
    if cue("money").search(clause) or cue("free_gift").search(clause):
        return "process"
    return "other" if cue("meanwhile").search(clause) else "right"

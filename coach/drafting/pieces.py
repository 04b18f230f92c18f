"""The clauses of a note, each judged: may the client hear it, and in what words?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.domain.situation import SituationFact
from coach.domain.values import Certainty, Side
from coach.drafting.calendar import said
from coach.drafting.cues import cue
from coach.drafting.reading import Reading, Sentence, Tag
from coach.drafting.recast import Casting, Recaster
from coach.drafting.tidy import Tidy
from coach.language.parse import parse, pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRIVATE: tuple[Tag, ...] = ("aside", "question")
_SOLID = ("amount", "date", "duration", "number", "percent")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBORDINATE = {
    "so",
    "because",
    "which",
    "that",
    "who",
    "when",
    "if",
    "while",
    "where",
    "though",
    "although",
    "unless",
    "until",
    "than",
    "as",
    "whether",
    "since",
    "for",
}
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True)
class Piece:
    """One clause with where it stood and, where that is safe, its words for the client."""

    start: int
    end: int
    plain: str
    """The clause as a mended sentence, for internal papers."""
    tags: tuple[Tag, ...]
    certainty: Certainty
    confidential: bool
    actor: Side | None
    facts: tuple[SituationFact, ...]
    means_client: bool = False
    """Whether its "she", "he" or "they" is the person addressed, as far as the text shows."""
    client: str | None = None
    """As said to the client, "you" for them; None when it cannot be turned for certain."""
    undone: str | None = None
    """As a dated fact with nobody named as its doer."""

    def has(self, *tags: Tag) -> bool:
        """Return whether the clause is about any of these."""
        return any(tag in self.tags for tag in tags)


def pieces_of(
    reading: Reading, casting: Casting, tidy: Tidy, recaster: Recaster
) -> tuple[Piece, ...]:
    """Return every clause of a reading, in order."""
    doc = parse(reading.text)
    pieces = [
        replace(piece, means_client=_means_client(reading, piece, casting))
        for sentence in reading.sentences
        for start, end in _clauses(doc, sentence)
        if (piece := _piece(reading, sentence, start, end, tidy))
    ]
    sayable = [(i, _for_speech(reading, piece, tidy)) for i, piece in enumerate(pieces)]
    wanted = [(i, text) for i, text in sayable if text and recaster.sayable(text, casting)]
    for (i, _), parsed in zip(wanted, pipeline().pipe([text for _, text in wanted]), strict=True):
        pieces[i] = _turned(pieces[i], parsed, casting, recaster)
    return tuple(piece for piece in pieces if piece.plain)


def _piece(reading: Reading, sentence: Sentence, start: int, end: int, tidy: Tidy) -> Piece:
    facts = tuple(f for f in reading.situation.facts if f.start < end and start < f.end)
    return Piece(
        start=start,
        end=end,
        plain=tidy.sentence(reading.text[start:end]),
        tags=sentence.tags,
        certainty=sentence.certainty,
        confidential=_private(sentence, facts),
        actor=sentence.actor,
        facts=facts,
    )


def _private(sentence: Sentence, facts: tuple[SituationFact, ...]) -> bool:
    """Return whether a clause is private: by its facts, else by its sentence.

    A sentence counts as private when any clause of it is; facts are marked clause by clause.
    """
    if any(fact.confidential for fact in facts):
        return True
    return sentence.confidential and not any(fact.kind in _SOLID for fact in facts)


def _clauses(doc: "Doc", sentence: Sentence) -> list[tuple[int, int]]:
    """Return where the clauses of a sentence start and end, in offsets of the text."""
    span = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    if span is None:
        return [(sentence.start, sentence.end)]
    cuts = [sentence.start]
    tokens = list(span)
    marks = [i for i, t in enumerate(tokens) if _may_part(t)]
    for at, i in enumerate(marks):
        until = marks[at + 1] if at + 1 < len(marks) else len(tokens)
        left = [t for t in tokens[:i] if t.idx >= cuts[-1]]
        right = tokens[i + 1 : until]
        hard = tokens[i].text in (";", ":", "—", "–", " - ")
        gives = tokens[i].lower_ in _WHY and _whole(left) and _whole(right)
        if (
            left
            and right
            and (hard or gives or (_whole(left) and _whole(right) and not _leans(right)))
        ):
            cuts.append(tokens[i].idx + len(tokens[i]) if not tokens[i].is_alpha else tokens[i].idx)
    return list(zip(cuts, [*cuts[1:], sentence.end], strict=True))


def _may_part(token: "Token") -> bool:
    if token.text in (",", ";", ":", "—", "–"):
        digits = token.i > 0 and token.nbor(-1).text[-1:].isdigit() if token.i else False
        follows = token.i + 1 < len(token.doc) and token.nbor(1).text[:1].isdigit()
        return not (digits and follows)
    if token.lower_ in _WHY:
        before = token.nbor(-1) if token.i else None
        return (before is not None and not before.is_punct) or token.lower_ != "so"
    return token.lower_ in ("and", "but") and token.dep_ == "cc"


_WHY = ("because", "cos", "cuz", "bc")


def _whole(tokens: Sequence["Token"]) -> bool:
    inside = {t.i for t in tokens}
    return any(
        t.dep_ in _SUBJECTS
        and t.head.i in inside
        and (
            t.head.tag_ in _FINITE
            or any(c.tag_ in _FINITE for c in t.head.children if c.i in inside)
        )
        for t in tokens
    )


def _leans(tokens: Sequence["Token"]) -> bool:
    first = next((t for t in tokens if not t.is_punct), None)
    if first is not None and first.lower_ == "that" and first.dep_ in _SUBJECTS:
        return first.tag_ == "WDT"
    return first is None or first.lower_ in _SUBORDINATE or first.tag_ in ("WDT", "WP", "WRB")


def _for_speech(reading: Reading, piece: Piece, tidy: Tidy) -> str:
    """Return the clause mended for speech, its relative dates named; "" when it is private."""
    raw = reading.text[piece.start : piece.end]
    if piece.confidential or piece.has(*_PRIVATE):
        return ""
    if piece.certainty == "hearsay" and cue("says").search(raw):
        return ""
    if piece.has("limit", "our_impact") and cue("ours_only").search(raw):
        return ""
    dates = [f for f in piece.facts if f.kind == "date" and piece.start <= f.start]
    for fact in sorted(dates, key=lambda f: -f.start):
        if fact.end <= piece.end:
            at, to = fact.start - piece.start, fact.end - piece.start
            raw = raw[:at] + said(fact.text, fact.value) + raw[to:]
    plain = tidy.sentence(_DASHED.sub(" ", _PARENTHESIS.sub("", raw)))
    plain = _LONE_DAY.sub(r"On \1", _PART_OF_DAY.sub(r"the \2 of \1", plain))
    plain = re.sub(r"^the (?=(?:morning|evening|afternoon|night) of)", "On the ", plain)
    return _SHOUTED.sub(
        lambda m: m[0] if m[0] in tidy.words.sayable_capitals else m[0].lower(), plain
    )


_DASHED = re.compile(r"\s-\s[^-]*(?:\s-\s|(?=[.!?]?$))")
"""An aside between dashes."""
_SHOUTED = re.compile(r"\b[A-Z]{4,}\b(?![-/]?\d)")
_PART_OF_DAY = re.compile(
    r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+) (morning|evening|afternoon|night)\b"
)

_LONE_DAY = re.compile(
    r"^((?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )?\d{1,2} [A-Z][a-z]+ (?=the |our |my |his |her |we |[a-z]))"
)


def _turned(piece: Piece, parsed: "Doc", casting: Casting, recaster: Recaster) -> Piece:
    acts = piece.means_client
    return replace(
        piece,
        client=recaster.to_client(parsed, casting, client_acts=acts),
        undone=recaster.without_doer(parsed, casting, client_acts=acts),
    )


def _means_client(reading: Reading, piece: Piece, casting: Casting) -> bool:
    """Return whether the last one named before the clause's pronoun is the person addressed."""
    text = reading.text[piece.start : piece.end]
    pronoun = cue("pronoun").search(text)
    if pronoun is None:
        return piece.actor == "client"
    at = piece.start + pronoun.start()
    people, firms = set(casting.client_names), set(casting.organisations)
    plural = pronoun[0].lower() in ("they", "them", "their", "theirs")
    named = [
        f for f in reading.situation.facts if f.kind in ("name", "organisation") and f.start < at
    ]
    for fact in sorted(named, key=lambda f: -f.start):
        name = fact.text.lower()
        person = any(name == form.lower() for form in people)
        firm = any(name == firm.lower() for firm in firms)
        if plural and fact.side == "client":
            return person or firm or fact.kind == "organisation"
        if firm and not plural:
            continue
        return person and not (plural and not piece.has("client_impact", "feeling", "wants"))
    return piece.actor == "client" or piece.has("client_impact", "feeling", "wants")


def first_of(pieces: Iterable[Piece], *tags: Tag) -> Piece | None:
    """Return the first clause about any of these."""
    return next((piece for piece in pieces if piece.has(*tags)), None)

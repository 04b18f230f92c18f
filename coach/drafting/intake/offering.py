"""What we can give: offers read from a modal or an offering verb of ours, item by item."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from coach.drafting.intake.splitting import Span, split_clauses

if TYPE_CHECKING:
    from coach.drafting.intake.tagging import Scene

_ITEM = re.compile(r"[;,](?=\s)|\s(?=(?:plus|and|or)\s)|\s(?=\+\s)", re.IGNORECASE)
_STRONG = re.compile(r";(?=\s)")
_LIST_MARK = re.compile(r"^(?:(?:and|or|plus|then|also)\b|\+)\s*", re.IGNORECASE)
_EDGE = " ,;:-–—.+\n\t"
_FEWEST = 2
_LONE_AND = re.compile(r"^(?:and|or|plus|\+)\s+(?P<word>[\w'’-]+)", re.IGNORECASE)
_STAYS = ("stay", "keep", "turn", "be", "have", "see", "get", "still", "carry", "go", "leave")
"""Verbs that after "and" tell how a gift works out, and give nothing of their own."""


def offers_in(scene: "Scene", sentence: Span) -> tuple[Span, ...]:
    """Return each offer of a sentence, in order; empty where the sentence offers nothing."""
    words = scene.words.offering
    listed = words.listed.search(scene.text, sentence.start, sentence.end)
    if listed and not _wanted(scene, Span(sentence.start, listed.end())):
        return _items(scene, Span(listed.end(), sentence.end))
    found: list[Span] = []
    open_offer = False
    for piece in _pieces(scene, sentence):
        if _gives(scene, piece):
            found.append(piece)
            open_offer = True
        elif open_offer and _goes_on(scene, piece):
            found.append(piece)
        elif open_offer and _adds(scene, piece):
            found[-1] = Span(found[-1].start, piece.end)
        else:
            open_offer = False
    return tuple(_trimmed(scene.text, one) for one in found)


def follows_on(scene: "Scene", sentence: Span) -> bool:
    """Return whether a sentence opens with "or" or "plus" and so goes on with the offer before."""
    return bool(re.match(r"(?:or|plus|alternatively)\s", sentence.of(scene.text), re.I)) and (
        _goes_on(scene, sentence)
    )


def _pieces(scene: "Scene", sentence: Span) -> list[Span]:
    """Return the clauses, cut further where "and", "or" or "plus" joins one more thing to do."""
    pieces: list[Span] = []
    for clause in split_clauses(scene.text, sentence):
        start = clause.start
        for cut in re.finditer(r"\s(?=(?:plus|and|or|\+)\s)", clause.of(scene.text)):
            rest = Span(clause.start + cut.end(), clause.end)
            if _is_thing(scene, rest):
                pieces.append(Span(start, clause.start + cut.start()))
                start = rest.start
        pieces.append(Span(start, clause.end))
    return pieces


def _is_thing(scene: "Scene", rest: Span) -> bool:
    """Return whether what follows a joining word is a deed or a thing of its own."""
    words = rest.of(scene.text)
    told = _LONE_AND.match(words)
    if re.match(r"(?:plus|\+)\s", words, re.IGNORECASE):
        return True
    if told is None:
        return False
    if told["word"].lower() in _STAYS:
        return False
    return scene.actors.is_bare_verb(rest.start + told.start("word"))


def _gives(scene: "Scene", piece: Span) -> bool:
    words = scene.words.offering
    text = scene.text
    match = words.lead.search(text, piece.start, piece.end)
    if match is None:
        head = re.match(r"[\s(]*(?:(?:and|or|but|so|maybe|also|plus)\s)?", piece.of(text), re.I)
        at = piece.start + (head.end() if head else 0)
        match = words.bare.match(text, at, piece.end)
    if match is None or "?" in piece.of(text):
        return False
    refused = words.refusal.search(text, piece.start, piece.end)
    if refused and not (match.start() <= refused.start() < match.end() and "charge" in match[0]):
        return False
    return not _wanted(scene, Span(piece.start, match.start())) and not _told_by_client(
        scene, Span(piece.start, match.end())
    )


def _wanted(scene: "Scene", before: Span) -> bool:
    return scene.words.offering.bar.search(scene.text, before.start, before.end) is not None


def _told_by_client(scene: "Scene", stretch: Span) -> bool:
    """Return whether the client says that we could, or it was said in the past."""
    said = scene.words.reported.search(scene.text, stretch.start, stretch.end)
    if said is None:
        return False
    return scene.actors.of_stretch(said.start(), said.end()) == "client" or bool(
        re.fullmatch(r"said", said[0], re.IGNORECASE)
    )


def _goes_on(scene: "Scene", piece: Span) -> bool:
    """Return whether a piece joined by "and", "or" or "plus" is one more thing to give."""
    words, text = scene.words.offering, scene.text
    if not words.join.match(text, piece.start, piece.end):
        return False
    bare = _LIST_MARK.sub("", piece.of(text))
    refused = words.refusal.search(text, piece.start, piece.end)
    return len(bare.split()) >= _FEWEST and not words.subject.match(bare + " ") and not refused


def _adds(scene: "Scene", piece: Span) -> bool:
    """Return whether a piece only adds a condition, a sum or a bracket to the offer before."""
    words = piece.of(scene.text).strip(_EDGE)
    if re.match(r"(?:but|though|although|however|so|because|not)\b", words, re.IGNORECASE):
        return False
    return words.startswith("(") or len(words.split()) <= _FEWEST


def _items(scene: "Scene", rest: Span) -> tuple[Span, ...]:
    """Return the items of a list: between semicolons if it has any, else commas."""
    words = rest.of(scene.text)
    cut = _STRONG if ";" in words else _ITEM
    edges = [0, *(m.end() for m in cut.finditer(words) if not _inside(words, m.start()))]
    edges.append(len(words))
    items: list[Span] = []
    for low, high in pairwise(edges):
        span = _trimmed(scene.text, Span(rest.start + low, rest.start + high))
        shown = span.of(scene.text)
        joined = re.match(r"\s*(?:and|or)\s", words[low:high], re.IGNORECASE) is not None
        verb = joined and _is_thing(scene, Span(_at(scene.text, rest.start + low), span.end))
        alone = len(shown.split()) < _FEWEST or (joined and ";" not in words and not verb)
        if alone and items and words[low - 1 : low] != ",":
            items[-1] = Span(items[-1].start, span.end)
        elif any(c.isalnum() for c in shown):
            items.append(span)
    refused = scene.words.offering.refusal
    return tuple(one for one in items if not refused.match(scene.text, one.start, one.end))


def _inside(words: str, at: int) -> bool:
    return words.count("(", 0, at) > words.count(")", 0, at)


def _at(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    low = len(words) - len(words.lstrip(_EDGE))
    mark = _LIST_MARK.match(words[low:])
    low += mark.end() if mark and mark[0].strip().lower() not in ("then", "also") else 0
    high = len(words.rstrip(_EDGE))
    return Span(span.start + low, span.start + max(low, high))

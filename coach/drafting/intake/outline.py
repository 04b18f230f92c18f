"""Cause, damage, offers, authority and gaps, in the writer's own words."""

import re

from coach.domain.situation import Impacts
from coach.drafting.intake.blame import Blame
from coach.drafting.intake.splitting import Span, split_clauses
from coach.drafting.intake.tagging import Scene
from coach.drafting.reading import Sentence

NONE_STATED = "none stated"
_NOT_KNOWN = re.compile(
    r"(?:not known|unknown|no idea|don['’]?t know|do not know|not sure|unsure|dunno|idk|tbc|\?|n/?a|not yet)"
    r"(?:\s(?:yet|really|sorry))?[.!]?",
    re.IGNORECASE,
)
_CLAUSES_SHOWN = 2


def is_not_known(answer: str) -> bool:
    """Return whether an answer says that nobody knows."""
    return _NOT_KNOWN.fullmatch(answer.strip()) is not None


def cause_of(scene: Scene, sentences: tuple[Sentence, ...], blame: Blame) -> str:
    """Return why it happened in the writer's words; empty when the text does not say.

    An answer stands. Next comes the deed behind the fault, then a clause that says "because".
    In a dispute there is no agreed cause.
    """
    answer = scene.working.answer("cause")
    if answer is not None:
        return "" if is_not_known(answer) else answer
    if blame.fault == "disputed":
        return ""
    open_deeds = [d for d in blame.deeds() if d.weight > _FEEBLE and d.clause not in scene.private]
    if open_deeds:
        return _bare(open_deeds[0].clause.of(scene.text))
    given = [s for s in sentences if "cause" in s.tags and s.certainty != "hearsay"]
    for sentence in given:
        for clause in split_clauses(scene.text, Span(sentence.start, sentence.end)):
            if scene.words.cause.search(scene.text, clause.start, clause.end):
                return _bare(clause.of(scene.text))
    return ""


_FEEBLE = 2


def _bare(words: str) -> str:
    return words.strip(" ,;:-–—.")


def impacts_of(scene: Scene, sentences: tuple[Sentence, ...]) -> Impacts:
    """Return the damage on the five axes (practice 13)."""
    return Impacts(**{axis: _axis(scene, sentences, axis) for axis in scene.words.axes})


def _axis(scene: Scene, sentences: tuple[Sentence, ...], axis: str) -> str:
    pattern = scene.words.axes[axis]
    scored = []
    for sentence in sentences:
        if sentence.confidential or "question" in sentence.tags:
            continue
        hits = len({m[0].lower() for m in pattern.finditer(sentence.text) if m[0]})
        theirs = (
            "client_impact" in sentence.tags
            or scene.working.answer_at(sentence.start) == "client_impact"
        )
        offer = "offer" in sentence.tags and not theirs
        if hits and not offer:
            scored.append((hits + theirs, -sentence.start, sentence.text.strip()))
    best = sorted(scored, reverse=True)[:_CLAUSES_SHOWN]
    told = [words for _, _, words in sorted(best, key=lambda one: -one[1])]
    return " ".join(told) if told else NONE_STATED


def offers_of(scene: Scene, sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Return what we can offer, clause by clause, in the writer's words."""
    answer = scene.working.answer("can_offer")
    offers: list[str] = []
    for sentence in sentences:
        answered = scene.working.answer_at(sentence.start) == "can_offer"
        if "offer" not in sentence.tags or ("question" in sentence.tags and not answered):
            continue
        span = Span(sentence.start, sentence.end)
        clauses = (span,) if answered else split_clauses(scene.text, span)
        for clause in clauses:
            told = scene.words.tags["offer"].search(scene.text, clause.start, clause.end)
            mine = answered or scene.actors.of_stretch(clause.start, clause.end) != "client"
            if (told and mine) or answered:
                offers.append(clause.of(scene.text).strip(" ,;:-–—."))
    if answer is not None and is_not_known(answer):
        return tuple(dict.fromkeys(offers[:-1]))
    return tuple(dict.fromkeys(offers))


def authority_of(scene: Scene, sentences: tuple[Sentence, ...], profile: str) -> str:
    """Return how far the writer may go: an answer, else the text, else the profile."""
    answer = scene.working.answer("authority")
    if answer is not None:
        return profile if is_not_known(answer) else answer
    limit = _LIMIT
    for sentence in sentences:
        for clause in split_clauses(scene.text, Span(sentence.start, sentence.end)):
            words = clause.of(scene.text)
            if limit.search(words) and not _THEIR_LIMIT.search(words):
                return words.strip(" ,;:-–—.")
    return profile


_LIMIT = re.compile(
    r"(?:\b(?:without asking|mine to decide|my call|ceiling|floor|at most|(?:£|\$|€)?\S+ max\b|maximum|bottom line"
    r"|(?:permits?|allows?|lets?|authori[sz]e[sd]?|approved?|okayed|ok['’]d|cleared|signed (?:that|it|this) off|sign off|signoff)"
    r"\b|no (?:lower|less|more) than|not under|not below|needs? (?:\w+['’]s )?(?:ok|approval|sign-?off|say-?so)"
    r"|(?:can|could|may|['’]d|would|will|id) (?:\w+ )?(?:give|go|offer|do|absorb|spend|credit|refund|accept|take|swallow)(?: \w+)?"
    r" (?:up to|to|until|as far as|half|a third|the whole|all|\d|£|\$|€)|backs? me|up to (?:£|\$|€|\d|half|a third|\w+ if)))",
    re.IGNORECASE,
)
_THEIR_LIMIT = re.compile(
    r"\b(?:he|she|they|client|contract|clause|penalty)(?:['’]\w+)? (?:approved|signed|lets?|caps?|allows?|says?|is|okayed)|proof|doors open",
    re.IGNORECASE,
)


def unknowns_of(scene: Scene, sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Return what the writer says is not known, and questions answered with "not known"."""
    told: list[str] = []
    for sentence in sentences:
        if "unknown" not in sentence.tags or scene.working.answer_at(sentence.start):
            continue
        clauses = split_clauses(scene.text, Span(sentence.start, sentence.end))
        marked = [
            i for i, c in enumerate(clauses) if scene.words.tags["unknown"].search(c.of(scene.text))
        ]
        for index in marked:
            words = clauses[index].of(scene.text)
            if len(words.split()) < _FEW and index:
                words = scene.text[clauses[index - 1].start : clauses[index].end]
            told.append(words.strip(" ,;:-–—."))
    bank = {question.id: question for question in scene.words.questions}
    for answer in scene.working.answers:
        words = scene.text[answer.start : answer.end]
        if answer.question in bank and is_not_known(words):
            told.append(bank[answer.question].question)
    return tuple(dict.fromkeys(told))


_FEW = 5

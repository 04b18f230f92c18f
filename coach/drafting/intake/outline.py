"""Cause, damage, offers, authority and gaps, in the writer's own words."""

import re

from coach.domain.situation import Impacts
from coach.drafting.intake.blame import Blame
from coach.drafting.intake.lexicon import Pattern
from coach.drafting.intake.splitting import Span, split_clauses
from coach.drafting.intake.tagging import Scene
from coach.drafting.reading import Sentence

NONE_STATED = "none stated"
_NOT_KNOWN = re.compile(
    r"(?:not known|unknown|no idea|don['’]?t know|do not know|not sure|unsure|dunno|idk|tbc|\?"
    r"|n/?a|not yet)"
    r"(?:\s(?:yet|really|sorry))?[.!]?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d|\b(?:half|third|quarter|whole|all)\b", re.IGNORECASE)
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
    told = []
    for sentence in sentences:
        for clause in split_clauses(scene.text, Span(sentence.start, sentence.end)):
            words = clause.of(scene.text)
            outright = scene.words.authority_outright.search(words) is not None
            figure = scene.words.authority.search(words) and _FIGURE.search(words)
            if (outright or figure) and not scene.words.their_limit.search(words):
                told.append((figure is None, clause.start, _bare(words)))
    if told:
        return min(told)[2]
    return profile


def unknowns_of(scene: Scene, sentences: tuple[Sentence, ...]) -> tuple[str, ...]:
    """Return what is not known: said so, answered so, or left open by an "if" or a "maybe"."""
    told = _clauses_with(scene, sentences, scene.words.tags["unknown"])
    bank = {question.id: question.question for question in scene.words.questions}
    for answer in scene.working.answers:
        words = scene.text[answer.start : answer.end]
        if answer.question in bank and is_not_known(words):
            told.append(bank[answer.question])
    for words in _clauses_with(scene, sentences, scene.words.open_matter):
        if not any(words in one or one in words for one in told):
            told.append(words)
    return tuple(dict.fromkeys(told))[:_MOST_UNKNOWN]


def _clauses_with(scene: Scene, sentences: tuple[Sentence, ...], pattern: Pattern) -> list[str]:
    found = []
    for sentence in sentences:
        if scene.working.answer_at(sentence.start):
            continue
        clauses = split_clauses(scene.text, Span(sentence.start, sentence.end))
        for index, clause in enumerate(clauses):
            if pattern.search(scene.text, clause.start, clause.end):
                brief = len(clause.of(scene.text).split()) < _FEW
                start = clauses[index - 1].start if index and brief else clause.start
                found.append(_bare(scene.text[start : clause.end]))
    return found


_FEW = 6
_MOST_UNKNOWN = 10

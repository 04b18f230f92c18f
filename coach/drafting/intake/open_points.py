"""What a note leaves open: what the writer says is not known, and what follows from the rest."""

from collections.abc import Iterator, Sequence

from coach.domain.situation import SituationFact
from coach.drafting.intake.lexicon import Pattern
from coach.drafting.intake.outline import is_not_known
from coach.drafting.intake.splitting import Span, split_clauses
from coach.drafting.intake.tagging import Scene
from coach.drafting.reading import Sentence

_FEW = 6
_MOST_SAID = 10
_MOST_FIGURES = 2
_TRIMMED = " ,;:-–—."


def open_points(
    scene: Scene,
    sentences: Sequence[Sentence],
    facts: Sequence[SituationFact],
    offers: Sequence[str],
    today: str,
) -> tuple[str, ...]:
    """Return what is not known: what the note says so of, then what follows from it (practice 9).

    What follows: whether they would take what we can offer, how a figure they name is made up,
    whether a promised day ahead still holds, whether something heard at second hand is so.
    """
    said = _said(scene, sentences)
    found = said[:_MOST_SAID]
    for point in _following(scene, sentences, facts, offers, today):
        if point not in found:
            found.append(point)
    return tuple(found)


def _said(scene: Scene, sentences: Sequence[Sentence]) -> list[str]:
    told = _clauses_with(scene, sentences, scene.words.tags["unknown"])
    for sentence in sentences:
        words = sentence.text.strip(_TRIMMED)
        if "unknown" in sentence.tags and not any(one in words for one in told):
            told.append(words)
    bank = {question.id: question.question for question in scene.words.questions}
    for answer in scene.working.answers:
        words = scene.text[answer.start : answer.end]
        if answer.question in bank and is_not_known(words):
            told.append(bank[answer.question])
    for words in _clauses_with(scene, sentences, scene.words.open_matter):
        if not any(words in one or one in words for one in told):
            told.append(words)
    return list(dict.fromkeys(told))


def _clauses_with(scene: Scene, sentences: Sequence[Sentence], pattern: Pattern) -> list[str]:
    """Return the clauses a pattern stands in, with the one before where alone they say nothing."""
    found = []
    for sentence in sentences:
        if scene.working.answer_at(sentence.start):
            continue
        clauses = split_clauses(scene.text, Span(sentence.start, sentence.end))
        for index, clause in enumerate(clauses):
            match = pattern.search(scene.text, clause.start, clause.end)
            if match:
                bare = not scene.text[match.end() : clause.end].strip(" ,;:-–—.?!)")
                brief = bare or len(clause.of(scene.text).split()) < _FEW
                start = clauses[index - 1].start if index and brief else clause.start
                found.append(scene.text[start : clause.end].strip(_TRIMMED))
    return found


def _following(
    scene: Scene,
    sentences: Sequence[Sentence],
    facts: Sequence[SituationFact],
    offers: Sequence[str],
    today: str,
) -> Iterator[str]:
    words = scene.words.open_points
    open_offers = [offer for offer in offers if not _held_back(offer, sentences)]
    if open_offers:
        yield words.accept.format(offers="; ".join(open_offers))
    of = {fact.text: _sentence_of(fact, sentences) for fact in facts}
    claimed = [
        fact.text
        for fact in facts
        if fact.kind == "amount" and fact.certainty == "hearsay" and not fact.confidential
    ]
    for figure in list(dict.fromkeys(claimed))[:_MOST_FIGURES]:
        yield words.figure.format(figure=figure)
    for fact in facts:
        told = of[fact.text]
        ahead = fact.kind == "date" and (fact.value or "") >= today and not fact.confidential
        if ahead and told is not None and "promise" in told.tags:
            yield words.holds.format(date=fact.text)


def _held_back(offer: str, sentences: Sequence[Sentence]) -> bool:
    return any(one.confidential and offer in one.text for one in sentences)


def _sentence_of(fact: SituationFact, sentences: Sequence[Sentence]) -> Sentence | None:
    return next((one for one in sentences if one.start <= fact.start < one.end), None)

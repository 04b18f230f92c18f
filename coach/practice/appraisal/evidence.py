"""The trainee's own words behind a flag, a score or a behaviour."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from coach.domain.conversation import Evidence, Flags, Scores
from coach.domain.language import Finding
from coach.domain.values import Behaviour, Category
from coach.practice.appraisal.cues import Place
from coach.practice.appraisal.features import Judged
from coach.practice.appraisal.verdict import WORDS_BEHIND

_CARRIES = 0.5
_ACTS_OF_SCORE: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "empathy": (("ack", "ask"), ("blame", "rude", "cutin", "minimise", "jargon", "brag")),
    "ownership": (("own", "step"), ("excuse", "blame", "jargon", "vague")),
    "clarity": (("step", "answer", "own"), ("jargon", "vague", "brag")),
    "solution_focus": (("step", "options", "ask"), ("blame", "rude", "vague", "brag", "jargon")),
}
_MIDDLING = 3
_FLAG_OF_CATEGORY: Mapping[Category, str] = {
    "jargon": "jargon",
    "inflation": "jargon",
    "nominalisation": "jargon",
    "non_apology": "non_apology",
}


def evidence(
    judged: Judged,
    scores: Scores,
    flags: Flags,
    shown: Mapping[Behaviour, Sequence[Place]],
    findings: Sequence[Finding],
) -> tuple[Evidence, ...]:
    """Return quotes for each raised flag, each telling score and each behaviour.

    Findings of the language checks show the very words behind jargon and a hollow apology.
    """
    return (
        *_for_flags(judged, flags),
        *_for_words(judged, flags, findings),
        *_for_scores(judged, scores),
        *(quote(b, place, judged.turn.text) for b, places in shown.items() for place in places),
    )


def quote(of: str, place: Place, text: str) -> Evidence:
    """Return the words at a place, without white space or a stray mark at either end."""
    start, end = place
    while start < end and (text[start].isspace() or text[start] in ".,;:!?"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence(of=of, start=start, end=end, quote=text[start:end])


def _for_flags(judged: Judged, flags: Flags) -> Iterator[Evidence]:
    for flag, (act, concept) in WORDS_BEHIND.items():
        if getattr(flags, flag):
            for i in _sentences_for(judged, act, concept):
                yield quote(flag, _place(judged, i), judged.turn.text)
    if flags.ignores_question:
        chances = np.max([judged.act(a) for a in ("vague", "brag", "jargon", "excuse")], axis=0)
        yield quote("ignores_question", _place(judged, int(chances.argmax())), judged.turn.text)


def _for_words(judged: Judged, flags: Flags, findings: Sequence[Finding]) -> Iterator[Evidence]:
    for finding in findings:
        flag = _FLAG_OF_CATEGORY.get(finding.category)
        if flag and getattr(flags, flag):
            yield quote(flag, Place(finding.start, finding.end), judged.turn.text)


def _sentences_for(judged: Judged, act: str, concept: str) -> list[int]:
    chances = judged.act(act)
    cued = [i for i, s in enumerate(judged.turn.sentences) if judged.turn.has(concept, s)]
    return [i for i in cued if chances[i] >= _CARRIES] or [int(chances.argmax())]


def _for_scores(judged: Judged, scores: Scores) -> Iterator[Evidence]:
    for name, (good, bad) in _ACTS_OF_SCORE.items():
        score = getattr(scores, name)
        if score is None or score == _MIDDLING:
            continue
        chances = np.max([judged.act(a) for a in (good if score > _MIDDLING else bad)], axis=0)
        best = int(chances.argmax())
        if chances[best] >= _CARRIES:
            yield quote(name, _place(judged, best), judged.turn.text)


def _place(judged: Judged, i: int) -> Place:
    sentence = judged.turn.sentences[i]
    return Place(sentence.start, sentence.end)

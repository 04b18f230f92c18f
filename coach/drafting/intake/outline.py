"""Cause, damage, offers, authority and gaps, in the writer's own words."""

import re
from collections.abc import Mapping

from coach.domain.situation import Impacts
from coach.domain.values import Fault
from coach.drafting.intake.blame import Blame
from coach.drafting.intake.offering import follows_on, offers_in
from coach.drafting.intake.sensing import DOING_OF, TAGS, Numbers
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
_PROMISED = re.compile(r"\b(?:told|promised|assured|guaranteed)\b", re.IGNORECASE)
_CLAUSES_SHOWN = 2


def is_not_known(answer: str) -> bool:
    """Return whether an answer says that nobody knows."""
    return _NOT_KNOWN.fullmatch(answer.strip()) is not None


def cause_of(
    scene: Scene,
    sentences: tuple[Sentence, ...],
    blame: Blame,
    sensed: Mapping[Span, Numbers],
) -> str:
    """Return why it happened in the writer's words; empty when the text does not say.

    An answer stands. Next comes a clause that says "because", then the sentence that most seems to
    tell the cause, then the deed behind the fault. In a dispute there is no agreed cause.
    """
    answer = scene.working.answer("cause")
    if answer is not None:
        return "" if is_not_known(answer) else answer
    if blame.fault == "disputed":
        return ""
    return (
        _explained(scene, sentences)
        or _sensed_cause(scene, sentences, blame, sensed)
        or _deed_of_lack(scene, blame)
    )


def _sensed_cause(
    scene: Scene,
    sentences: tuple[Sentence, ...],
    blame: Blame,
    sensed: Mapping[Span, Numbers],
) -> str:
    """Return what the likeliest open sentence tells of the cause: its telling clause, or all."""
    both: tuple[Fault, ...] = ("ours", "client")
    tracks = both if blame.fault == "shared" else (blame.fault,) if blame.fault else ()
    doings = [TAGS.index(DOING_OF[track]) for track in tracks]
    likely: list[tuple[float, Sentence]] = []
    for sentence in sentences:
        tags = sensed.get(Span(sentence.start, sentence.end))
        open_one = not sentence.confidential and sentence.certainty != "hearsay"
        if tags is not None and open_one:
            doing = max((float(tags[at]) for at in doings), default=0.0)
            seems = float(tags[TAGS.index("cause")]) * (1 + doing)
            if "cause" in sentence.tags or seems >= _SEEMS_TOLD:
                # "Both of us did this" owns a deed that another sentence tells.
                whole = min(1.0, len(sentence.text.split()) / _FULL_SENTENCE)
                likely.append((seems * whole, sentence))
    if not likely:
        return ""
    best = max(likely, key=lambda one: (one[0], -one[1].start))[1]
    if len(best.text.split()) <= _WHOLE_CAUSE:
        return _bare(best.text)
    within = [deed.clause for deed in blame.deeds() if best.start <= deed.clause.start < best.end]
    clauses = [_explained(scene, (best,)), *(_bare(one.of(scene.text)) for one in within)]
    telling = [clause for clause in clauses if len(clause.split()) >= _TELLING]
    return telling[0] if telling else _bare(best.text)


def _explained(scene: Scene, sentences: tuple[Sentence, ...]) -> str:
    """Return the open clause that gives the cause in so many words, the plainest wording first."""
    given = [s for s in sentences if s.certainty != "hearsay" and "question" not in s.tags]
    for pattern in (scene.words.named_cause, scene.words.cause):
        for sentence in given:
            if "cause" not in sentence.tags and pattern is scene.words.cause:
                continue
            span = Span(sentence.start, sentence.end)
            match = pattern.search(scene.text, span.start, span.end)
            if match and not scene.words.no_cause.search(sentence.text):
                told = _from(scene, span, match)
                if told not in scene.private and len(told.of(scene.text).split()) >= _FEWEST:
                    return _bare(told.of(scene.text))
    return ""


def _from(scene: Scene, sentence: Span, match: re.Match[str]) -> Span:
    """Return the clause of a cause word, from its clause on where it opens a named cause."""
    clauses = split_clauses(scene.text, sentence)
    number = next((n for n, one in enumerate(clauses) if one.holds(match.start())), 0)
    clause = clauses[number]
    after = scene.text[match.end() : clause.end].strip(" ,;:-–—.")
    if not after and number + 1 < len(clauses):
        return clauses[number + 1]
    apposed = number + 1 < len(clauses) and scene.text[clause.end - 1] == ","
    if match.re is scene.words.named_cause and apposed and len(after.split()) <= _FEW:
        return Span(clause.start, _till_stop(scene, clauses, number))
    return clause


def _till_stop(scene: Scene, clauses: tuple[Span, ...], number: int) -> int:
    ends = [one.end for one in clauses[number:] if scene.text[one.end - 1] != ","]
    return ends[0] if ends else clauses[-1].end


def _deed_of_lack(scene: Scene, blame: Blame) -> str:
    """Return the weightiest open deed behind the fault."""
    for deed in blame.deeds():
        if deed.weight > _FEEBLE and deed.clause not in scene.private:
            words = deed.clause.of(scene.text)
            if not scene.words.after_the_fact.search(words):
                return _bare(words)
    return ""


_FEW, _FEWEST = 6, 3
_SEEMS_TOLD = 0.3
_WHOLE_CAUSE = 14
_FULL_SENTENCE = 8
_TELLING = 6
"""A shorter clause of a long sentence tells too little of a cause by itself."""
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
    before = False
    for sentence in sentences:
        span = Span(sentence.start, sentence.end)
        if scene.working.answer_at(sentence.start) == "can_offer":
            found: tuple[Span, ...] = (span,)
        else:
            found = offers_in(scene, span)
            if not found and (_offers(sentence) or (before and follows_on(scene, span))):
                found = (span,)
        before = bool(found)
        offers += [_bare(one.of(scene.text)) for one in found]
    if answer is not None and is_not_known(answer):
        return tuple(dict.fromkeys(offers[:-1]))
    return tuple(dict.fromkeys(offers))


def _offers(sentence: Sentence) -> bool:
    """Return whether a sentence as a whole offers something openly: no bound, nothing held back."""
    return "offer" in sentence.tags and "limit" not in sentence.tags and not sentence.confidential


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
            theirs = scene.actors.of_stretch(clause.start, clause.end) == "client"
            if theirs or _PROMISED.search(words):
                continue
            if (outright or figure) and not scene.words.their_limit.search(words):
                told.append((figure is None, clause.start, _bare(words)))
    if told:
        return min(told)[2]
    return profile

"""Whose doing it is (practice 3): scored by who did what, with the sentence that shows it."""

from collections import Counter
from dataclasses import dataclass

from coach.domain.values import Fault, Side
from coach.drafting.intake.splitting import Span, split_clauses
from coach.drafting.intake.tagging import Scene

_OWNER: dict[Side, Fault] = {"ours": "ours", "client": "client", "other": "third_party"}
_CLUE = 3
_DISPUTED = 9
_DIVIDED = 0.55


@dataclass(frozen=True)
class Clue:
    """One thing in the text that speaks for a track."""

    track: Fault
    weight: int
    sentence: Span


@dataclass(frozen=True)
class Blame:
    """The track chosen, the sentence quoted for it, and all that was weighed."""

    fault: Fault | None
    evidence: str
    clues: tuple[Clue, ...]


def weigh_fault(scene: Scene, chosen: Fault | None) -> Blame:
    """Return whose doing it is; the user's own choice stands, evidence is quoted for it."""
    clues = tuple(clue for span in scene.spans for clue in _clues(scene, span))
    fault = chosen or _answered(scene) or _decide(clues)
    return Blame(fault, _quote(scene, clues, fault), clues)


def _answered(scene: Scene) -> Fault | None:
    """Return the track that the answer to the fault question names, if it names one."""
    answer = next((one for one in scene.working.answers if one.question == "fault"), None)
    if answer is None:
        return None
    low = scene.text[answer.start : answer.end].lower().strip(" .!")
    for words, track in _PLAIN_ANSWERS.items():
        if low == words or low.startswith((words + " ", words + ",", words + ".")):
            return track
    return None


_PLAIN_ANSWERS: dict[str, Fault] = {
    "ours": "ours",
    "us": "ours",
    "we did": "ours",
    "our fault": "ours",
    "mine": "ours",
    "me": "ours",
    "we": "ours",
    "it was us": "ours",
    "it was me": "ours",
    "client": "client",
    "the client": "client",
    "theirs": "client",
    "them": "client",
    "they did": "client",
    "their fault": "client",
    "it was them": "client",
    "both": "shared",
    "shared": "shared",
    "both of us": "shared",
    "both sides": "shared",
    "third party": "third_party",
    "a third party": "third_party",
    "third_party": "third_party",
    "supplier": "third_party",
    "the supplier": "third_party",
    "a supplier": "third_party",
    "our supplier": "third_party",
    "disputed": "disputed",
    "we disagree": "disputed",
    "not agreed": "disputed",
    "nobody": "nobody",
    "no one": "nobody",
    "nobody's": "nobody",
    "no one's": "nobody",
}


def _clues(scene: Scene, span: Span) -> list[Clue]:
    weigh = 3 if scene.working.answer_at(span.start) in ("fault", "cause") else 1
    found = []
    for track, cues in scene.words.statements.items():
        best = max((w for w, p in cues if p.search(scene.text, span.start, span.end)), default=0)
        if best:
            found.append(Clue(track, best * weigh, span))
    for clause in split_clauses(scene.text, span):
        found += [Clue(c.track, c.weight * weigh, span) for c in _acts(scene, clause, span)]
    return found


def _acts(scene: Scene, clause: Span, sentence: Span) -> list[Clue]:
    found: dict[Fault, int] = {}
    for act in scene.words.acts:
        match = act.pattern.search(scene.text, clause.start, clause.end)
        if not match:
            continue
        actor = scene.actors.of_stretch(match.start(), match.end())
        if actor in act.who:
            track = _OWNER[actor]
            found[track] = max(found.get(track, 0), act.weight)
    return [Clue(track, weight, sentence) for track, weight in found.items()]


def _decide(clues: tuple[Clue, ...]) -> Fault | None:
    score: Counter[Fault] = Counter()
    for clue in clues:
        score[clue.track] += clue.weight
    if not clues or max(score.values()) < _CLUE:
        return None
    if score["disputed"] >= _DISPUTED:
        return "disputed"
    if score["shared"] >= 7:
        return "shared"
    best: Fault = max(score, key=lambda track: score[track])
    ours, theirs = score["ours"], score["client"]
    if (
        best in ("ours", "client")
        and min(ours, theirs) >= 8
        and min(ours, theirs) > _DIVIDED * max(ours, theirs)
    ):
        return "shared"
    return best


def _quote(scene: Scene, clues: tuple[Clue, ...], fault: Fault | None) -> str:
    mine = [clue for clue in clues if clue.track == fault]
    if not mine and fault == "shared":
        mine = [clue for clue in clues if clue.track in ("ours", "client")]
    if not mine:
        return ""
    totals: Counter[Span] = Counter()
    for clue in mine:
        totals[clue.sentence] += clue.weight
    best = max(totals, key=lambda span: (totals[span], -span.start))
    return best.of(scene.text)

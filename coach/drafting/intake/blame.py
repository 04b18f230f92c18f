"""Whose doing it is (practice 3): scored by who did what, with the sentence that shows it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.domain.values import FAULTS, Fault, Side
from coach.drafting.intake.offering import offers_in
from coach.drafting.intake.sensing import DOING_OF, TAGS
from coach.drafting.intake.splitting import Span, split_clauses
from coach.drafting.intake.tagging import Scene

if TYPE_CHECKING:
    from coach.drafting.intake.sensing import Numbers
    from coach.drafting.intake.verdict import Verdict

_OWNER: dict[Side, Fault] = {"ours": "ours", "client": "client", "other": "third_party"}
_CLUE = 3
_DISPUTED = 9
_SHARED = 7
_BOTH_AT_LEAST = 8
_DIVIDED = 0.5
_LIKELY = 0.5
_SURE = 0.7
"""Below this every other guess was wrong on writers that the reader had not read."""
_OUTRIGHT = 9
_A_NOTE = 3
_SHOWN = 0.3
_SENSED = 12.0
_NOT_DONE = re.compile(
    r"(?:\b(?:could|can|cld|would|will|might|may|shall|let|if|before|unless|until|in case|going to"
    r"|want(?:s|ed)? to|rather|prefer to|prepared to|happy to|ready to|asked? (?:\w+ )?to|please"
    r"|or|like to|able to|how to|when to|not to|trying to|need(?:s|ed)? to|afraid to)"
    r"|['’](?:d|ll))(?:\s(?!have|of\b)[\w'’]+){0,3}\s$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?:can|wo)(?:['’]?t|not)|cannot|would(?:n['’]?t)?|won['’]?t", re.IGNORECASE)
_ORDER = re.compile(
    r"\W*(?:(?:but|and|so|please|just|also|obviously)\s)*(?:don['’]?t|do not|never)\s",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:n['’]?t|\bnot|\bnever|\bno|\bnobody|\bno one|\bhardly|\bzero|\bwithout)\W+$", re.I
)


@dataclass(frozen=True)
class Clue:
    """One thing in the text that speaks for a track."""

    track: Fault
    weight: int
    sentence: Span
    clause: Span
    act: bool
    """A deed, as against a judgement such as "it is on us"."""


@dataclass(frozen=True)
class Blame:
    """The track chosen, the sentence quoted for it, and all that was weighed."""

    fault: Fault | None
    evidence: str
    clues: tuple[Clue, ...]
    sure: bool = True
    """False where the track is the likeliest of several: worth asking about."""

    def deeds(self) -> tuple[Clue, ...]:
        """Return the deeds behind the track, weightiest first, then in order of place."""
        tracks = ("ours", "client") if self.fault == "shared" else (self.fault,)
        acts = [clue for clue in self.clues if clue.track in tracks and clue.act]
        return tuple(sorted(acts, key=lambda clue: (-clue.weight, clue.clause.start)))


def weigh_cues(scene: Scene) -> tuple[Clue, ...]:
    """Return everything in the text that speaks for a track."""
    return tuple(clue for span in scene.spans for clue in _clues(scene, span))


def weigh_fault(
    scene: Scene, clues: tuple[Clue, ...], chosen: Fault | None, verdict: "Verdict"
) -> Blame:
    """Return whose doing it is; the user's own choice stands, evidence is quoted for it.

    Without a learnt verdict the clues decide alone.
    """
    odds = verdict.fault
    told = chosen or _answered(scene) or _outright(clues)
    if len(scene.spans) < _A_NOTE:
        # The reader has learnt from whole notes; of a sentence or two the words tell more.
        told = told or _decide(clues)
    fault = told or _judged(clues, odds)
    sure = told is not None or not odds or odds.get(fault or "", 0.0) >= _SURE
    return Blame(fault, _quote(scene, clues, fault, verdict.sensed), clues, sure)


def _answered(scene: Scene) -> Fault | None:
    """Return the track that the answer to the fault question names outright, if it does."""
    low = (scene.working.answer("fault") or "").lower().replace("_", " ").strip(" .!")
    for track, ways in scene.words.answers.items():
        if any(low == way or low.startswith((f"{way} ", f"{way},", f"{way}.")) for way in ways):
            return track
    return None


def _outright(clues: tuple[Clue, ...]) -> Fault | None:
    """Return the track that the writer names in so many words, if all such words agree."""
    named = {clue.track for clue in clues if clue.weight >= _OUTRIGHT and not clue.act}
    if named == {"ours", "client"}:
        return "shared"
    return named.pop() if len(named) == 1 else None


def _clues(scene: Scene, span: Span) -> list[Clue]:
    weigh = 3 if scene.working.answer_at(span.start) in ("fault", "cause") else 1
    found = []
    for track, cues in scene.words.statements.items():
        hits = [(w, m) for w, p in cues for m in p.finditer(scene.text, span.start, span.end)]
        stand = [(w, m) for w, m in hits if track == "shared" or not _denied(scene.text, span, m)]
        if stand:
            weight, match = max(stand, key=lambda hit: hit[0])
            clause = scene.clause_at(match.start())
            deed = track in ("nobody", "third_party") and weight < _OUTRIGHT
            found.append(Clue(track, weight * weigh, span, clause, deed))
    for clause in split_clauses(scene.text, span):
        found += _deeds(scene, clause, span, weigh)
    return found


def _deeds(scene: Scene, clause: Span, sentence: Span, weigh: int) -> list[Clue]:
    found: dict[Fault, int] = {}
    if _is_plan(scene, clause):
        return []
    teller = _teller(scene, clause)
    for act in scene.words.acts:
        for match in act.pattern.finditer(scene.text, clause.start, clause.end):
            actor = scene.actors.of_stretch(match.start(), match.end())
            done = not _denied(scene.text, clause, match) and _is_done(scene.text, clause, match)
            if actor in act.who and done:
                track = "disputed" if teller not in (None, actor) else _OWNER[actor]
                found[track] = max(found.get(track, 0), act.weight)
    return [Clue(track, w * weigh, sentence, clause, True) for track, w in found.items()]


def _is_plan(scene: Scene, clause: Span) -> bool:
    """Return whether a clause orders or offers: it tells no deed."""
    order = _ORDER.match(scene.text, clause.start, clause.end)
    return order is not None or bool(offers_in(scene, clause))


def _is_done(text: str, clause: Span, match: re.Match[str]) -> bool:
    """Return whether a deed is told as done: not as possible, asked for, feared or to come."""
    if _ASKED.match(match[0]):
        return False
    return _NOT_DONE.search(text[clause.start : match.start()]) is None


def _teller(scene: Scene, clause: Span) -> Side | None:
    """Return who says what a clause tells, if it is put in somebody's mouth."""
    said = scene.words.reported.search(scene.text, clause.start, clause.end)
    return scene.actors.of_stretch(said.start(), said.end()) if said else None


def _denied(text: str, span: Span, match: re.Match[str]) -> bool:
    return _DENIED.search(text[max(span.start, match.start() - 12) : match.start()]) is not None


def _judged(clues: tuple[Clue, ...], odds: dict[str, float]) -> Fault | None:
    """Return the likeliest track, or None where there is no clue at all."""
    if not odds:
        return _decide(clues)
    heaviest = max((clue.weight for clue in clues), default=0)
    best = max(FAULTS, key=lambda track: odds.get(track, 0.0))
    return best if heaviest >= _CLUE or odds.get(best, 0.0) >= _LIKELY else None


def _decide(clues: tuple[Clue, ...]) -> Fault | None:
    score: Counter[Fault] = Counter()
    for clue in clues:
        score[clue.track] += clue.weight
    if not clues or max(score.values()) < _CLUE:
        return None
    ours, theirs = score["ours"], score["client"]
    if score["shared"] >= _SHARED and score["shared"] + 4 >= score["disputed"]:
        return "shared"
    if score["disputed"] >= _DISPUTED:
        return "disputed"
    best: Fault = max(score, key=lambda track: score[track])
    less, more = sorted((ours, theirs))
    if best in ("ours", "client", "shared") and less >= _BOTH_AT_LEAST and less >= _DIVIDED * more:
        return "shared"
    return best


def _quote(
    scene: Scene, clues: tuple[Clue, ...], fault: Fault | None, sensed: "Mapping[Span, Numbers]"
) -> str:
    """Return the sentence that shows it best: by its clues, and by whose doing it seems to tell."""
    if fault is None:
        return ""
    tracks: tuple[Fault, ...] = ("ours", "client") if fault == "shared" else (fault,)
    totals: dict[Span, float] = {}
    for clue in clues:
        if clue.track in (fault, *tracks):
            totals[clue.sentence] = totals.get(clue.sentence, 0.0) + clue.weight + clue.act
    for span, tags in sensed.items():
        told = max(tags[TAGS.index(DOING_OF[track])] for track in tracks)
        if told >= _SHOWN:
            totals[span] = totals.get(span, 0.0) + _SENSED * told
    if not totals:
        return ""
    best = max(totals, key=lambda span: (totals[span], -span.start))
    return best.of(scene.text)

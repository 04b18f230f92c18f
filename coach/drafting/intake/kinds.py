"""What kind of trouble it is (practice 1), main first."""

from coach.domain.values import ISSUE_KINDS, IssueKind
from coach.drafting.intake.offering import offers_in
from coach.drafting.intake.tagging import Scene

_OPENING = 3
_OPENING_BONUS = 1.4
_LEAST = 4
_BESIDE_MAIN = 0.55
_BESIDE_ODDS = 0.05
_MOST_KINDS = 3
_TELLING_ODDS = 0.2
"""Below this the learnt odds are near even over the kinds, and the cues tell more."""
_SURE = 0.8
_OUTRIGHT = 9
_PARTINGS: tuple[IssueKind, ...] = ("we_end_contract", "client_ends_contract")
"""Nobody's contract is ended on a guess: the note has to say so."""


def issue_kinds(
    scores: dict[str, float], chosen: tuple[IssueKind, ...], odds: dict[str, float]
) -> tuple[IssueKind, ...]:
    """Return the kinds, main first; the user's own choice stands.

    `odds` are the learnt probabilities of the kinds; without them the cue scores decide alone.
    """
    if chosen:
        return tuple(dict.fromkeys(chosen))
    weighed = odds or scores
    told = max(_PARTINGS, key=lambda kind: scores.get(kind, 0.0))
    if max(odds.values(), default=1.0) < _TELLING_ODDS and scores.get(told, 0.0) >= _OUTRIGHT:
        weighed = scores
    open_kinds = [k for k in ISSUE_KINDS if k not in _PARTINGS or scores.get(k, 0.0) >= _OUTRIGHT]
    ranked = sorted(open_kinds, key=lambda kind: -weighed.get(kind, 0.0))
    main = ranked[0] if weighed else "unmet_expectations"
    strong = scores.get(main, 0.0)
    beside = [
        kind
        for kind in ranked[1:]
        if scores.get(kind, 0.0) >= max(_LEAST, _BESIDE_MAIN * strong)
        and (not odds or odds.get(kind, 0.0) >= _BESIDE_ODDS)
    ]
    return (main, *beside)[:_MOST_KINDS]


def is_sure(main: IssueKind, chosen: tuple[IssueKind, ...], odds: dict[str, float]) -> bool:
    """Return whether the main kind may be said as a fact: chosen, said outright, or all but certain.

    On notes of writers that the reader had not read, odds from `_SURE` on were right in 95 of 100,
    lower ones in every other note.
    """
    return bool(chosen) or main in _PARTINGS or odds.get(main, 1.0) >= _SURE


def score_kinds(scene: Scene) -> dict[str, float]:
    """Return how much speaks for each kind."""
    scores: dict[str, float] = {}
    openings = scene.spans[:_OPENING]
    offered = [one for span in scene.spans for one in offers_in(scene, span)]
    for kind, cues in scene.words.issues.items():
        total = 0.0
        for weight, pattern in cues:
            places = [m.start() for m in pattern.finditer(scene.text)]
            hits = [at for at in places if not any(one.holds(at) for one in offered)]
            if hits:
                early = any(span.holds(hit) for span in openings for hit in hits)
                total += (
                    weight * (_OPENING_BONUS if early else 1) * (1 + 0.15 * min(len(hits) - 1, 2))
                )
        if total:
            scores[kind] = total
    return scores

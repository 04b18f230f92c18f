"""What kind of trouble it is (practice 1), main first."""

from coach.domain.values import ISSUE_KINDS, IssueKind
from coach.drafting.intake.tagging import Scene

_OPENING = 3
_OPENING_BONUS = 1.4
_LEAST = 4
_BESIDE_MAIN = 0.55
_BESIDE_ODDS = 0.05
_MOST_KINDS = 3


def issue_kinds(
    scores: dict[str, float], chosen: tuple[IssueKind, ...], odds: dict[str, float]
) -> tuple[IssueKind, ...]:
    """Return the kinds, main first; the user's own choice stands.

    `odds` are the learnt probabilities of the kinds; without them the cue scores decide alone.
    """
    if chosen:
        return tuple(dict.fromkeys(chosen))
    weighed = odds or scores
    ranked = sorted(ISSUE_KINDS, key=lambda kind: -weighed.get(kind, 0.0))
    main = ranked[0] if weighed else "unmet_expectations"
    strong = scores.get(main, 0.0)
    beside = [
        kind
        for kind in ranked[1:]
        if scores.get(kind, 0.0) >= max(_LEAST, _BESIDE_MAIN * strong)
        and (not odds or odds.get(kind, 0.0) >= _BESIDE_ODDS)
    ]
    return (main, *beside)[:_MOST_KINDS]


def score_kinds(scene: Scene) -> dict[str, float]:
    """Return how much speaks for each kind."""
    scores: dict[str, float] = {}
    openings = scene.spans[:_OPENING]
    for kind, cues in scene.words.issues.items():
        total = 0.0
        for weight, pattern in cues:
            hits = [m.start() for m in pattern.finditer(scene.text)]
            if hits:
                early = any(span.holds(hit) for span in openings for hit in hits)
                total += (
                    weight * (_OPENING_BONUS if early else 1) * (1 + 0.15 * min(len(hits) - 1, 2))
                )
        if total:
            scores[kind] = total
    return scores

"""What kind of trouble it is (practice 1), main first."""

from collections import Counter

from coach.domain.values import Fault, IssueKind
from coach.drafting.intake.tagging import Scene

_OPENING = 3
_OPENING_BONUS = 1.4
_LEAST = 4
_BESIDE_MAIN = 0.55
_MOST_KINDS = 3


def issue_kinds(
    scene: Scene, chosen: tuple[IssueKind, ...], fault: Fault | None
) -> tuple[IssueKind, ...]:
    """Return the kinds, main first; the user's own choice stands."""
    if chosen:
        return tuple(dict.fromkeys(chosen))
    scores = score_kinds(scene, fault)
    ranked = sorted(scores, key=lambda kind: -scores[kind])
    if not ranked or scores[ranked[0]] < _LEAST:
        return ("unmet_expectations",) if not ranked else (ranked[0],)
    main = scores[ranked[0]]
    return tuple(k for k in ranked if scores[k] >= max(_LEAST, _BESIDE_MAIN * main))[:_MOST_KINDS]


def score_kinds(scene: Scene, fault: Fault | None) -> dict[IssueKind, float]:
    """Return how much speaks for each kind."""
    scores: Counter[IssueKind] = Counter()
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
            scores[kind] = total  # type: ignore[assignment]
    if fault == "client":
        scores["client_error"] *= 1.3  # type: ignore[assignment]
    elif fault is not None:
        scores["client_error"] *= 0.5  # type: ignore[assignment]
    return {kind: float(score) for kind, score in scores.items() if score}

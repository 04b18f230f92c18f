"""From a turn's features to its scores and flags."""

from collections.abc import Sequence

import numpy as np

from coach.domain.conversation import Flags, Scores
from coach.practice.appraisal.features import Features
from coach.practice.appraisal.model import Linear

_LOWEST, _HIGHEST = 1, 5
_PLAINLY, _HINTED = 0.8, 0.4
WORDS_BEHIND = {
    "blames_client": ("blame", "blame"),
    "excuse": ("excuse", "excuse"),
    "jargon": ("jargon", "jargon"),
    "overpromises": ("promise", "overpromise"),
    "non_apology": ("hollow", "non_apology"),
    "interrupts": ("cutin", "cut_in"),
}
"""The act or the cue without which a flag has no words to show and is not raised."""
_MIXED_WITH_EXCUSE = 2
"""The most that ownership earns where it is taken back by an excuse (practice 47)."""


def verdict(
    features: Features, scores: Linear, flags: Linear, thresholds: Sequence[float]
) -> tuple[Scores, Flags]:
    """Return a turn's scores, 1 to 5, and its flags."""
    chances = flags.chances(_row(features, flags.inputs))[0]
    raised = {
        name: bool(chance >= threshold)
        for name, chance, threshold in zip(flags.outputs, chances, thresholds, strict=True)
    }
    raised["interrupts"] &= features["broke_off"] > 0
    for name, (act, concept) in WORDS_BEHIND.items():
        meant = features[f"max_{act}"] >= _HINTED and features[f"lead_{act}"] > 0
        raised[name] &= meant or features[f"cue_{concept}"] > 0
    # A plain account of what we did, owned in the same breath, neither excuses nor blames.
    for name, act in (("excuse", "excuse"), ("blames_client", "blame")):
        owned = features["max_own"] > features[f"max_{act}"]
        raised[name] &= features[f"cue_{act}"] > 0 or not owned
    values = scores.values(_row(features, scores.inputs))[0].tolist()
    found = {name: _score(value) for name, value in zip(scores.outputs, values, strict=True)}
    if raised["excuse"] and features["max_excuse"] >= _PLAINLY:
        found["ownership"] = min(found["ownership"], _MIXED_WITH_EXCUSE)
    return Scores(**found), Flags(**raised)


def _row(
    features: Features, names: Sequence[str]
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return np.array([[features[name] for name in names]], dtype=np.float64)


def _score(value: float) -> int:
    return int(min(_HIGHEST, max(_LOWEST, round(value))))

"""What a note is weighed by: what the reader made of it, beside what cues say."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from coach.domain.values import FAULTS, ISSUE_KINDS, Fault
from coach.drafting.intake.blame import Clue
from coach.drafting.intake.sensing import DOING_OF, DOINGS, Sensed
from coach.drafting.intake.splitting import Span
from coach.drafting.intake.tagging import CUED, Scene, cue_tags

Numbers = npt.NDArray[np.float32]

_LEAST = 0.01
_LEAST_SHARE = 0.001
_SCALE = 4
_CUES_AT_MOST = 15.0
_CLUES_AT_MOST = 20.0


def kind_rows(sensed: Sensed, scores: Mapping[str, float]) -> Numbers:
    """Return a row for each kind: how much the note sounds like it, and how much cues say so."""
    cues = [min(scores.get(kind, 0.0), _CUES_AT_MOST) / _CUES_AT_MOST for kind in ISSUE_KINDS]
    return np.stack([_logs(sensed.kinds), np.array(cues)], axis=1)


def fault_rows(sensed: Sensed, clues: Sequence[Clue]) -> Numbers:
    """Return a row for each track: how the note sounds, what clues weigh, whose doing is told."""
    sums = dict.fromkeys(FAULTS, 0.0)
    for clue in clues:
        sums[clue.track] += clue.weight
    weighed = [min(sums[track], _CLUES_AT_MOST) / _CLUES_AT_MOST for track in FAULTS]
    doings = dict(zip(DOINGS, sensed.tags[:, -len(DOINGS) :].max(0), strict=True))
    told = [_doing(track, doings) for track in FAULTS]
    return np.stack([_logs(sensed.faults), np.array(weighed), np.array(told)], axis=1)


def _doing(track: Fault, doings: Mapping[str, float]) -> float:
    if track == "shared":
        return min(doings["by_us"], doings["by_client"])
    return doings[DOING_OF[track]]


def told_row(scene: Scene, span: Span, tags: Numbers) -> Numbers:
    """Return what the tags of one sentence are judged by: the reader's numbers, then the cues."""
    cues = cue_tags(scene, span)
    reported = scene.words.hearsay.search(scene.text, span.start, span.end) is not None
    flags = [float(tag in cues) for tag in CUED] + [reported, scene.is_reported(span)]
    return np.concatenate([_odds(tags), flags]).astype(np.float32)


def private_row(scene: Scene, span: Span, tags: Numbers) -> Numbers:
    """Return what one sentence is judged by: what it tells of, and whether cues mark any of it."""
    marked = any(one.start < span.end and span.start < one.end for one in scene.private)
    reported = scene.words.hearsay.search(scene.text, span.start, span.end) is not None
    return np.concatenate([_odds(tags), [2.0 * marked, 1.0 * reported]]).astype(np.float32)


def _logs(shares: Numbers) -> Numbers:
    logs: Numbers = np.log(np.clip(shares, _LEAST_SHARE, 1))
    return logs


def _odds(shares: Numbers) -> Numbers:
    """Return log odds, capped and scaled to a few units."""
    kept = np.clip(shares, _LEAST, 1 - _LEAST)
    odds: Numbers = np.log(kept / (1 - kept)) / _SCALE
    return odds

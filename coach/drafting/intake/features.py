"""What a note is weighed by: cue scores, who does what, and the sense of its sentences."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from coach.domain.values import FAULTS, ISSUE_KINDS, Side
from coach.drafting.intake.blame import Clue
from coach.drafting.intake.splitting import Span, split_clauses
from coach.drafting.intake.tagging import Scene
from coach.guidance.embedder import Embedder

Numbers = npt.NDArray[np.float32]

OPENING = 3
MOST_SENTENCES = 24
_CUES_AT_MOST = 15.0
_CLUES_AT_MOST = 20.0
_FUTURE = re.compile(r"\b(?:can|could|would|will|might|may|want|offer)\b|['’](?:d|ll)\b|\?", re.I)
_LACK = re.compile(
    r"n['’]?t\b|\b(?:not|never|no|nobody|none|without|forgot|wrong|late|miss\w*|mistake|should)\b",
    re.IGNORECASE,
)
_COUNTS = (
    (re.compile(r"\b(?:both|each|neither|either)\b", re.I), 1.0),
    (re.compile(r"\b(?:says?|claims?|insists?|swears?|sure|certain|denies)\b", re.I), 3.0),
    (re.compile(r"\b(?:i|we|our|my)\b", re.I), 10.0),
    (re.compile(r"\b(?:he|she|they|their|his|her)\b", re.I), 10.0),
)
_ROWS: dict[Side | None, int] = {"ours": 0, "client": 1, "other": 2, None: 3}


def kind_cues(scores: dict[str, float]) -> Numbers:
    """Return the cue score of every kind, capped."""
    capped = [min(scores.get(kind, 0.0), _CUES_AT_MOST) / 25 for kind in ISSUE_KINDS]
    return np.array(capped, dtype=np.float32)


def fault_cues(scene: Scene, clues: Sequence[Clue]) -> Numbers:
    """Return clue scores by track, then who does what, then a few counts."""
    sums = dict.fromkeys(FAULTS, 0.0)
    for clue in clues:
        sums[clue.track] += clue.weight
    told = [min(sums[track], _CLUES_AT_MOST) / 10 for track in FAULTS]
    return np.array([*told, *_doings(scene), *_counts(scene)], dtype=np.float32)


def _doings(scene: Scene) -> list[float]:
    """Return for each side its share of the clauses, of the lacks and of the claims."""
    table = np.zeros((4, 3))
    for span in scene.spans:
        for clause in split_clauses(scene.text, span):
            words = clause.of(scene.text)
            if _FUTURE.search(words):
                continue
            row = _ROWS[scene.actors.of_stretch(clause.start, clause.end)]
            claimed = scene.words.client_claim.search(words) is not None
            table[row] += (1, _LACK.search(words) is not None, claimed)
    whole = max(table[:, 0].sum(), 1)
    return [float(x) for x in (table[:3].T / whole).ravel()]


def _counts(scene: Scene) -> list[float]:
    third = len(scene.words.people.third.findall(scene.text)) / 3
    return [third, *(len(p.findall(scene.text)) / size for p, size in _COUNTS)]


@lru_cache(maxsize=1)
def _embedder() -> Embedder:
    return Embedder()


@lru_cache(maxsize=256)
def sense(sentences: tuple[str, ...]) -> Numbers:
    """Return one unit vector a sentence, of the first two dozen.

    Raises:
        SearchError: when the embedding model is missing or altered.
    """
    return _embedder().embed([_plain(words) for words in sentences[:MOST_SENTENCES]])


def _plain(words: str) -> str:
    return " ".join(words.split())


def openings_and_whole(vectors: Numbers) -> Numbers:
    """Return the mean of the first sentences beside the mean of all."""
    return np.concatenate([vectors[:OPENING].mean(0), vectors.mean(0)]).astype(np.float32)


def sense_many(sentences: Sequence[str]) -> Numbers:
    """Return one unit vector a sentence, however many there are."""
    return _embedder().embed([_plain(words) for words in sentences])


def kind_row(vectors: Numbers, cues: Numbers) -> Numbers:
    """Return what the kinds are judged by."""
    return np.concatenate([openings_and_whole(vectors), cues])


def fault_row(cues: Numbers, senses: Numbers) -> Numbers:
    """Return what the fault is judged by: cues, and the sense of the sentences summed up."""
    return np.concatenate([cues, senses.mean(0) * 3, senses.max(0)]).astype(np.float32)


def private_row(scene: Scene, span: Span, vector: Numbers) -> Numbers:
    """Return what one sentence is judged by: its sense, and whether cues mark any of it."""
    marked = any(one.start < span.end and span.start < one.end for one in scene.private)
    reported = scene.words.hearsay.search(scene.text, span.start, span.end) is not None
    return np.concatenate([vector, [2.0 * marked, 1.0 * reported]]).astype(np.float32)

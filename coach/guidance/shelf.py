"""One set of passages and the two ways to search it: by meaning and by words."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from coach.domain.guidance import Hit, Passage
from coach.domain.values import IssueKind, Phase
from coach.guidance.bm25 import Bm25
from coach.guidance.embedder import Embedder
from coach.guidance.index import VectorIndex
from coach.guidance.server_index import ServerIndex, ServerUnreachable

Scores = npt.NDArray[np.float64]

WEIGHTS = {"text": 0.2, "asked_best": 0.1, "asked_mean": 0.3, "keywords": 0.4}
"""What a passage's place rests on, each standardised: nearness of its own words, of the nearest way
to ask for it, of all ways together, and BM25. Measured on a plateau: no single weight matters."""
LEAST_NEARNESS = 0.33
"""Mean of the nearest text's and the nearest question's cosine below which nothing fits.

Measured: 18 off-topic queries stayed under 0.30; 24 of 25 labelled ones are above 0.37.
"""


class Shelf:
    """One set of passages and the two ways to search it."""

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: VectorIndex | ServerIndex | None,
        embedder: Embedder,
        lost: Callable[[], None] = lambda: None,
    ) -> None:
        self._passages = tuple(passages)
        self._vectors = vectors
        self._embedder = embedder
        self._lost = lost
        self._place = {passage.id: at for at, passage in enumerate(self._passages)}
        texts = [" ".join((p.title, p.text, *p.asked_as)) for p in self._passages]
        self._keywords = Bm25(texts)

    def search(self, query: str, issue: IssueKind | None, phase: Phase | None) -> list[Hit]:
        """Return what fits a query here, best first."""
        if not self._passages:
            return []
        words = self._keywords.scores(query)
        cosines = self._cosines(query)
        if cosines is None:
            return self._hits(words, words / (words.max() + 1e-9), words > 0, issue, phase)
        text, asked_best, asked_mean = cosines
        parts = {"text": text, "asked_best": asked_best, "asked_mean": asked_mean}
        blend = WEIGHTS["keywords"] * _standard(words)
        for name, part in parts.items():
            blend = blend + WEIGHTS[name] * _standard(part)
        near = np.maximum(text, asked_best)
        # Documents of the user's have no ways of asking; their text alone must carry them.
        nearest_question = asked_best.max() or text.max()
        fits = np.full(near.shape, (text.max() + nearest_question) / 2 >= LEAST_NEARNESS)
        return self._hits(blend, near, fits, issue, phase)

    def _cosines(self, query: str) -> tuple[Scores, Scores, Scores] | None:
        """Return by passage: cosine of its own words, best and mean of the ways to ask for it.

        Nothing where there are no vectors, or their server does not answer any more.
        """
        if self._vectors is None:
            return None
        try:
            found = self._vectors.nearest(self._embedder.embed([query]))
        except ServerUnreachable:
            self._vectors = None
            self._lost()
            return None
        text, best, total, ways = (np.zeros(len(self._passages)) for _ in range(4))
        for near in found:
            at = self._place[near.passage]
            if near.asked:
                best[at] = max(best[at], near.cosine)
                total[at] += near.cosine
                ways[at] += 1
            else:
                text[at] = near.cosine
        return text, best, total / np.maximum(ways, 1)

    def _hits(
        self,
        order: Scores,
        shown: Scores,
        fits: npt.NDArray[np.bool_],
        issue: IssueKind | None,
        phase: Phase | None,
    ) -> list[Hit]:
        allowed = [
            at
            for at in np.argsort(-order, kind="stable")
            if fits[at] and _applies(self._passages[at], issue, phase)
        ]
        # Scores fall with rank, so that passages of two shelves can be put in one order.
        ceiling = 1.0
        hits = []
        for at in allowed:
            ceiling = min(ceiling, float(np.clip(shown[at], 0.0, 1.0)))
            hits.append(_hit(self._passages[at], round(ceiling, 4)))
        return hits


def _applies(passage: Passage, issue: IssueKind | None, phase: Phase | None) -> bool:
    for_issue = issue is None or "any" in passage.issues or issue in passage.issues
    return for_issue and (phase is None or not passage.phases or phase in passage.phases)


def _hit(passage: Passage, score: float) -> Hit:
    return Hit(
        id=passage.id,
        title=passage.title,
        text=passage.text,
        practices=passage.practices,
        sources=passage.sources,
        score=score,
        added_by_user=passage.added_by_user,
    )


def _standard(scores: Scores) -> Scores:
    spread = float(scores.std())
    if spread == 0.0:
        return np.zeros_like(scores)
    result: Scores = (scores - scores.mean()) / spread
    return result

"""The library: passages, the user's documents, and one search over both."""

import shutil
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.config import Settings, UploadLimits
from coach.domain.guidance import Hit, Passage
from coach.domain.values import IssueKind, Phase
from coach.errors import SearchError
from coach.guidance import documents, index
from coach.guidance.bm25 import Bm25
from coach.guidance.documents import AddedDocument
from coach.guidance.embedder import Embedder
from coach.guidance.index import Entry, VectorIndex
from coach.guidance.passages import load_passages
from coach.guidance.precomputed import FILE, Precomputed

Scores = npt.NDArray[np.float64]

WEIGHTS = {"text": 0.2, "asked_best": 0.1, "asked_mean": 0.3, "keywords": 0.4}
"""What a passage's place rests on, each standardised: nearness of its own words, of the nearest way
to ask for it, of all ways together, and BM25. Measured on a plateau: no single weight matters."""
LEAST_NEARNESS = 0.33
"""Mean of the nearest text's and the nearest question's cosine below which nothing fits.

Measured: 18 off-topic queries stayed under 0.30; 24 of 25 labelled ones are above 0.37.
"""
_LONGEST_QUERY = 4000


class Guidance:
    """Search with citations over the method and what the user added to it."""

    def __init__(
        self,
        passages: Sequence[Passage],
        folder: Path,
        embedder: Embedder,
        vectors: Path,
        limits: UploadLimits,
    ) -> None:
        self.passages = tuple(passages)
        self.notices: tuple[str, ...] = ()
        """What a person should know of how the search is working."""
        self._folder = folder
        self._embedder = embedder
        self._vectors = vectors
        self._limits = limits
        self._lock = threading.RLock()
        self._by_id = {passage.id: passage for passage in self.passages}
        self._shelf: _Shelf | None = None
        self._added: _Shelf | None = None
        self._added_stamp: tuple[tuple[str, int], ...] = ()

    @classmethod
    def open(cls, settings: Settings) -> "Guidance":
        """Load the passages; the index opens with the first search.

        Raises:
            SetupError: when a passage file is wrong.
        """
        return cls(
            load_passages(settings.knowledge_dir),
            settings.data_dir / "index",
            Embedder(),
            settings.knowledge_dir / FILE,
            settings.uploads,
        )

    @cached_property
    def _by_practice(self) -> dict[int, Passage]:
        own = [passage for passage in self.passages if not passage.id.startswith("d")]
        return {passage.practices[0]: passage for passage in own}

    def passage(self, id_: str) -> Passage | None:
        """Return a passage, or the user's, by id."""
        if id_ in self._by_id:
            return self._by_id[id_]
        added = (p for _, passages in documents.saved(self._documents) for p in passages)
        return next((passage for passage in added if passage.id == id_), None)

    def for_practice(self, number: int) -> Passage:
        """Return the passage that is about a practice.

        Raises:
            KeyError: when there is no such practice.
        """
        return self._by_practice[number]

    def search(
        self,
        query: str,
        k: int = 5,
        issue: IssueKind | None = None,
        phase: Phase | None = None,
    ) -> tuple[Hit, ...]:
        """Return at most `k` passages that fit, best first; none when nothing does.

        Raises:
            SearchError: when the index cannot be written.
        """
        if not query.strip():
            return ()
        with self._lock:
            shelves = [self._method_shelf(), self._document_shelf()]
        asked = query[:_LONGEST_QUERY]
        hits = [hit for shelf in shelves for hit in shelf.search(asked, issue, phase)]
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:k])

    @property
    def _documents(self) -> Path:
        return self._folder.parent / "documents"

    def add_document(self, name: str, data: bytes) -> int:
        """Add a document, replacing one of the same name; return how many passages it made.

        Raises:
            InputError: when it cannot be read.
            SearchError: when it cannot be kept.
        """
        passages = documents.to_passages(name, data, self._limits)
        documents.save(self._documents, name, passages)
        self._added = None
        return len(passages)

    def documents(self) -> tuple[AddedDocument, ...]:
        """Return the user's documents."""
        return tuple(
            AddedDocument(name=name, passages=len(passages))
            for name, passages in documents.saved(self._documents)
        )

    def remove_document(self, name: str) -> None:
        """Remove one of the user's documents.

        Raises:
            InputError: when there is none of this name.
        """
        documents.remove(self._documents, name)
        self._added = None

    def remove_all_documents(self) -> None:
        """Remove the user's documents and every index that was made of them."""
        with self._lock:
            for folder in (self._documents, self._folder / "added"):
                shutil.rmtree(folder, ignore_errors=True)
            self._added = None

    def rebuild(self) -> str:
        """Build the index anew, with the documents as they are now, and return its digest.

        Raises:
            SearchError: when it cannot be written or the embedding model is missing.
        """
        with self._lock:
            index.discard(self._folder / "method")
            self._shelf = self._added = None
            self._method_shelf()
        return index.digest_of(entries(self.passages))

    def _method_shelf(self) -> "_Shelf":
        if self._shelf is None:
            self._shelf = self._open_shelf(self.passages, "method")
        return self._shelf

    def _document_shelf(self) -> "_Shelf":
        stamp = documents.stamp(self._documents)
        # Another process may have added a document since.
        if self._added is None or stamp != self._added_stamp:
            self._added_stamp = stamp
            added = [p for _, passages in documents.saved(self._documents) for p in passages]
            self._added = self._open_shelf(added, "added")
        return self._added

    def _open_shelf(self, passages: Sequence[Passage], name: str) -> "_Shelf":
        if not passages:
            return _Shelf((), None, self._embedder)
        try:
            ahead = Precomputed(self._vectors, self._embedder)
            vectors = VectorIndex.open(self._folder / name, entries(passages), ahead)
        except SearchError as error:
            if "embedding" not in error.message:
                raise
            self._say(f"{error.message} {error.hint} Until then search goes by keywords alone.")
            return _Shelf(passages, None, self._embedder)
        if vectors.notice:
            self._say(vectors.notice)
        return _Shelf(passages, vectors, self._embedder)

    def _say(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices = (*self.notices, notice)


class _Shelf:
    """One set of passages and the two ways to search it."""

    def __init__(
        self, passages: Sequence[Passage], vectors: VectorIndex | None, embedder: Embedder
    ) -> None:
        self._passages = tuple(passages)
        self._vectors = vectors
        self._embedder = embedder
        self._place = {passage.id: at for at, passage in enumerate(self._passages)}
        texts = [" ".join((p.title, p.text, *p.asked_as)) for p in self._passages]
        self._keywords = Bm25(texts)

    def search(self, query: str, issue: IssueKind | None, phase: Phase | None) -> list[Hit]:
        if not self._passages:
            return []
        words = self._keywords.scores(query)
        if self._vectors is None:
            return self._hits(words, words / (words.max() + 1e-9), words > 0, issue, phase)
        text, asked_best, asked_mean = self._cosines(self._vectors, query)
        parts = {"text": text, "asked_best": asked_best, "asked_mean": asked_mean}
        blend = WEIGHTS["keywords"] * _standard(words)
        for name, cosines in parts.items():
            blend = blend + WEIGHTS[name] * _standard(cosines)
        near = np.maximum(text, asked_best)
        # Documents of the user's have no ways of asking; their text alone must carry them.
        nearest_question = asked_best.max() or text.max()
        fits = np.full(near.shape, (text.max() + nearest_question) / 2 >= LEAST_NEARNESS)
        return self._hits(blend, near, fits, issue, phase)

    def _cosines(self, vectors: VectorIndex, query: str) -> tuple[Scores, Scores, Scores]:
        """Return by passage: cosine of its own words, best and mean of the ways to ask for it."""
        text, best, total, ways = (np.zeros(len(self._passages)) for _ in range(4))
        for near in vectors.nearest(self._embedder.embed([query])):
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


def entries(passages: Sequence[Passage]) -> list[Entry]:
    """Return what is embedded: each passage, and apart from it every way it is asked for."""
    return [
        entry
        for passage in passages
        for entry in (
            Entry(passage.id, f"{passage.title}. {passage.text}", asked=False),
            *(Entry(passage.id, way, asked=True) for way in passage.asked_as),
        )
    ]


def _standard(scores: Scores) -> Scores:
    spread = float(scores.std())
    if spread == 0.0:
        return np.zeros_like(scores)
    result: Scores = (scores - scores.mean()) / spread
    return result

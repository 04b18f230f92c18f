"""The library: passages, the user's documents, and one search over both."""

import shutil
import threading
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from coach.config import Settings, UploadLimits
from coach.domain.guidance import Hit, Passage
from coach.domain.values import IssueKind, Phase
from coach.errors import SearchError
from coach.guidance import documents, index, server_index
from coach.guidance.documents import AddedDocument
from coach.guidance.embedder import Embedder
from coach.guidance.index import Entry, VectorIndex
from coach.guidance.passages import load_passages
from coach.guidance.precomputed import FILE, Precomputed
from coach.guidance.server_index import ServerIndex, ServerUnreachable
from coach.guidance.shelf import Shelf

_LONGEST_QUERY = 4000
_SECONDS_ALONE = 30.0
_BY_KEYWORDS = "The search server does not answer. Until it does, search goes by keywords alone."


class Guidance:
    """Search with citations over the method and what the user added to it."""

    def __init__(
        self,
        passages: Sequence[Passage],
        folder: Path,
        embedder: Embedder,
        vectors: Path,
        limits: UploadLimits,
        server: str | None = None,
    ) -> None:
        self.passages = tuple(passages)
        self.notices: tuple[str, ...] = ()
        """What a person should know of how the search is working."""
        self._folder = folder
        self._embedder = embedder
        self._vectors = vectors
        self._limits = limits
        self._server = server
        self._ask_again = 0.0
        self._lock = threading.RLock()
        self._by_id = {passage.id: passage for passage in self.passages}
        self._shelf: Shelf | None = None
        self._added: Shelf | None = None
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
            settings.chroma_url,
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
            self._look_for_the_server_again()
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
            if self._server is not None:
                server_index.forget(self._server, "added")
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
            if self._server is not None:
                server_index.forget(self._server, "method")
            self._shelf = self._added = None
            self._method_shelf()
        return index.digest_of(entries(self.passages))

    def _look_for_the_server_again(self) -> None:
        if self._ask_again and time.monotonic() > self._ask_again:
            self._shelf = self._added = None
            self._ask_again = 0.0
            self.notices = tuple(said for said in self.notices if said != _BY_KEYWORDS)

    def _lost_the_server(self) -> None:
        """Go on by keywords for a while; nobody waits for a dead server with every search."""
        self._ask_again = time.monotonic() + _SECONDS_ALONE
        self._say(_BY_KEYWORDS)

    def _method_shelf(self) -> "Shelf":
        if self._shelf is None:
            self._shelf = self._open_shelf(self.passages, "method")
        return self._shelf

    def _document_shelf(self) -> "Shelf":
        stamp = documents.stamp(self._documents)
        # Another process may have added a document since.
        if self._added is None or stamp != self._added_stamp:
            self._added_stamp = stamp
            added = [p for _, passages in documents.saved(self._documents) for p in passages]
            self._added = self._open_shelf(added, "added")
        return self._added

    def _open_shelf(self, passages: Sequence[Passage], name: str) -> "Shelf":
        if not passages:
            return Shelf((), None, self._embedder)
        try:
            ahead = Precomputed(self._vectors, self._embedder)
            if self._server is not None:
                shared = ServerIndex.open(self._server, name, entries(passages), ahead)
                return Shelf(passages, shared, self._embedder, self._lost_the_server)
            vectors = VectorIndex.open(self._folder / name, entries(passages), ahead)
        except ServerUnreachable:
            self._lost_the_server()
            return Shelf(passages, None, self._embedder)
        except SearchError as error:
            if "embedding" not in error.message:
                raise
            self._say(f"{error.message} {error.hint} Until then search goes by keywords alone.")
            return Shelf(passages, None, self._embedder)
        if vectors.notice:
            self._say(vectors.notice)
        return Shelf(passages, vectors, self._embedder)

    def _say(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices = (*self.notices, notice)


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

"""A Chroma collection on a server, so that several processes and machines share one index."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from coach.errors import SearchError
from coach.guidance.embedder import Vectors
from coach.guidance.index import ADD_AT_ONCE, MOST_NEAR, Entry, Near, digest_of, near_of
from coach.guidance.precomputed import Precomputed

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.base_types import Metadata

T = TypeVar("T")
_SECONDS_OLD = 86_400
"""Another process may still search an index that is no longer current; after a day none does."""


class ServerUnreachable(SearchError):
    """The Chroma server does not answer; keywords go on without it."""


class ServerIndex:
    """Vectors of one set of texts, in a collection that its digest names."""

    notice = ""

    def __init__(self, collection: "Collection", count: int) -> None:
        self._collection = collection
        self._count = count

    @classmethod
    def open(
        cls, url: str, name: str, entries: Sequence[Entry], embedder: Precomputed
    ) -> "ServerIndex":
        """Open the index over `entries`, filling it first where it is missing or not whole.

        Two processes may fill it at once: both put the same vectors under the same ids.

        Raises:
            ServerUnreachable: when the server does not answer.
            SearchError: when the embedder has no model.
        """
        client = _client(url)
        prefix = _prefix(name)
        full_name = f"{prefix}{digest_of(entries)}"
        collection = _asked(
            lambda: client.get_or_create_collection(
                full_name,
                embedding_function=None,
                metadata={"made": int(time.time())},
                configuration={"hnsw": {"space": "cosine", "ef_search": MOST_NEAR}},
            )
        )
        if _asked(collection.count) != len(entries):
            _fill(collection, entries, embedder)
        _asked(lambda: _drop_old(client, prefix, full_name))
        return cls(collection, len(entries))

    def nearest(self, vector: Vectors) -> list[Near]:
        """Return the entries by nearness to a vector, best first.

        Raises:
            ServerUnreachable: when the server does not answer.
        """
        most = min(MOST_NEAR, self._count)
        return _asked(lambda: near_of(self._collection, vector, most)) if most else []


def forget(url: str, name: str) -> None:
    """Remove every index of a name from the server.

    Raises:
        ServerUnreachable: when the server does not answer.
    """
    client = _client(url)
    prefix = _prefix(name)

    def drop() -> None:
        for collection in client.list_collections():
            if collection.name.startswith(prefix):
                client.delete_collection(collection.name)

    _asked(drop)


def _prefix(name: str) -> str:
    return f"candor-{name}-"


def _client(url: str) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    secure = parts.scheme == "https"
    return _asked(
        lambda: chromadb.HttpClient(
            host=parts.hostname or "",
            port=parts.port or (443 if secure else 80),
            ssl=secure,
            settings=Settings(anonymized_telemetry=False),
        )
    )


def _fill(collection: "Collection", entries: Sequence[Entry], embedder: Precomputed) -> None:
    vectors = embedder.embed([entry.text for entry in entries])
    for at in range(0, len(entries), ADD_AT_ONCE):
        part = entries[at : at + ADD_AT_ONCE]
        _put(collection, at, part, vectors[at : at + ADD_AT_ONCE])


def _put(collection: "Collection", at: int, part: Sequence[Entry], vectors: Vectors) -> None:
    metadatas: list[Metadata] = [{"passage": entry.passage, "asked": entry.asked} for entry in part]
    ids = [str(at + number) for number in range(len(part))]
    _asked(lambda: collection.upsert(ids=ids, embeddings=vectors, metadatas=metadatas))


def _drop_old(client: "ClientAPI", prefix: str, current: str) -> None:
    for collection in client.list_collections():
        made = int((collection.metadata or {}).get("made", 0))
        is_old = time.time() - made > _SECONDS_OLD
        if collection.name.startswith(prefix) and collection.name != current and is_old:
            client.delete_collection(collection.name)


def _asked(ask: Callable[[], T]) -> T:
    """Return what the server answers.

    Raises:
        ServerUnreachable: when it does not, or not in a way that can be used.
    """
    # Its client raises errors of three libraries and bare ones; each means the same to a user.
    try:
        return ask()
    except SearchError:
        raise
    except Exception as error:
        raise ServerUnreachable(
            "The search server does not answer.",
            "Look at CANDOR_CHROMA_URL, and whether the server runs.",
        ) from error

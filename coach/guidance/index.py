"""A Chroma collection on disk: built whole, checked when opened, rebuilt when anything is off."""

import hashlib
import json
import shutil
import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import SearchError
from coach.guidance.embedder import DIGEST, Vectors
from coach.guidance.precomputed import Precomputed

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_COLLECTION = "passages"
_DATABASE = "chroma.sqlite3"
_POINTER = "current.json"
ADD_AT_ONCE = 1000
MOST_NEAR = 5000


class Entry(NamedTuple):
    """One text to be found and the passage it leads to."""

    passage: str
    text: str
    asked: bool
    """True for a way people ask, false for the passage's own words."""


class Near(NamedTuple):
    """An entry near a query."""

    passage: str
    asked: bool
    cosine: float


class VectorIndex:
    """Vectors of one set of texts, in a folder of its own."""

    def __init__(self, collection: "Collection", notice: str) -> None:
        self._collection = collection
        self.notice = notice
        """One line on what was done when the index was opened; empty when nothing was."""

    @classmethod
    def open(cls, folder: Path, entries: Sequence[Entry], embedder: Precomputed) -> "VectorIndex":
        """Open the index over `entries`, building it first where it is missing, old or damaged.

        Raises:
            SearchError: when the folder cannot be written or the embedder has no model.
        """
        digest = digest_of(entries)
        damage = ""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            pointer = _read_pointer(folder)
            if pointer is not None and pointer["digest"] == digest:
                if _is_whole(folder / pointer["folder"], pointer["files"]):
                    return cls(_collection(folder / pointer["folder"]), "")
                damage = "The search index was damaged and has been built again."
            elif pointer is not None:
                damage = "The guidance has changed; the search index has been built again."
            built = _build(folder, digest, entries, embedder)
        except (OSError, sqlite3.Error) as error:
            raise SearchError(f"The search index cannot be written: {error}.") from error
        return cls(_collection(built), damage)

    def nearest(self, vector: Vectors) -> list[Near]:
        """Return the entries by nearness to a vector, best first.

        All of them, up to a few thousand: a passage's mean nearness needs its every entry.
        """
        count = min(MOST_NEAR, self._collection.count())
        if count == 0:
            return []
        return near_of(self._collection, vector, count)


def near_of(collection: "Collection", vector: Vectors, count: int) -> list[Near]:
    """Return the `count` entries of a collection that are nearest to a vector, best first."""
    found = collection.query(
        query_embeddings=vector, n_results=count, include=["metadatas", "distances"]
    )
    metadatas, distances = found["metadatas"] or [[]], found["distances"] or [[]]
    return [
        Near(str(m["passage"]), bool(m["asked"]), 1.0 - float(d))
        for m, d in zip(metadatas[0], distances[0], strict=True)
    ]


def digest_of(entries: Sequence[Entry]) -> str:
    """Return what identifies an index: its texts and the model that embeds them."""
    text = json.dumps([DIGEST, *entries])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def discard(folder: Path) -> None:
    """Remove an index, so that the next opening builds it."""
    (folder / _POINTER).unlink(missing_ok=True)


def _collection(folder: Path) -> "Collection":
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    # Without its own function Chroma would fetch a model; vectors are always given instead.
    return client.get_or_create_collection(
        _COLLECTION,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine", "ef_search": MOST_NEAR}},
    )


def _build(folder: Path, digest: str, entries: Sequence[Entry], embedder: Precomputed) -> Path:
    """Build in a new folder and point to it last, so that a half-built index is never opened."""
    old = [path for path in folder.iterdir() if path.is_dir()]
    name = f"{digest}-{uuid.uuid4().hex[:8]}"
    vectors = embedder.embed([entry.text for entry in entries])
    collection = _collection(folder / name)
    for at in range(0, len(entries), ADD_AT_ONCE):
        part = entries[at : at + ADD_AT_ONCE]
        collection.add(
            ids=[str(at + i) for i in range(len(part))],
            embeddings=vectors[at : at + ADD_AT_ONCE],
            metadatas=[{"passage": entry.passage, "asked": entry.asked} for entry in part],
        )
    pointer = {"digest": digest, "folder": name, "files": _hashes(folder / name)}
    part_file = folder / f"{_POINTER}.{uuid.uuid4().hex}"
    part_file.write_text(json.dumps(pointer), encoding="utf-8")
    part_file.replace(folder / _POINTER)
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return folder / name


def _read_pointer(folder: Path) -> dict[str, str] | None:
    try:
        data = json.loads((folder / _POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    fits = isinstance(data, dict) and {"digest", "folder", "files"} <= data.keys()
    return data if fits else None


def _hashes(folder: Path) -> str:
    """Return one hash over the vector files; the database changes by itself: see `_is_whole`."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.bin")):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _is_whole(folder: Path, files: str) -> bool:
    database = folder / _DATABASE
    if not database.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                return False
            connection.execute("SELECT count(*) FROM embeddings").fetchone()
    except sqlite3.Error:
        return False
    return _hashes(folder) == files

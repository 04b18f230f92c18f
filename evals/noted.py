"""The notes the intake may learn from, whatever set they come from, as rows of one shape."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from coach.drafting.intake.sensing import DOING_OF, DOINGS, TAGS, joined
from coach.drafting.intake.splitting import Span, split_sentences
from coach.resources import knowledge_folder

SITUATIONS = Path(__file__).parent / "datasets" / "situations"
_WITHOUT_DOINGS = frozenset("abc")
_TOLD = frozenset({"event", "cause", "promise", *DOINGS})
_JOINERS = (". ", ". ", ". ", "\n", "; ", ", ", " - ")
_DROPPED, _SWAPPED = 0.12, 0.1
_EXAMPLE_WEIGHT = 0.25


@dataclass(frozen=True)
class Row:
    """A note, sentence by sentence, and what is known of it; None where its set does not say."""

    parts: tuple[str, ...]
    writer: str
    tags: tuple[frozenset[str], ...]
    known: frozenset[str]
    """The tags its set labels: the absence of others means nothing."""
    kinds: tuple[str, ...] = ()
    fault: str | None = None
    weight: float = 1.0
    joiner: str = ". "

    @cached_property
    def _joined(self) -> tuple[str, tuple[Span, ...]]:
        return joined(self.parts, self.joiner)

    @property
    def text(self) -> str:
        """The note as one text."""
        return self._joined[0]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its sentences stand."""
        return self._joined[1]


def rows() -> list[Row]:
    """Return every note that may be learnt from; sets kept aside are never read."""
    return [*_by_sentence(), *_short(), *_long(), *_examples()]


def varied(row: Row, chance: random.Random) -> Row:
    """Return a note joined otherwise, some by-the-way sentences left out or moved."""
    pairs = [
        (part, tags)
        for part, tags in zip(row.parts, row.tags, strict=True)
        if tags & _TOLD or not row.known >= _TOLD or chance.random() > _DROPPED
    ] or list(zip(row.parts, row.tags, strict=True))
    for at in range(len(pairs) - 1):
        if chance.random() < _SWAPPED:
            pairs[at], pairs[at + 1] = pairs[at + 1], pairs[at]
    parts, tags = zip(*pairs, strict=True)
    return replace(row, parts=parts, tags=tags, joiner=chance.choice(_JOINERS))


def _by_sentence() -> Iterator[Row]:
    for path in sorted((SITUATIONS / "sentences").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield _note(json.loads(line), path.stem)


def _note(note: dict[str, Any], writer: str) -> Row:
    told = [{raw} if isinstance(raw, str) else set(raw) for _, raw in note["sentences"]]
    known = set(TAGS)
    if writer in _WITHOUT_DOINGS:
        doing = DOING_OF.get(note["fault"])
        for tags in told:
            tags |= {doing} if doing and "cause" in tags else set()
        known -= set() if doing else set(DOINGS)
    return Row(
        tuple(words for words, _ in note["sentences"]),
        writer,
        tuple(map(frozenset, told)),
        frozenset(known),
        tuple(note["kinds"]),
        note["fault"],
    )


def _short() -> Iterator[Row]:
    raw = yaml.safe_load((SITUATIONS / "short.yaml").read_text(encoding="utf-8"))
    for kind, fault, text, *secret in raw:
        yield _whole(text, "short", [kind], fault, secret[0] if secret else None)


def _long() -> Iterator[Row]:
    raw = yaml.safe_load((SITUATIONS / "dev.yaml").read_text(encoding="utf-8"))
    for one in raw:
        yield _whole(
            one["text"], "dev", one["issue_kinds"], one["fault"], one.get("internal") or []
        )


def _whole(
    text: str, writer: str, kinds: Sequence[str], fault: str, secret: Sequence[str] | None
) -> Row:
    parts = tuple(span.of(text) for span in split_sentences(text))
    tags = tuple(
        frozenset({"private"} if any(words in part for words in secret or ()) else ())
        for part in parts
    )
    known = frozenset() if secret is None else frozenset({"private"})
    return Row(parts, writer, tags, known, tuple(kinds), fault, joiner=" ")


def _examples() -> Iterator[Row]:
    folder = knowledge_folder() / "intake"
    none: frozenset[str] = frozenset()
    for kind, said in _yaml(folder / "examples-kinds.yaml"):
        for words in said:
            yield Row((words,), "examples", (none,), none, (kind,), weight=_EXAMPLE_WEIGHT)
    for track, said in _yaml(folder / "examples-fault.yaml"):
        if track in DOING_OF:
            tags = frozenset({DOING_OF[track]})
            for words in said:
                yield Row((words,), "examples", (tags,), frozenset(DOINGS), weight=_EXAMPLE_WEIGHT)
    for name, said in _yaml(folder / "examples-private.yaml"):
        tags = frozenset({"private"} if name == "private" else ())
        for words in said:
            yield Row((words,), "examples", (tags,), frozenset({"private"}), weight=_EXAMPLE_WEIGHT)


def _yaml(path: Path) -> Iterable[tuple[str, list[str]]]:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(name, [str(one) for one in said]) for name, said in raw.items()]

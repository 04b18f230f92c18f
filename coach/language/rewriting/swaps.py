"""Safe replacements of words and phrases, in the form the sentence needs."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coach.language.parse import parse
from coach.language.pattern import normalise
from coach.language.rewriting.data import Guarded, SwapFile
from coach.language.rewriting.draft import Draft
from coach.language.rewriting.edits import put
from coach.language.rewriting.phrases import Hit, Phrase, fill, phrases
from coach.language.rewriting.writer import Writer

_SINGLE = frozenset("news always has was does as series".split())
_PLURALS = {"are": "is", "were": "was", "have": "has"}
_SINGULARS = {one: many for many, one in _PLURALS.items()}
_AGREES = re.compile(r"\s+(is|are|was|were|has|have)\b")
_ADDED = re.compile(r"\s(?:to|of|in|for|with|that|on|from|by|at)\s")
_TOKEN = re.compile(r"[\w'/]+")


class Swap(NamedTuple):
    """One replacement ready to match."""

    phrase: Phrase
    guarded: Guarded
    unless: re.Pattern[str] | None
    why: str


class Swaps:
    """Every replacement, indexed by the rarest word of its phrase."""

    def __init__(self, data: SwapFile) -> None:
        self._index: dict[str, list[Swap]] = {}
        for group in data.groups:
            for row, use in group.swaps.items():
                self._add(row, use if isinstance(use, Guarded) else Guarded(use=use), group.why)

    def _add(self, row: str, guarded: Guarded, why: str) -> None:
        unless = re.compile(rf"\b(?:{guarded.unless})\b") if guarded.unless else None
        for phrase in phrases(row):
            swap = Swap(phrase, guarded, unless, why)
            for word in phrase.anchor:
                self._index.setdefault(word, []).append(swap)

    def edits(self, draft: Draft, writer: Writer) -> Iterator[Draft]:
        """Yield the drafts on offer, the longest phrase first."""
        text = draft.text
        for hit, swap in sorted(self._hits(text), key=lambda pair: pair[0].start - pair[0].end):
            guarded = swap.guarded
            sure = not guarded.verb and not guarded.unless and not guarded.flagged
            if not sure and not writer.flagged and not writer.talks_shop:
                continue
            if guarded.verb and not _is_verb(text, hit.start):
                continue
            words = fill(guarded.use, hit, text[: hit.start]).format(**writer.words)
            end, words = _agreeing(text, hit, writer.spelled(words))
            yield put(draft, hit.start, end, words, swap.why)

    def _hits(self, text: str) -> Iterator[tuple[Hit, Swap]]:
        plain = normalise(text)
        seen: set[int] = set()
        for word in _TOKEN.findall(plain):
            for swap in self._index.get(word, ()):
                if id(swap) in seen or (swap.unless and swap.unless.search(plain)):
                    continue
                seen.add(id(swap))
                for hit in swap.phrase.hits(text, plain):
                    yield hit, swap


def _agreeing(text: str, hit: Hit, words: str) -> tuple[int, str]:
    """Return a replacement with the verb after it, when the new noun's number changes its form."""
    verb = _AGREES.match(text, hit.end)
    was, now = _head(text[hit.start : hit.end]), _head(words)
    if not verb or not now or not was or _is_plural(was) == _is_plural(now):
        return hit.end, words
    form = verb.group(1)
    one = form in _PLURALS
    if one == _is_plural(now):
        return hit.end, words
    other = _PLURALS[form] if one else _SINGULARS.get(form, form)
    return verb.end(), f"{words} {other}"


def _head(phrase: str) -> str:
    """Return the noun a phrase is about: the last word before what is added to it."""
    return (_ADDED.split(phrase)[0].split() or [""])[-1]


def _is_plural(word: str) -> bool:
    return re.search(r"[^s'’ui]s$", word.lower()) is not None and word.lower() not in _SINGLE


def _is_verb(text: str, start: int) -> bool:
    doc = parse(text.replace("\n", " "))
    token = next((t for t in doc if t.idx <= start < t.idx + len(t)), None)
    return token is not None and token.pos_ in ("VERB", "AUX")

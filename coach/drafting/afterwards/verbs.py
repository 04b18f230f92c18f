"""Which words are verbs, and in which form, by the dictionary that ships with the parser."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from coach.language.inflect import form_of
from coach.language.parse import pipeline

Form = Literal["base", "s", "past", "participle", "ing"]
_AGAIN = re.compile(r"^re-(?=[a-z]{2})|^re(?=[a-z]{3})")
_TABLE = "verb"
_NEWER = frozenset("text email ping whatsapp google zoom onboard escalate proofread skype".split())


class Verb(NamedTuple):
    """A word as a verb."""

    base: str
    form: Form


@lru_cache(maxsize=4096)
def verb_of(word: str) -> Verb | None:
    """Return a word's base and form as a verb, or None; "re-reads" counts as "read"."""
    low = word.lower()
    for stem in (low, _AGAIN.sub("", low)):
        if found := _looked_up(stem):
            before = low[: len(low) - len(stem)]
            return Verb(before + found, _form(stem, found))
    return None


@lru_cache(maxsize=4096)
def is_everyday(word: str) -> bool:
    """Return whether a word stands in the dictionary: "Truck" does, "Selin" does not."""
    low = word.lower().removesuffix("'s")
    forms = {low, low.removesuffix("s"), low.removesuffix("es")}
    return bool(forms & _everyday()) or verb_of(low) is not None


def _looked_up(word: str) -> str | None:
    index, exceptions, rules = _tables()
    if word in index:
        return word
    if word in exceptions:
        return exceptions[word][0]
    for old, new in rules:
        stem = word[: len(word) - len(old)] + new
        if word.endswith(old) and stem in index:
            return stem
    if len(word) > 5 and word.endswith("ing") and word[-4] == word[-5] and word[:-4] in index:
        return word[:-4]
    return (
        word[:-3] if word.endswith("ed") and word[:-3] in index and word[-3] == word[-4] else None
    )


def _form(word: str, base: str) -> Form:
    if word == base:
        return "base"
    if word.endswith("ing"):
        return "ing"
    if word.endswith("s") and not word.endswith("ss"):
        return "s"
    return form_of(word, base) if form_of(word, base) != "base" else "past"


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    lookups = pipeline().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index = lookups.get_table("lemma_index")
    return frozenset(word for part in ("noun", "adj", "adv") for word in index.get(part, []))


@lru_cache(maxsize=1)
def _tables() -> tuple[frozenset[str], dict[str, list[str]], list[tuple[str, str]]]:
    lookups = pipeline().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    strings = pipeline().vocab.strings
    exceptions = {
        (strings[key] if isinstance(key, int) else key): list(value)
        for key, value in lookups.get_table("lemma_exc").get(_TABLE, {}).items()
    }
    rules = [(old, new) for old, new in lookups.get_table("lemma_rules").get(_TABLE, [])]
    index = _NEWER | frozenset(lookups.get_table("lemma_index").get(_TABLE, []))
    return index, exceptions, rules

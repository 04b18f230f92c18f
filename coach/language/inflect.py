"""English word forms, enough to match and to carry a form from one word to another."""

from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from coach.resources import knowledge_folder, load_yaml

Form = Literal["base", "s", "past", "participle", "ing"]

_VOWELS = "aeiou"


class VerbTable(BaseModel):
    """Verbs whose forms do not follow from their spelling."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    irregular: dict[str, str]
    """Base form: past and participle."""
    doubling: str
    """Verbs that double their last letter."""


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[str, str]], frozenset[str]]:
    table = load_yaml(knowledge_folder() / "language" / "verbs.yaml", VerbTable)
    irregular: dict[str, tuple[str, str]] = {}
    for base, row in table.irregular.items():
        past, participle = row.split()
        irregular[base] = (past, participle)
    return irregular, frozenset(table.doubling.split())


@lru_cache(maxsize=1)
def past_forms() -> frozenset[str]:
    """Return the past forms that are not participles too: "went", "did", "wrote"."""
    irregular, _ = _table()
    participles = {participle for _, participle in irregular.values()}
    return frozenset(past for past, _ in irregular.values()) - participles


@lru_cache(maxsize=4096)
def inflect(word: str, form: Form) -> str:
    """Return one form of a verb given in its base form."""
    if form == "base":
        return word
    if form == "s":
        return _with_s(word)
    if form == "ing":
        return _with_ing(word)
    irregular, _ = _table()
    if word in irregular:
        return irregular[word][0 if form == "past" else 1]
    return _with_ed(word)


@lru_cache(maxsize=4096)
def forms(word: str) -> frozenset[str]:
    """Return every spelling of a word as verb or noun, British and American."""
    found: set[str] = set()
    for spelling in _spellings(word):
        found |= {spelling, _with_s(spelling), _with_ing(spelling), inflect(spelling, "past")}
        found.add(inflect(spelling, "participle"))
        if spelling == "be":
            found |= {"am", "is", "are", "were"}
        if spelling == "have":
            found.add("has")
    return frozenset(found)


def form_of(found: str, base: str) -> Form:
    """Return which form of the base a found word is; past stands for participle too."""
    if (found, base) == ("were", "be"):
        return "past"
    for spelling in _spellings(base):
        for form in ("base", "s", "ing", "past", "participle"):
            if inflect(spelling, form) == found:
                return form
    return "base"


def _spellings(word: str) -> tuple[str, ...]:
    for british, american in (("isation", "ization"), ("ise", "ize"), ("yse", "yze")):
        if word.endswith(british) and len(word) > len(british) + 2:
            return word, word[: -len(british)] + american
    return (word,)


def _with_s(word: str) -> str:
    if word == "be":
        return "is"
    if word == "have":
        return "has"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        return word + "es"
    return word + "s"


def _with_ing(word: str) -> str:
    if word in _table()[1]:
        return word + word[-1] + "ing"
    if word.endswith("ie"):
        return word[:-2] + "ying"
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) and word != "be":
        return word[:-1] + "ing"
    return word + "ing"


def _with_ed(word: str) -> str:
    if word in _table()[1]:
        return word + word[-1] + "ed"
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return word + "ed"

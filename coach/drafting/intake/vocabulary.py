"""Which words English has: what it does not know may be a name."""

from functools import lru_cache

from coach.language.parse import pipeline

_ENDINGS = ("", "s", "es", "d", "ed", "ing", "er", "ers", "ly", "'s")
_BEGINNINGS = ("re", "un", "pre", "mis", "over", "out", "under", "non", "up")
_SHORTEST_STEM = 3


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Return the dictionary forms and odd forms that the pipeline's lemmatizer knows."""
    tables = pipeline().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    forms: set[str] = set(pipeline().Defaults.stop_words)
    for sort in ("noun", "verb", "adj", "adv"):
        forms |= set(tables.get_table("lemma_index")[sort])
        forms |= set(tables.get_table("lemma_exc").get(sort, {}))
    return frozenset(forms)


def is_small(word: str) -> bool:
    """Return whether a word only joins others: an article, a preposition."""
    return word in pipeline().Defaults.stop_words


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Return whether a word in small letters is English, in its plain or an inflected form."""
    known = _known()
    if word in known or any(
        part in known for part in word.split("-") if len(part) > _SHORTEST_STEM
    ):
        return True
    if any(word.startswith(one) and word.removeprefix(one) in known for one in _BEGINNINGS):
        return True
    for ending in _ENDINGS[1:]:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST_STEM:
            continue
        doubled = stem[:-1] if stem[-1] == stem[-2] else stem
        if {stem, stem + "e", doubled} & known or (
            ending in ("es", "ed") and stem[:-1] + "y" in known
        ):
            return True
    return False

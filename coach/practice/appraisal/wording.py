"""Content words of a text and how much of one text comes back in another (practices 52, 57)."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,:]\d+)*")
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
}
_NUMBERS |= {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100"}
_EMPTY = frozenset(
    "a an the and or but if so as at by for from in into of on off onto out over to up with about after "
    "again all also am any are aren't be been before being both can can't cannot could couldn't did didn't "
    "do does doesn't doing don't down each even ever every few get gets getting go goes going gone got had "
    "hadn't has hasn't have haven't having he her here hers him his how i i'd i'll i'm i've is isn't it it's "
    "its just know let let's like make many me might more most much must my no nor not now oh ok okay one "
    "only other our ours own put really right said same say says she should shouldn't since some still such "
    "take tell than that that's the their them then there there's these they they'd they'll they're they've "
    "thing things think this those though through too told two us very want was wasn't we we'd we'll we're "
    "we've well went were weren't what what's when where which while who who's why will with won't would "
    "wouldn't yes you you'd you'll you're you've your yours because between ask asked asking come came need "
    "see back good bad look yet never nothing nobody sorry please thank thanks keep way day today".split()
)
_ENDINGS = re.compile(r"(?:ingly|edly|ings|ing|ied|ies|ed|es|ly|s|e|y)$")


def content_stems(plain_text: str) -> list[str]:
    """Return the stems of the words that carry content, figures included, in order."""
    return [stem for word in _WORD.findall(plain_text) if (stem := _stem(word))]


def share_returned(source: Iterable[str], target: Iterable[str]) -> float:
    """Return what share of the target's stems the source already held, 0 to 1."""
    held, returned = set(source), list(target)
    return sum(stem in held for stem in returned) / len(returned) if returned else 0.0


def _stem(word: str) -> str:
    if word in _EMPTY:
        return ""
    if word[0].isdigit():
        return word.replace(",", "")
    if word in _NUMBERS:
        return _NUMBERS[word]
    bare = word.removesuffix("'s")
    if len(bare) <= 2:
        return ""
    stem = _ENDINGS.sub("", bare) if len(bare) > 4 else bare.removesuffix("s")
    if len(stem) > 3 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    return stem

"""The small notation in which lexicon rules are written.

A pattern is a row of words. ``word~`` takes any form of the word, ``a|b`` either word, ``(word)``
may be missing, ``_`` is any one word, ``..`` up to two words, ``...`` up to five, ``^`` the
beginning of a sentence, ``@name`` a word of a named class; `` / `` parts whole patterns.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from coach.language.inflect import forms

_GAPS = {"..": 2, "...": 5}
_SEPARATOR = r"[\s,\u2010\u2011\u2013-]+"
_ANY_WORD = r"[\w£$€%.'/]+"
_TOO_COMMON = re.compile(
    r"a|an|the|to|of|in|on|at|for|by|with|and|or|we|you|i|it|our|"
    r"your|be|is|are|was|were|will|would|this|that|not|no|as|from|up|"
    r"out|off|so|if|any|all|have|has|had|do|can|us|my|me|its|their"
)
Classes = Mapping[str, frozenset[str]]


def normalise(text: str) -> str:
    """Return a text in lower case with straight quotes, every code point in its place."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lowered.translate(_STRAIGHT)


_STRAIGHT = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "“": '"', "”": '"'})


def anchors(pattern: str, classes: Classes) -> frozenset[str]:
    """Return words one of which must stand in any text the pattern matches."""
    return frozenset().union(*(_anchors(one, classes) for one in pattern.split(" / ")))


def _anchors(pattern: str, classes: Classes) -> frozenset[str]:
    options: list[frozenset[str]] = []
    for token in pattern.replace("-", " ").split():
        if token in _GAPS or token in ("_", "^") or token.startswith("("):
            continue
        options.append(_words(token, classes))
    if not options:
        raise ValueError(f"the pattern {pattern!r} has no word of its own")
    return max(options, key=lambda words: (_rarity(words), -len(words)))


def _rarity(words: frozenset[str]) -> int:
    return min(0 if _TOO_COMMON.fullmatch(word) else len(word) for word in words)


@lru_cache(maxsize=4096)
def _literal_forms(token: str) -> frozenset[str]:
    found: set[str] = set()
    for part in token.split("|"):
        found |= forms(part[:-1]) if part.endswith("~") else {part}
    return frozenset(found)


def _words(token: str, classes: Classes) -> frozenset[str]:
    if "@" not in token:
        return _literal_forms(token)
    parts = (classes[p[1:]] if p.startswith("@") else _literal_forms(p) for p in token.split("|"))
    return frozenset().union(*parts)


def to_regex(pattern: str, classes: Classes) -> str:
    """Return the regular expression of a pattern, for normalised text."""
    return "|".join(_one_regex(one, classes) for one in pattern.split(" / "))


def _one_regex(pattern: str, classes: Classes) -> str:
    parts: list[str] = []
    lead = ""
    for token in pattern.replace("-", " ").split():
        if token == "^":
            parts.append(r"^\W*")
            continue
        if token.strip("()") in _GAPS:
            parts.append(rf"(?:{lead}{_ANY_WORD}){{0,{_GAPS[token.strip('()')]}}}?")
            continue
        piece, optional = _piece(token, classes)
        parts.append(f"(?:{lead}{piece})?" if optional and lead else f"{lead}{piece}")
        if optional and not lead:
            parts[-1] = f"(?:{piece}{_SEPARATOR})?"
            continue
        lead = _SEPARATOR
    return r"(?<![\w'])" * (not pattern.startswith("^")) + "".join(parts) + r"(?![\w])"


def _piece(token: str, classes: Classes) -> tuple[str, bool]:
    optional = token.startswith("(") and token.endswith(")")
    inner = token[1:-1] if optional else token
    if inner == "_":
        return _ANY_WORD, optional
    words = sorted(_words(inner, classes), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w) for w in words) + ")", optional

"""Phrases written as rows of words, found in a text with their forms and gaps kept.

The notation is that of `coach.language.pattern`, and each gap (``_``, ``..``, ``...``) and each
``<a|b>`` can be used again in the replacement as ``$1``, ``$2``; ``word~`` in a replacement takes
the form of the phrase's first ``~`` word.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from coach.language.inflect import Form, form_of, forms, inflect
from coach.language.pattern import normalise

_GAPS = {"_": (1, 1), "..": (0, 2), "...": (1, 5)}
_BREAK = r"(?:\s*[-‐‑–]\s*|\s+)"
_GAP_WORD = r"[\w£$€%'’/&.-]*[\w%]"
_COMMON = frozenset(
    "a an the to of in on at for by with and or we you i it our your be is are was were will would "
    "this that not no as from up out off so if any all have has had do can us my me its their".split()
)
_HELPED = re.compile(
    r"\b(?:have|has|had|be|been|being|is|are|was|were|get|gets|got|i've|we've|they've|you've)"
    r"(?:\s+(?:not|also|already|now|just|never|since|recently|fully|\w+ly))*\s+$"
)


class Hit(NamedTuple):
    """A phrase found: its run, the form of its carrying word and its gaps' runs."""

    start: int
    end: int
    form: Form
    gaps: tuple[str, ...]


class Phrase:
    """One row of words, ready to be found."""

    def __init__(self, row: str) -> None:
        self._tokens = row.replace("-", " ").split()
        self._carrier = ""
        self.anchor = max(
            (_literals(t) for t in self._tokens if _is_literal(t)),
            key=lambda words: min(0 if w in _COMMON else len(w) for w in words),
            default=frozenset[str](),
        )
        self._regex = re.compile(self._built())

    def hits(self, text: str, plain: str) -> Iterator[Hit]:
        """Yield where the phrase stands in a text given with its normalised form."""
        for match in self._regex.finditer(plain):
            gaps = tuple(
                text[match.start(g) : match.end(g)] if match.group(g) else ""
                for g in sorted(k for k in match.groupdict() if k.startswith("g"))
            )
            yield Hit(match.start(), match.end(), self._form(match, plain), gaps)

    def _form(self, match: re.Match[str], plain: str) -> Form:
        if not self._carrier:
            return "base"
        found = match.group("v")
        form = next(
            (f for f in map(lambda b: form_of(found, b), self._carrier.split("|")) if f != "base"),
            "base",
        )
        if form == "past" and _HELPED.search(plain[: match.start("v")]):
            return "participle"
        return form

    def _built(self) -> str:
        parts: list[str] = []
        lead, gap = "", 0
        for token in self._tokens:
            if token == "^":
                parts.append(r"^[\s\"'(]*")
                continue
            optional = token.startswith("(") and token.endswith(")")
            inner = token[1:-1] if optional else token
            piece = self._piece(inner)
            if inner in _GAPS or inner.startswith("<"):
                gap += 1
                piece = f"(?P<g{gap}>{piece})"
            if inner == ".." or optional:
                parts.append(f"(?:{lead}{piece})?" if lead else f"(?:{piece}{_BREAK})?")
                continue
            parts.append(lead + piece)
            lead = _BREAK
        edge = "" if self._tokens[0] == "^" else r"(?<![\w'’-])"
        return edge + "".join(parts) + r"(?![\w-])"

    def _piece(self, token: str) -> str:
        if token in _GAPS:
            low, high = _GAPS[token]
            return rf"{_GAP_WORD}(?:\s+{_GAP_WORD}){{0,{high - 1}}}?"
        words = "|".join(re.escape(w) for w in sorted(_literals(token), key=lambda w: (-len(w), w)))
        if "~" in token and not self._carrier:
            self._carrier = "|".join(
                t[:-1] for t in token.strip("<>").split("|") if t.endswith("~")
            )
            return f"(?P<v>{words})"
        return f"(?:{words})"


def fill(replacement: str, hit: Hit) -> str:
    """Return a replacement with the hit's gaps in place and its words in the hit's form."""
    text = re.sub(r"\$(\d)", lambda m: hit.gaps[int(m.group(1)) - 1], replacement)
    text = re.sub(r"([\w]+)~", lambda m: _shaped(m.group(1), hit.form), text)
    return re.sub(r"  +", " ", text).strip()


def find_all(row: str, text: str) -> Iterator[Hit]:
    """Yield where one of a row's alternatives, parted by `` / ``, stands in a text."""
    plain = normalise(text)
    for phrase in phrases(row):
        yield from phrase.hits(text, plain)


@lru_cache(maxsize=4096)
def phrases(row: str) -> tuple[Phrase, ...]:
    """Return the alternatives of a row, each ready to be found."""
    return tuple(Phrase(one) for one in row.split(" / "))


def _shaped(word: str, form: Form) -> str:
    return inflect(word, form)


def _is_literal(token: str) -> bool:
    return token not in _GAPS and token != "^" and not token.startswith("(")


def _literals(token: str) -> frozenset[str]:
    found: set[str] = set()
    for part in token.strip("<>()").split("|"):
        found |= forms(part[:-1]) if part.endswith("~") else {part}
    return frozenset(found)

"""Phrases written as rows of words, found in a text with their forms and gaps kept.

The notation is that of `coach.language.pattern`, and each gap (``_``, ``..``, ``...``) and each
``<a|b>`` can be used again in the replacement as ``$1``, ``$2``; ``word~`` in a replacement takes
the form of the phrase's first ``~`` word.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from coach.language.inflect import Form, form_of, forms, inflect
from coach.language.pattern import normalise

_GAPS = {"_": 1, "..": 2, "...": 5}
_BREAK = r"(?:\s*[-‐‑–]\s*|\s+)"
_GAP_WORD = r"[\w£$€%'’/&.-]*[\w%]"
_COMMON = frozenset(
    "a an the to of in on at for by with and or we you i it our your be is are was were will would "
    "this that not no as from up out off so if any all have has had do can us my me its "
    "their".split()
)
_TAKES_BASE = frozenset(
    "to will would can could may might must shall should not let do does did please 'll we'll i'll "
    "you'll they'll it'll".split()
)
_PLURAL = frozenset("we you they these those people".split())
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
        self.anchor = max(
            (_literals(t) for t in self._tokens if _is_literal(t)),
            key=lambda words: min(0 if w in _COMMON else len(w) for w in words),
            default=frozenset[str](),
        )
        carriers = next((t for t in self._tokens if "~" in t and t != "^"), "").strip("<>()")
        self._carrier = tuple(t[:-1] for t in carriers.split("|") if t.endswith("~"))

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        """The expression, built when a text first holds the rarest word."""
        return re.compile(self._built())

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
        form: Form = "base"
        for base in self._carrier:
            form = form_of(found, base) if form == "base" else form
        lead = plain[: match.start("v")]
        if form in ("past", "base") and _HELPED.search(lead):
            return "participle"
        last = lead.split()[-1:]
        if (
            form == "base"
            and inflect(found, "past") == found
            and last
            and last[0] not in _TAKES_BASE
        ):
            return "past"
        return form

    def _built(self) -> str:
        parts: list[str] = []
        lead, gap, carried = "", 0, False
        for token in self._tokens:
            if token == "^":
                parts.append(r"^[\s\"'(]*")
                continue
            optional = token.startswith("(") and token.endswith(")")
            inner = token[1:-1] if optional else token
            piece = self._piece(inner)
            if "~" in inner and not carried:
                piece, carried = f"(?P<v>{piece})", True
            if inner.strip("<>") in _GAPS or inner.startswith("<"):
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
        if token.strip("<>") in _GAPS:
            high = _GAPS[token.strip("<>")]
            return rf"{_GAP_WORD}(?:\s+{_GAP_WORD}){{0,{high - 1}}}?"
        words = "|".join(re.escape(w) for w in sorted(_literals(token), key=lambda w: (-len(w), w)))
        return f"(?:{words})"


def fill(replacement: str, hit: Hit, lead: str = "") -> str:
    """Return a replacement with the hit's gaps in place and its words in the hit's form.

    `lead` is the text before it: "be" takes its form from the subject there.
    """
    text = re.sub(r"\$(\d)", lambda m: hit.gaps[int(m.group(1)) - 1], replacement)
    text = re.sub(r"([\w]+)~", lambda m: _shaped(m.group(1), hit.form, lead), text)
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


def _shaped(word: str, form: Form, lead: str) -> str:
    last = lead.lower().split()[-1:] or [""]
    if word == "be" and form in ("base", "past") and last[0] not in _TAKES_BASE:
        here, then = ("am", "was") if last == ["i"] else ("are", "were")
        plural = last[0] in _PLURAL or re.search(r"[^s]s$", last[0])
        if form == "past":
            return then if plural else "was"
        return here
    return inflect(word, form)


def _is_literal(token: str) -> bool:
    return token.strip("<>") not in _GAPS and token != "^" and not token.startswith("(")


def _literals(token: str) -> frozenset[str]:
    found: set[str] = set()
    for part in token.strip("<>()").split("|"):
        found |= forms(part[:-1]) if part.endswith("~") else {part}
    return frozenset(found)

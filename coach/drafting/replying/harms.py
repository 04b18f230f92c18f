"""What the client lost or suffered, and how the reply names it (practices 12, 13 and 46)."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from coach.drafting.recast import is_clause
from coach.drafting.replying.turning import spelled, turned
from coach.drafting.replying.wording import HarmWords, found, straight
from coach.drafting.tidy import upper_first
from coach.language.parse import parse
from coach.language.text import Span

_MOST_NAMED = 2
_MOST_WORDS = 24
_ENOUGH, _ENOUGH_TOO, _LITTLE = 3, 4, 2
"""The weight from which a harm is named: alone, beside a graver one, for want of any other."""
_QUOTED_LESS = 3
_NEAR = 3
_SHORT = 8
_BRACKET = re.compile(r"[\[\]{}<>|]")
_PERSONAL = re.compile(r"\b(?:she|he|her|his|him)\b", re.IGNORECASE)
_BACK = re.compile(r"^(?:they|their|it|its|that|this|these|those|so|then|also)\b", re.IGNORECASE)
_WHO = re.compile(
    r"\b(?:mum|mom|mother|father|dad|husband|wife|son|daughter|child|kid|baby|nan|gran|sister|brother"
    r"|dog|cat|man|woman|worker|girl|boy|little one|one (?:has|is|was|of))\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:[;–—]|, (?=that's |that is )|(?<=[\w.]), and "
    r"|,? (?:and|but|so) (?=(?:I|we|my|our|her|his|she|he|they)\b))\s*"
)
_DATED_PERFECT = re.compile(r"\bYou have (\w+ed)\b(?=.* (?:on|last|yesterday)\b)")


class Harm(NamedTuple):
    """One harm in the client's words, and how it is said to them."""

    start: int
    end: int
    text: str
    said: str
    quoted: bool
    weight: int


class _Candidate(NamedTuple):
    at: int
    """Which sentence it stands in."""
    needs: bool
    """Whether "she" or "her" in it needs somebody named before."""
    harm: Harm
    quote: Harm | None
    """The same in the client's own words, where those are short enough."""


def read_harms(
    body: Sequence[Span],
    taken: Sequence[tuple[int, int]],
    words: HarmWords,
    is_plain: Callable[[str], bool],
) -> tuple[Harm, ...]:
    """Return the gravest harms, at most two, in the order of the email.

    `taken`: stretches that ask something and so name no harm. `is_plain` tells whether a sentence
    may go to a client as it stands; what may not is quoted, and only when it is the gravest.
    """
    found_ = list(_candidates(body, taken, words, is_plain, _ENOUGH))
    if not found_:
        found_ = list(_candidates(body, taken, words, is_plain, _LITTLE))
    ranked = sorted(found_, key=lambda c: (-c.harm.weight, c.at))
    named: list[_Candidate] = []
    for candidate in ranked:
        if len(named) == _MOST_NAMED:
            break
        if named and candidate.harm.weight < _ENOUGH_TOO:
            continue
        one: _Candidate | None = candidate
        if candidate.needs and not any(_names_whom(other, candidate) for other in named):
            quote = candidate.quote
            one = None if quote is None else candidate._replace(harm=quote, needs=False)
        if one is not None and not (named and one.harm.quoted):
            named.append(one)
    return tuple(c.harm for c in sorted(named, key=lambda c: c.harm.start))


def _names_whom(other: _Candidate, candidate: _Candidate) -> bool:
    """Return whether a harm named before says who "she" is."""
    near = 0 <= candidate.at - other.at <= _NEAR and other.harm.start < candidate.harm.start
    return near and not other.harm.quoted and _WHO.search(other.harm.said) is not None


def _candidates(
    body: Sequence[Span],
    taken: Sequence[tuple[int, int]],
    words: HarmWords,
    is_plain: Callable[[str], bool],
    enough: int,
) -> Iterator[_Candidate]:
    for at, span in enumerate(body):
        for piece in _clauses(span):
            asks = any(start < piece.end and piece.start < end for start, end in taken)
            weight = 0 if asks else _weight(piece.text, words)
            if weight < enough:
                continue
            short = _shortened(piece, words)
            said = _plainly(short.text, words, is_plain)
            own = _quotable(body, at, short)
            quote = None if own is None else Harm(*own, own.text, True, weight - _QUOTED_LESS)
            if said:
                yield _Candidate(
                    at, _needs_somebody(short.text), Harm(*short, said, False, weight), quote
                )
            elif quote:
                yield _Candidate(at, False, quote, quote)


def _needs_somebody(text: str) -> bool:
    """Return whether "she" or "him" stands in a clause before anybody it could mean."""
    personal = _PERSONAL.search(text)
    return personal is not None and not _WHO.search(text[: personal.start()])


def _clauses(span: Span) -> list[Span]:
    """Return a sentence's own clauses, each with its place."""
    pieces, start = [], 0
    for match in [*_JOINT.finditer(span.text), None]:
        end = match.start() if match else len(span.text)
        text = span.text[start:end]
        if len(text.split()) > 1:
            pieces.append(Span(span.start + start, span.start + end, text))
        start = match.end() if match else end
    return pieces or [span]


def _weight(text: str, words: HarmWords) -> int:
    if any(found(pattern, text) for pattern in words.never):
        return 0
    return sum(sign.weight for sign in words.signs if found(sign.find, text))


def _shortened(piece: Span, words: HarmWords) -> Span:
    """Return a clause without the openings and tails a reply leaves out."""
    lead = found(words.leads, piece.text)
    start = lead.end() if lead else 0
    end = len(piece.text)
    for pattern in words.cut:
        cut = found(pattern, piece.text[start:end])
        if cut and len(piece.text[start : start + cut.start()].split()) > 2:
            end = start + cut.start()
    text = piece.text[start:end].rstrip(" ,;:-–—")
    return Span(piece.start + start, piece.start + start + len(text), text)


def _plainly(text: str, words: HarmWords, is_plain: Callable[[str], bool]) -> str:
    """Return a harm as a sentence said to the client, or nothing."""
    plain = spelled(text).rstrip(".!… ")
    unsayable = any(found(pattern, plain) for pattern in words.unsayable)
    if unsayable or len(plain.split()) > _MOST_WORDS or '"' in straight(plain):
        return ""
    if _BRACKET.search(plain) or _BACK.match(plain) or not is_clause(parse(plain)):
        return ""
    said = _DATED_PERFECT.sub(r"You \1", upper_first(turned(plain)) + ".")
    return said if is_plain(said) else ""


def _quotable(body: Sequence[Span], at: int, piece: Span) -> Span | None:
    """Return a clause to be quoted, with the sentence that says who "she" is, or what follows."""
    if not _can_quote(piece.text):
        return None
    whole = body[at]
    if _needs_somebody(piece.text):
        before = body[at - 1] if at else whole
        for first in (before, whole):
            both = [one.text for one in dict.fromkeys((first, whole))]
            text = " ".join(" ".join(both).split())
            if _can_quote(text):
                return Span(first.start, whole.end, text)
    after = body[at + 1] if at + 1 < len(body) else None
    if after and _PERSONAL.match(after.text) and len(after.text.split()) <= _SHORT:
        text = " ".join(f"{piece.text.rstrip('.')}. {after.text}".split())
        if _can_quote(text):
            return Span(piece.start, after.end, text)
    return Span(piece.start, piece.end, " ".join(piece.text.split()))


def _can_quote(text: str) -> bool:
    fits = len(text.split()) <= _MOST_WORDS and not text.isupper()
    return fits and '"' not in straight(text) and not _BRACKET.search(text)

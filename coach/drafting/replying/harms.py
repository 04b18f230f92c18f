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
_ENOUGH = 3
_QUOTED_LESS = 3
_NEAR = 3
_PERSONAL = re.compile(r"^(?:she|he|her|his)\b", re.IGNORECASE)
_BACK = re.compile(r"^(?:they|their|it|its|that|this|these|those|so|then|also)\b", re.IGNORECASE)
_WHO = re.compile(
    r"\b(?:mum|mom|mother|father|dad|husband|wife|son|daughter|child|kid|baby|nan|gran|sister|brother"
    r"|dog|cat|man|woman|worker|girl|boy|little one)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:[;–—]|(?<=[\w.]), and |,? (?:and|but|so) (?=(?:I|we|my|our|her|his|she|he|they)\b))\s*"
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


def read_harms(
    body: Sequence[Span],
    taken: Sequence[tuple[int, int]],
    words: HarmWords,
    is_plain: Callable[[str], bool],
) -> tuple[Harm, ...]:
    """Return the gravest harms, at most two, in the order of the email.

    `taken`: stretches that ask something and so name no harm. `is_plain` tells whether a sentence
    may go to a client as it stands; what may not is quoted, one at most.
    """
    ranked = sorted(
        _candidates(body, taken, words, is_plain), key=lambda c: (-c.harm.weight, c.at)
    )
    named: list[_Candidate] = []
    for candidate in ranked:
        if len(named) == _MOST_NAMED:
            break
        if candidate.harm.quoted and any(other.harm.quoted for other in named):
            continue
        if not candidate.needs or any(_names_whom(other, candidate) for other in named):
            named.append(candidate)
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
) -> Iterator[_Candidate]:
    for at, span in enumerate(body):
        for piece in _clauses(span):
            asks = any(start < piece.end and piece.start < end for start, end in taken)
            weight = 0 if asks else _weight(piece.text, words)
            if weight < _ENOUGH:
                continue
            short = _shortened(piece, words)
            said = _plainly(short.text, words, is_plain)
            if said:
                needs = _PERSONAL.match(short.text) is not None
                yield _Candidate(at, needs, Harm(*short, said, False, weight))
            elif quote := _quotable(short, body[at + 1 : at + 2]):
                yield _Candidate(at, False, Harm(*quote, quote.text, True, weight - _QUOTED_LESS))


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
    """Return a clause without the tails a reply leaves out."""
    end = len(piece.text)
    for pattern in words.cut:
        cut = found(pattern, piece.text[:end])
        if cut and len(piece.text[: cut.start()].split()) > 2:
            end = cut.start()
    text = piece.text[:end].rstrip(" ,;:-–—")
    return Span(piece.start, piece.start + len(text), text)


def _plainly(text: str, words: HarmWords, is_plain: Callable[[str], bool]) -> str:
    """Return a harm as a sentence said to the client, or nothing."""
    plain = spelled(text).rstrip(".!… ")
    unsayable = any(found(pattern, plain) for pattern in words.unsayable)
    if unsayable or len(plain.split()) > _MOST_WORDS or '"' in straight(plain):
        return ""
    if _BACK.match(plain) or not is_clause(parse(plain)):
        return ""
    said = _DATED_PERFECT.sub(r"You \1", upper_first(turned(plain)) + ".")
    return said if is_plain(said) else ""


def _quotable(piece: Span, following: Sequence[Span]) -> Span | None:
    """Return a clause to be quoted, with a short sentence that completes it."""
    text = " ".join(piece.text.split())
    if len(text.split()) > _MOST_WORDS or '"' in straight(text) or text.isupper():
        return None
    for other in following:
        after = " ".join(other.text.split())
        if _PERSONAL.match(after) and len(after.split()) <= 8 and '"' not in straight(after):
            text = f"{text.rstrip('.')}. {after}"
            return Span(piece.start, other.end, text)
    return Span(piece.start, piece.end, text)

"""What the client wants answered: questions outright, points of a list, demands and hints."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coach.domain.reply import AskedKind
from coach.drafting.replying.wording import AskingWords, found, straight
from coach.language.quotes import masked
from coach.language.text import Span

_ASKER = r"(?:what|who|whom|whose|which|when|where|why|how)"
_HELPER = (
    r"(?:do|does|did|is|are|was|were|am|have|has|had|can|could|will|would|shall|should|may|might)"
)
_PERSON = r"(?:I|we|you|it|they|he|she|there|this|that|the|your|my|our|any\w*|some\w*)"
_OPENS = re.compile(
    rf"(?:^\W*(?:(?:also|now|then|well|again|anyway|ok|okay)\W+)*|[,;:.!–—-]\s*"
    rf"|\b(?:so|and|but|because|or)\s+)"
    rf"((?:{_ASKER}\b(?:\s+[^\s,;?]+){{0,5}}?\s+{_HELPER}(?:n't)?\b|{_ASKER}\s+\w+(?:ed|t|w|e)\b"
    rf"|{_HELPER}(?:n't)?\s+{_PERSON}\b|{_ASKER}\b|by\s+wh(?:o|om|en|at)\b|how\s+come\b))",
    re.IGNORECASE,
)
_TURNED_ROUND = re.compile(
    rf"^\W*(?:(?:so|and|but|now|then|well|also|again)\W+)*"
    rf"(?:(?:{_ASKER}\b(?:\s+[^\s,;.]+){{0,3}}?\s+{_HELPER}\s+{_PERSON}\b)|{_ASKER}\s+{_HELPER}\s+it\b"
    rf"|(?:can|could|will|would|are|is|have|has|did|do|does)\s+(?:you|it|they|there|anybody|anyone)\b)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"(?:which|who|when|where)\s+(?:is|was|were|are|has|had)\s+(?:the|a|why|my|our)\b",
    re.IGNORECASE,
)
_THING = re.compile(rf"(?:an?|the|my|our|your|some|whether|if|{_ASKER}|\w+ing)\b", re.IGNORECASE)
_COMMA = re.compile(
    r"(?:[,;]\s+(?:and\s+)?|\s+and\s+(?=(?:an?|the|my|our|your|whether|who|what|when|why|how)\b))"
)
_NOT_BEFORE = re.compile(r"(?:\b(?:not|never|dont)|n't)\s+(?:\w+\s+)?$", re.IGNORECASE)
_LATE = re.compile(
    rf",\s+((?:so\s+|and\s+)?(?:how|why|what|where|who)\s+{_HELPER}\s+(?:I|we|you|it|they|he|she|this|that)\b.*)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\W*{_ASKER}\b(?!\s+an?\b)(?:\W+\w+){{0,3}}\W*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?<!\w)\((?:i{1,3}|iv|vi{0,3}|[a-h]|\d)\)\s*|(?<![\w.])(?:[1-9]|[a-h])\)\s+"
)
_MARK = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)]|\([a-z0-9]\))\s+")
_SPLIT = re.compile(
    rf",?\s+and\s+(?=(?:{_ASKER}\s+(?:\w+\s+)?{_HELPER}|(?:whether|if|who|why|when|where)\b))"
    rf"|,\s+(?={_ASKER}(?:'s|\s+{_HELPER})\b)",
    re.IGNORECASE,
)
_AND_WANTS = re.compile(
    r",?\s+and\s+(?=(?:I|we)(?:'d| would)?\s+(?:also\s+|still\s+)?(?:want|need|expect|demand|like)\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^\W*(?:(?:so|and|but|or|now|then|well|also|again|ok|okay|anyway|anyhow|finally|first|secondly"
    r"|second|third|please|honestly|seriously|in short)\b\W*)*(?:because\s+)?",
    re.IGNORECASE,
)


class Ask(NamedTuple):
    """Something asked, before it is put into the reply."""

    start: int
    end: int
    kind: AskedKind
    clause: str
    """The words that ask, without what leads up to them."""
    lead: str = "{what}"


def read_asked(body: Sequence[Span], text: str, words: AskingWords) -> tuple[Ask, ...]:
    """Return all that is asked, in the order of the email, no stretch of it twice."""
    asked: list[Ask] = []
    in_list = False
    for span in body:
        mark = _MARK.match(text, text.rfind("\n", 0, span.start) + 1)
        point = mark is not None and mark.end() >= span.start
        if point and mark is not None:
            bare = _part(span, mark.end() - span.start, len(span.text))
            if in_list or span.text.rstrip().endswith("?"):
                asked.append(_listed(bare))
                continue
        else:
            in_list = _introduces(span.text, words)
        for part in _wishes(span):
            asked.extend(_sentence(part, words))
    return _without_overlap(_joined(asked, text))


def _wishes(span: Span) -> Iterator[Span]:
    """Yield the parts of a sentence that each want something: "I want ..., and I want ..."."""
    start = 0
    for match in _AND_WANTS.finditer(_plain(span.text)):
        yield _part(span, start, match.start())
        start = match.end()
    yield _part(span, start, len(span.text))


def _joined(asked: Sequence[Ask], text: str) -> list[Ask]:
    """Return what is asked with a lone "Where?" made a part of the question before it."""
    joined: list[Ask] = []
    for ask in asked:
        last = joined[-1] if joined else None
        lone = re.fullmatch(_ASKER, ask.clause, re.IGNORECASE) is not None
        if last is not None and lone and not text[last.end : ask.start].strip(" .?!\n"):
            joined[-1] = last._replace(end=ask.end)
        else:
            joined.append(ask)
    return joined


def _introduces(sentence: str, words: AskingWords) -> bool:
    return sentence.rstrip().endswith(":") and found(words.lists, sentence) is not None


def _listed(span: Span) -> Ask:
    clause = re.sub(r"[\s;,.?]+(?:and|or)?\s*$", "", span.text)
    return Ask(span.start, span.start + len(clause), "listed", clause)


def _sentence(span: Span, words: AskingWords) -> Iterator[Ask]:
    """Yield what one sentence asks."""
    if any(found(pattern, span.text) for pattern in words.rhetorical):
        return
    numbered = list(_NUMBERED.finditer(span.text))
    if len(numbered) > 1:
        ends = [match.start() for match in numbered[1:]] + [len(span.text)]
        for match, end in zip(numbered, ends, strict=True):
            yield _listed(_part(span, match.end(), end))
        return
    colon = re.search(r":\s+", span.text)
    if colon and found(words.lists, span.text[: colon.start()]):
        rest = _part(span, colon.end(), len(span.text))
        if _OPENS.match(rest.text):
            yield from (_listed(piece) for piece in _pieces(rest))
            return
        things = list(_things(rest))
        if len(things) > 1 and all(_THING.match(thing.text) for thing in things):
            yield from (_listed(thing) for thing in things)
            return
    demand = _demand(span, words)
    if demand is not None:
        yield from demand
    elif _asks(span.text):
        yield from (_ask(piece, "outright") for piece in _pieces(_question(span)))
    elif late := _LATE.search(_plain(span.text)):
        yield _ask(_part(span, late.start(1), len(span.text)), "outright")
    else:
        yield from _order(span, words)


def _asks(text: str) -> bool:
    plain = _plain(text).rstrip("\"'”’) ")
    return (
        plain.endswith(("?", "?!", "??"))
        or _TURNED_ROUND.match(plain) is not None
        or _BARE.fullmatch(plain) is not None
    )


def _question(span: Span) -> Span:
    """Return a question from where its own words begin."""
    plain = _plain(span.text)
    opens = [match.start(1) for match in _OPENS.finditer(plain)]
    strong = [
        at
        for at in opens
        if re.match(rf"(?:{_ASKER}\b|{_HELPER}(?:n't)?\s)", plain[at:], re.I)
        and not _RELATIVE.match(plain, at)
    ]
    at = strong[0] if strong else 0
    return _part(span, at, len(span.text))


def _demand(span: Span, words: AskingWords) -> list[Ask] | None:
    """Return what a sentence demands: the first wording that fits decides."""
    plain = straight(span.text)
    for demand in words.demands:
        match = re.search(demand.find, plain, re.IGNORECASE)
        if match is None or _in_quotes(span.text, match.start()):
            continue
        if _NOT_BEFORE.search(plain[: match.start()]):
            continue
        what = _part(span, match.start("what"), match.end("what"))
        pieces = list(_pieces(what)) if demand.lead == "{what}" else [what]
        first, *rest = (_ask(piece, "implied", demand.lead) for piece in pieces)
        return [first._replace(start=span.start + match.start()), *rest]
    return None


def _order(span: Span, words: AskingWords) -> Iterator[Ask]:
    match = re.match(
        rf"\W*(?:(?:please|so|now|then|and|just|kindly)\W+)*((?:{words.imperatives})\b(?!\s*[,;:.]).*)",
        straight(span.text),
        re.IGNORECASE | re.DOTALL,
    )
    if match and len(match[1].split()) > 1:
        yield _ask(_part(span, match.start(1), len(span.text)), "implied", "you want us to {what}")


def _pieces(span: Span) -> Iterator[Span]:
    """Yield the questions that stand joined in one stretch."""
    start = 0
    for match in _SPLIT.finditer(_plain(span.text)):
        if match.start() > start:
            yield _part(span, start, match.start())
            start = match.end()
    yield _part(span, start, len(span.text))


def _things(span: Span) -> Iterator[Span]:
    """Yield the things listed in one stretch: "a new date, my deposit and who signed it"."""
    start = 0
    for match in _COMMA.finditer(_plain(span.text)):
        if match.start() > start:
            yield _part(span, start, match.start())
            start = match.end()
    yield _part(span, start, len(span.text))


def _ask(span: Span, kind: AskedKind, lead: str = "{what}") -> Ask:
    lost = _LEADING.match(span.text)
    own = _part(span, lost.end() if lost and lost.end() < len(span.text) else 0, len(span.text))
    clause = re.sub(r"[\s;,.?!…]+$", "", own.text)
    return Ask(own.start, own.end, kind, clause or own.text, lead)


def _part(span: Span, start: int, end: int) -> Span:
    piece = span.text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    return Span(span.start + first, span.start + first + len(piece.strip()), piece.strip())


def _plain(text: str) -> str:
    """Return a text of the same length, straight quotation marks, quoted words blotted out."""
    return straight(masked(text))


def _in_quotes(text: str, at: int) -> bool:
    return masked(text)[at] != text[at]


def _without_overlap(asked: Sequence[Ask]) -> tuple[Ask, ...]:
    kept: list[Ask] = []
    for ask in sorted(asked, key=lambda a: (a.start, -a.end)):
        if ask.clause and (not kept or ask.start >= kept[-1].end):
            kept.append(ask)
    return tuple(kept)

"""Lines, sentences and words of a text, each with its exact place in it."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

LineKind = Literal["blank", "quote", "table", "bullet", "address", "greeting", "signature", "prose"]


class Span(NamedTuple):
    """A piece of a text; offsets count code points, end exclusive."""

    start: int
    end: int
    text: str


class Line(NamedTuple):
    """One line of an email and what it is for."""

    start: int
    end: int
    text: str
    kind: LineKind


_WORD = re.compile(r"[^\W_]+(?:['\u2019.][^\W_]+)*(?:[-\u2011][^\W_]+)*")
_LINK = r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
LINK = re.compile(_LINK)
"""A web or mail address: never checked, never changed."""

_BULLET = re.compile(r"\s*(?:[-*•\u2013]|\d{1,2}[.)]|\([a-z0-9]\))\s+\S")
_BARE_NAME = re.compile(r"\s*[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+)?[,!:]\s*$")
_GREETING_WORD = re.compile(
    r"\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day)|to whom it)\b", re.IGNORECASE
)
_SIGN_OFF = re.compile(
    r"\s*(?:(?:with |many )?(?:(?:kind|best|warm|warmest|kindest|good|friendly)\s+)?"
    r"(?:regards|wishes|thanks|hugs)|best|cheers|sincerely|respectfully|yours(?:\s+\w+)?"
    r"|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|all the best|many thanks|thanks"
    r"|thank you|warmly|cordially|take care|xo+|love)(?: and \w+)?\s*[,.!]?\s*$",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"\s*(?:-{2,}\s*(?:original|forwarded) message|on .{6,80} wrote:\s*$|_{8,}\s*$)", re.IGNORECASE
)
_LONG_LINE = 50
_SIGNATURE_LINES = 9
_ABBREVIATION = re.compile(
    r"mr|mrs|ms|dr|prof|st|no|nos|vs|e\.g|i\.e|etc|approx|inc|ltd|co|"
    r"corp|dept|fig|p\.a|p|pp|art|cl|jan|feb|mar|apr|jun|jul|aug|sep|"
    r"sept|oct|nov|dec|v|a\.m|p\.m|ref|tel|ext|cf|sr|jr|rev|hon|m&e"
)
_MONTH = re.compile(r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec")
_END = re.compile(r"[.!?…]+[\"'”\u2019)\]]*(?=\s|$)")


def words(text: str) -> Iterator[Span]:
    """Yield the words and numbers of a text in order."""
    for match in _WORD.finditer(text):
        yield Span(match.start(), match.end(), match.group())


def lines(text: str) -> tuple[Line, ...]:
    """Return a text's lines without their line ends, each with its kind."""
    raw = _raw_lines(text)
    kinds = [_kind(span.text) for span in raw]
    _mark_history(raw, kinds)
    _mark_greeting(raw, kinds)
    _mark_signature(raw, kinds)
    return tuple(Line(*span, kind) for span, kind in zip(raw, kinds, strict=True))


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the runs of prose and bullet points, hard-wrapped lines joined."""
    spans: list[Span] = []
    open_start: int | None = None
    open_end = 0
    for line in lines(text):
        joins = open_start is not None and line.kind == "prose"
        if joins and not _wraps(text[:open_end]):
            joins = False
        if open_start is not None and not joins:
            spans.append(Span(open_start, open_end, text[open_start:open_end]))
            open_start = None
        if line.kind in ("prose", "bullet"):
            open_start = line.start if open_start is None else open_start
            open_end = line.end
    if open_start is not None:
        spans.append(Span(open_start, open_end, text[open_start:open_end]))
    return tuple(spans)


def sentences(text: str) -> tuple[Span, ...]:
    """Return a text's sentences, without quoted history, tables, greeting and signature."""
    return tuple(s for p in paragraphs(text) for s in split_sentences(p.text, p.start))


def split_sentences(paragraph: str, offset: int = 0) -> tuple[Span, ...]:
    """Return the sentences of one paragraph that begins at an offset."""
    found: list[Span] = []
    start = 0
    for match in _END.finditer(paragraph):
        if _is_boundary(paragraph, match):
            _add(found, paragraph, start, match.end(), offset)
            start = match.end()
    _add(found, paragraph, start, len(paragraph), offset)
    return tuple(found)


def _add(found: list[Span], paragraph: str, start: int, end: int, offset: int) -> None:
    piece = paragraph[start:end]
    stripped = piece.strip()
    if stripped:
        at = start + len(piece) - len(piece.lstrip())
        found.append(Span(offset + at, offset + at + len(stripped), stripped))


def _is_boundary(paragraph: str, match: re.Match[str]) -> bool:
    if match.group()[0] != "." or len(match.group()) > 1:
        return _next_starts_sentence(paragraph, match.end())
    before = paragraph[: match.start()].rsplit(None, 1)
    last = before[-1].lower().lstrip("(\"'“\u2018") if before else ""
    if _MONTH.fullmatch(last) and len(before) > 1 and before[0][-1:].isdigit():
        return paragraph[match.end() :].lstrip()[:1].isupper()
    if _ABBREVIATION.fullmatch(last) or (len(last) == 1 and last.isalpha() and last != "i"):
        return False
    return _next_starts_sentence(paragraph, match.end())


def _next_starts_sentence(paragraph: str, at: int) -> bool:
    rest = paragraph[at:].lstrip()
    return not rest or not rest[0].islower()


def _raw_lines(text: str) -> list[Span]:
    found: list[Span] = []
    at = 0
    for piece in text.splitlines(keepends=True):
        body = piece.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        found.append(Span(at, at + len(body), body))
        at += len(piece)
    return found


def _kind(line: str) -> LineKind:
    stripped = line.strip()
    if not stripped:
        return "blank"
    if stripped[0] in ">|":
        return "quote" if stripped[0] == ">" else "table"
    if LINK.search(stripped) and len(LINK.sub("", stripped).split()) <= 3:
        return "address"
    if _BULLET.match(line):
        return "bullet"
    return "prose"


def _mark_history(raw: list[Span], kinds: list[LineKind]) -> None:
    for at, line in enumerate(raw):
        if _HISTORY.match(line.text):
            kinds[at:] = ["quote" if k != "blank" else k for k in kinds[at:]]
            return


def _mark_greeting(raw: list[Span], kinds: list[LineKind]) -> None:
    filled = [i for i, kind in enumerate(kinds) if kind not in ("blank", "quote")]
    if len(filled) < 2:
        return
    first = raw[filled[0]].text
    greets = _GREETING_WORD.match(first) and len(first.split()) <= 9
    if greets or _BARE_NAME.match(first):
        kinds[filled[0]] = "greeting"


def _mark_signature(raw: list[Span], kinds: list[LineKind]) -> None:
    filled = [i for i, kind in enumerate(kinds) if kind not in ("blank", "quote")]
    for at in reversed(filled[-_SIGNATURE_LINES:]):
        line = raw[at].text.strip()
        rest = [i for i in filled if i >= at]
        short = all(len(raw[i].text.split()) <= 10 for i in rest)
        if len(rest) > 1 and short and _SIGN_OFF.match(line):
            for i in rest:
                kinds[i] = "signature"
            return


def _wraps(so_far: str) -> bool:
    """Tell whether the last line is so long that the next one continues it."""
    last = so_far.rsplit("\n", 1)[-1].rstrip()
    return len(last) >= _LONG_LINE and last[-1] not in ".!?:;"

"""The client's email taken apart: who writes to whom, and the sentences of what they wrote."""

import re
from typing import NamedTuple

from coach.drafting.replying.wording import LetterWords
from coach.language.text import LINK, Line, Span, lines, sentences

_HEADER = re.compile(r"\s*(?:subject|re|from|to|date|sent|cc)\s*:\s*(.*)", re.IGNORECASE)
_HEAD_LINES = 6
_GREETING = re.compile(
    r"\s*(dear|hi|hello|hey|bonjour|hallo|good (?:morning|afternoon|evening|day))?\b[\s,]*"
    r"(.*?)[\s,!:.–-]*$",
    re.IGNORECASE,
)
_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|rev|sister|father)\b\.?"
_TITLED = re.compile(rf"({_TITLE})\s+(.+)", re.IGNORECASE)
_TITLE_AFTER = re.compile(rf"\s*\(({_TITLE})\)", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:sirs?|madam|team|all|whom|whoever|manager|there|support|department|office|customer"
    r"|colleagues?|everyone|both|folks)\b",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[^\W\d_](?:\.|\b)|[^\W\d_][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,4}}\.?")
_PARTICLES = {"van", "von", "de", "der", "den", "da", "di", "du", "la", "le", "del", "bin", "al"}
_BLOCK_LINES, _LINE_WORDS = 6, 10


class Letter(NamedTuple):
    """An email, taken apart."""

    text: str
    us: str
    """The name they greet us by, if it is a first name; else empty."""
    them: str
    """How to address them: a full name, a first name or a title and surname; else empty."""
    formal: bool
    body: tuple[Span, ...]
    """Sentences and list points, without greeting, signature, headers and quoted history."""


def read_letter(text: str, words: LetterWords) -> Letter:
    """Return an email taken apart."""
    own = text[: _history(text)]
    found = lines(own)
    cut, name = _signature(own, words)
    greeting: Line | Span | None = next((n for n in found if n.kind == "greeting"), None)
    us, formal = _greeted(re.split(r"[,:!]", greeting.text)[0] if greeting else "")
    if not greeting and (first := _greets_unusually(own, words)) is not None:
        greeting, (us, formal) = first, _greeted(first.text)
    named = name or _from_header(own)
    body = tuple(
        piece
        for span in (*_after_greeting(greeting), *sentences(own[:cut]))
        if not _HEADER.match(span.text) and not (greeting and span.start == greeting.start)
        for piece in _split(span, hasty=_is_hasty(own))
    )
    return Letter(
        text=text,
        us=us,
        them=_address(named, formal),
        formal=formal,
        body=body,
    )


def _after_greeting(line: Line | Span | None) -> tuple[Span, ...]:
    """Return what is asked in the line that greets: "Hi Tom, where is my order?"."""
    match = re.match(r"[^,:!–-]{2,40}[,:!–-]\s+(?=\S.*\?)", line.text) if line else None
    if line is None or match is None:
        return ()
    return (Span(line.start + match.end(), line.end, line.text[match.end() :].rstrip()),)


def _is_hasty(text: str) -> bool:
    """Return whether somebody writes without capitals, so that a full stop alone ends a sentence."""
    small, big = (len(re.findall(rf"[a-z]\.\s+[{set_}]", text)) for set_ in ("a-z", "A-Z"))
    return small > big


def _split(span: Span, *, hasty: bool) -> list[Span]:
    """Return the sentences of one that only lacks capitals; a question mark always ends one."""
    ends = r"(?<=[a-z)][.?!])\s+" if hasty else r"(?<=[a-z)]\?)\s+"
    pieces, start = [], 0
    for match in [*re.finditer(ends, span.text), None]:
        end = match.start() if match else len(span.text)
        pieces.append(Span(span.start + start, span.start + end, span.text[start:end]))
        start = match.end() if match else end
    return [piece for piece in pieces if piece.text]


def _history(text: str) -> int:
    """Return where quoted history begins."""
    found = lines(text)
    for at, line in enumerate(found):
        sent = any(
            re.match(r"\s*(?:sent|to|date)\s*:", n.text, re.I) for n in found[at + 1 : at + 4]
        )
        if at >= _HEAD_LINES and re.match(r"\s*from\s*:", line.text, re.I) and sent:
            return line.start
    quoted = [line for line in found if line.kind == "quote"]
    if quoted and not any(
        line.kind not in ("quote", "blank", "signature")
        for line in found
        if line.start > quoted[0].start
    ):
        return quoted[0].start
    return len(text)


def _signature(text: str, words: LetterWords) -> tuple[int, str]:
    """Return where the signature begins and the name in it."""
    found = [line for line in lines(text) if line.kind not in ("blank", "quote")]
    if len(found) < 2:
        return len(text), ""
    signed = [line for line in found if line.kind == "signature"]
    block = signed or _last_block(text)
    begins: int | None = block[0].start if signed else None
    for line in block:
        if _is_farewell(line.text, words):
            begins = line.start if begins is None else begins
            continue
        name = _name_in(
            line.text, words, shouting=text.isupper(), small=len(block) == 1 and text.islower()
        )
        if name and line.start > found[0].start:
            return line.start if begins is None else begins, name
        begins = begins if signed else None
    return (block[0].start, "") if signed else (len(text), "")


def _last_block(text: str) -> list[Span]:
    """Return the last lines that stand together and are short."""
    rows = [Span(line.start, line.end, line.text) for line in lines(text) if line.kind != "quote"]
    while rows and not rows[-1].text.strip():
        rows.pop()
    block: list[Span] = []
    while rows and rows[-1].text.strip() and len(block) < _BLOCK_LINES:
        if len(rows[-1].text.split()) > _LINE_WORDS:
            break
        block.insert(0, rows.pop())
    return block


def _is_farewell(line: str, words: LetterWords) -> bool:
    return re.fullmatch(rf"\W*(?:{words.farewell})\W*", line, re.IGNORECASE) is not None


def _name_in(line: str, words: LetterWords, *, shouting: bool, small: bool = False) -> str:
    """Return the name a signature's line begins with, with its title."""
    plain = LINK.sub("", line).strip(" -–—*~")
    title = _TITLE_AFTER.search(plain)
    head = re.split(r",|\(|/|\||;|\s[-–—]\s", plain)[0].strip()
    before = _TITLED.fullmatch(head)
    bare = before[2] if before else head
    if not _NAME.fullmatch(bare) or re.fullmatch(
        rf"(?:{words.not_a_signer})", bare.split()[0], re.IGNORECASE
    ):
        return ""
    parts = bare.split()
    initial = re.match(r"\w\.", parts[0]) is not None
    if not (all(_like_name(part) for part in parts) or initial or (small and len(parts) < 4)):
        return ""
    if shouting and len(parts) > 3:
        return ""
    named = " ".join(_cased(part) for part in parts)
    mark = before[1] if before else title[1] if title else ""
    return f"{mark.capitalize().rstrip('.')} {named}" if mark else named


def _like_name(word: str) -> bool:
    return word[:1].isupper() or word in _PARTICLES


def _cased(word: str) -> str:
    if word in _PARTICLES or (not word.isupper() and not word.islower()) or len(word) == 2:
        return word if not word.islower() or word in _PARTICLES else word.upper()
    return "-".join(part.capitalize() for part in word.split("-"))


def _greeted(line: str) -> tuple[str, bool]:
    """Return the first name we are greeted by, if any, and whether the tone is formal."""
    match = _GREETING.match(line)
    word, name = (match[1] or "", match[2]) if match else ("", "")
    casual = word.lower() in ("hi", "hey", "hello", "hallo")
    if not name or _NOBODY.search(name) or _TITLED.match(name):
        return "", not casual
    first = name.split()[0]
    single = _NAME.fullmatch(name) is not None and first[:1].isupper() and len(name.split()) == 1
    return (_cased(first), False) if single else ("", not casual)


def _greets_unusually(text: str, words: LetterWords) -> Span | None:
    """Return a first line that is only a name or a greeting in another language."""
    rows = [line for line in lines(text) if line.kind != "blank" and not _HEADER.match(line.text)]
    if len(rows) < 3:
        return None
    first = rows[0]
    alone = text[first.end :].lstrip(" ").startswith(("\n\n", "\r\n\r\n", "\n \n"))
    line = first.text.strip()
    bare = re.sub(r"^(?:bonjour|hallo|dear)\s+", "", line, flags=re.IGNORECASE).strip(" ,.!:–-")
    short = len(line.split()) <= 3 and _name_in(bare, words, shouting=False)
    comma = line.endswith((",", ":")) and len(line.split()) <= 8
    if alone and (comma or (short and not line.endswith(("?", ".", "!")))):
        return Span(first.start, first.end, first.text)
    return None


def _from_header(text: str) -> str:
    for line in text.splitlines()[:_HEAD_LINES]:
        match = re.match(r"\s*from\s*:\s*\"?([^\"<@,]+)", line, re.IGNORECASE)
        if match and _NAME.fullmatch(match[1].strip()):
            return match[1].strip()
    return ""


def _address(name: str, formal: bool) -> str:
    if not name:
        return ""
    titled = _TITLED.fullmatch(name)
    if titled:
        return f"{titled[1]} {titled[2].split()[-1]}"
    first = name.split()[0]
    return name if formal or first.endswith(".") or len(first) < 2 else first

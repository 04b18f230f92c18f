"""Sentences and clauses of messy text, with offsets."""

import re
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Span:
    """A stretch of the working text."""

    start: int
    end: int

    def holds(self, position: int) -> bool:
        """Return whether a position lies in the stretch."""
        return self.start <= position < self.end

    def of(self, text: str) -> str:
        """Return the stretch's words."""
        return text[self.start : self.end]


_END = re.compile(r"[.!?…]+[\"”'’)]*(?=\s|$)|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|no|nr|approx|ca|vs|etc|e\.g|i\.e|inv|ref|ext|incl|tel|dept"
    r"|[a-z])\.$",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"(?:^|[\s(])(?:mon|tues?|wed|thurs?|thu|fri|sat|sun"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.$",
    re.IGNORECASE,
)
_OF_DATE = re.compile(
    r"(?:the\s)?\d|(?:at|to|or|and|till|until|morning|afternoon|evening|night|jan|feb|mar|apr|may"
    r"|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|\n|[.:;!?]\s)\s*\d{1,2}\.$")
_WRAP_AT = 60
_WIDEST_WRAP = 120
_CLAUSE = re.compile(
    r"[,;:](?=\s)|\s[-–—]+\s|—|\s(?=\()|(?<=\))\s|\s(?=(?:but|although|though|whereas|because|while"
    r"|unless|however|so)\s)|\s(?=(?:and|or|so)\s(?:i|we|he|she|they|it|that|there|my|our|his|her|their)\s)",
    re.IGNORECASE,
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences, without the white space around them, in order."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        if _is_end(text, start, match):
            spans += _trimmed(text, start, match.end())
            start = match.end()
    return (*spans, *_trimmed(text, start, len(text)))


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    so_far, after = text[start : match.end()], text[match.end() :].lstrip()
    if "\n" in match[0]:
        line = text[: match.start()].rsplit("\n", 1)[-1].rstrip()
        return match[0] != "\n" or not _wrapped(text, line, after)
    if match[0] != ".":
        return match[0][0] != "…" or not after[:1].islower()
    if _NUMBERED.search(text[: match.end()]):
        return False
    if _CALENDAR.search(so_far):
        return not _OF_DATE.match(after)
    short = _ABBREVIATION.search(so_far)
    return not short or not (after[:1].isdigit() or after[:1].isalpha())


def _wrapped(text: str, line: str, after: str) -> bool:
    """Return whether a line was broken only because the next word did not fit."""
    word = after.split(maxsplit=1)[0] if after.split() else ""
    if not word or word[0] in "-*•":
        return False
    if word[0].islower() and len(line) > _WRAP_AT:
        return True
    width = max(len(one.rstrip()) for one in text.split("\n"))
    return _WRAP_AT < width <= _WIDEST_WRAP and len(line) + 1 + len(word) > width


def split_clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """Return the clauses of a sentence: between commas, dashes, brackets and joining words."""
    edges = [sentence.start]
    edges += [m.end() for m in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    edges.append(sentence.end)
    found = [one for low, high in pairwise(edges) for one in _trimmed(text, low, high)]
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    words = text[start:end]
    low = start + len(words) - len(words.lstrip())
    high = low + len(words.strip())
    return [Span(low, high)] if any(c.isalnum() for c in words) else []

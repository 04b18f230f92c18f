"""Which runs of an email may change: its sentences, without marks, quotes and addresses."""

import re
from collections.abc import Iterable, Iterator

from coach.language.inflect import forms
from coach.language.text import LINK, Span, lines, sentences

_MARK = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)]|\([a-z0-9]\))\s+")
_QUOTED = re.compile(r"“[^”\n]{2,300}”|(?<![\w\"])\"[^\"\n]{2,300}\"(?!\w)|‘[^’\n]{2,200}’(?!\w)")


def editable(text: str) -> Iterator[tuple[Span, bool]]:
    """Yield each sentence that may change, and whether it is a point of a list."""
    starts = {line.start: line for line in lines(text) if line.kind == "bullet"}
    for sentence in sentences(text):
        line = starts.get(text.rfind("\n", 0, sentence.start) + 1)
        mark = _MARK.match(text, line.start) if line else None
        start = max(sentence.start, mark.end()) if mark else sentence.start
        if start < sentence.end:
            yield Span(start, sentence.end, text[start : sentence.end]), line is not None


def protected(sentence: str, allow: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return the runs of a sentence that stay: links, quoted words, the user's own words."""
    found = [m.span() for m in LINK.finditer(sentence)]
    found += [m.span() for m in _QUOTED.finditer(sentence)]
    for words in allow:
        pattern = _allowed(words)
        found += [m.span() for m in pattern.finditer(sentence)] if pattern else []
    return tuple(sorted(found))


def _allowed(words: str) -> re.Pattern[str] | None:
    parts = re.findall(r"[\w'’]+", words.lower())
    if not parts:
        return None
    last = "|".join(
        sorted(
            map(
                re.escape,
                {*forms(parts[-1]), *forms(parts[0])} if len(parts) == 1 else forms(parts[-1]),
            ),
            key=len,
            reverse=True,
        )
    )
    first = [
        r"(?:" + "|".join(map(re.escape, sorted(forms(p), key=len, reverse=True))) + ")"
        for p in parts[:-1]
    ]
    return re.compile(
        r"(?<!\w)" + r"[\s-]+".join([*first, f"(?:{last})"]) + r"(?!\w)", re.IGNORECASE
    )

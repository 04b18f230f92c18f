"""Putting words into a draft so that capitals, spaces, commas and articles stay right."""

import re

from coach.language.names import find_names
from coach.language.rewriting.draft import Draft

_AN = re.compile(r"(?:[aeio]|u(?!ni|se|su|ti|k\b|s\b)|hour|honest|heir|honour)", re.IGNORECASE)
_NOT_AN = re.compile(r"(?:one\b|once\b|eu|ew|ubiq)", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)


def put(draft: Draft, start: int, end: int, words: str, why: str) -> Draft:
    """Return the draft with a run replaced by words, or cut out if they are empty."""
    if not words:
        return cut(draft, start, end, why)
    text = draft.text
    if text[start : start + 1].isupper() and _opens(text, start):
        words = raised(words)
    if words.strip()[-1] in ".!?" and text[end : end + 1] in (".", "!", "?"):
        words = words[:-1]
    article = _ARTICLE.search(text, 0, start)
    if article and words[0].isalnum():
        start = article.start()
        words = _with_article(article.group(1), words)
    return draft.replace(start, end, words, why)


def cut(draft: Draft, start: int, end: int, why: str) -> Draft:
    """Return the draft without a run, its comma and its space."""
    text = draft.text
    opens = _opens(text, start)
    while end < len(text) and text[end] == " ":
        end += 1
    if text[end : end + 1] == "," and (opens or text[:start].rstrip().endswith(",")):
        end += 1
        while end < len(text) and text[end].isspace():
            end += 1
    if end < len(text) and text[end] in ",.;:!?)":
        while start and text[start - 1] == " ":
            start -= 1
        if text[end] in ".;!?" and text[:start].endswith(","):
            start -= 1
    elif end == len(text):
        while start and text[start - 1] in " ,":
            start -= 1
    if opens and text[start : start + 1].isupper() and end < len(text):
        return draft.replace(start, end + 1, text[end].upper(), why)
    article = _ARTICLE.search(text, 0, start)
    if article and end < len(text) and text[end].isalpha():
        follower = re.compile(r"\w+").match(text, end)
        if follower:
            put_in = _with_article(article.group(1), follower.group())
            return draft.replace(article.start(), follower.end(), put_in, why)
    return draft.replace(start, end, "", why)


def raised(words: str) -> str:
    """Return words with a capital first letter, a blank left as it is."""
    return words if words.startswith("[") else words[:1].upper() + words[1:]


def lowered(words: str) -> str:
    """Return words for the inside of a sentence: no capital unless the first is a name."""
    first = words.split(" ", 1)[0]
    if (
        first in ("I", "I'm", "I've", "I'll", "I'd")
        or first.strip(".,").isupper()
        and len(first) > 1
    ):
        return words
    if any(span.start == 0 for span, _ in find_names("x " + words[:1].lower() + words[1:])):
        return words
    named = any(span.start == 2 for span, _ in find_names("x " + words))
    return words if named and not _common(first) else words[:1].lower() + words[1:]


def _common(word: str) -> bool:
    from coach.language.parse import parse

    token = parse(word.lower())[0]
    return token.pos_ not in ("PROPN", "X") and not token.is_oov or word.endswith("s")


def _opens(text: str, start: int) -> bool:
    return not text[:start].strip(" \"'“‘(")


def _with_article(article: str, words: str) -> str:
    first = words.split(" ", 1)[0]
    if re.match(r"(?:an?|the|our|your|my|this|that|these|those|some)\b", words, re.IGNORECASE):
        return raised(words) if article[0].isupper() else words
    vowel = bool(_AN.match(first)) and not _NOT_AN.match(first)
    right = "an" if vowel else "a"
    return (right.capitalize() if article[0].isupper() else right) + " " + words

"""Putting words into a draft so that capitals, spaces, commas and articles stay right."""

import re

from coach.language.parse import parse
from coach.language.rewriting.draft import Draft

_AN = re.compile(r"(?:[aeio]|u(?!ni|se|su|ti|k\b|s\b)|hour|honest|heir|honour)", re.IGNORECASE)
_NOT_AN = re.compile(r"(?:one\b|once\b|eu|ew|ubiq)", re.IGNORECASE)
_NAMED = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "DATE")
_ENDS_COMMON = re.compile(
    r"(?:tion|ment|ness|ity|ing|ive|ous|ance|ence|ional|able|ed|ures|ions)s?$"
)
_OPENERS = frozenset(
    "the a an this that these those our your my their his her its any all some certain every each "
    "no two three four five both several many most other further additional new we you they he she "
    "it there full appropriate corrective regular lessons steps measures work access "
    "payment".split()
)
_DETERMINER = re.compile(r"\b(?:the|an?|our|your|my|their|its|this|these|those)\s+$", re.IGNORECASE)
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
    leads = opens or text[:start].rstrip().endswith(",") or _DETERMINER.search(text, 0, start)
    if text[end : end + 1] == "," and leads:
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


def lowered(words: str, sentence: str) -> str:
    """Return the first words of a sentence for its inside: no capital unless they are a name."""
    first = re.split(r"[\s,]", words, maxsplit=1)[0]
    if first.split("'")[0].split("’")[0] == "I" or (first.isupper() and len(first) > 1):
        return words
    if _is_name(first, sentence):
        return words
    return words[:1].lower() + words[1:]


def _is_name(first: str, sentence: str) -> bool:
    if _ENDS_COMMON.search(first) or first.lower() in _OPENERS:
        return False
    token = parse(sentence.replace("\n", " "))[0]
    alone = parse(first.lower())[0]
    return token.pos_ == "PROPN" or bool(token.ent_type_ in _NAMED) or alone.pos_ == "PROPN"


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \n\"'“‘(")
    return not before or before[-1] in ".!?"


def _with_article(article: str, words: str) -> str:
    first = words.split(" ", 1)[0]
    if re.match(r"(?:an?|the|our|your|my|this|that|these|those|some)\b", words, re.IGNORECASE):
        return raised(words) if article[0].isupper() else words
    vowel = bool(_AN.match(first)) and not _NOT_AN.match(first)
    right = "an" if vowel else "a"
    return (right.capitalize() if article[0].isupper() else right) + " " + words

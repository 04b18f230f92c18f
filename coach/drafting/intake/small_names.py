"""Names written in small letters, as hurried notes have them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.drafting.intake.lexicon import PeopleWords
from coach.drafting.intake.mentions import Mention, bare, mention, token_at
from coach.drafting.intake.vocabulary import is_small, is_word

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SMALL_NAME = r"[a-zà-þ]{3,}(?:\s[a-zà-þ]{3,})?"
_WHO = r"(?-i:[a-zà-þ]{2,}(?:\s(?:(?:van|de|der|von|el|al)[\s-])?[a-zà-þ]{3,}(?:-[a-zà-þ]+)?)?)"
_BEFORE_FIRM = r"\b(?:for|at|with|from|of|by|to|clients?|customers?|(?<=[.\n]\s)so)\s(?:the\s)?"
_BEFORE_HOUSE = r"\b(?:for|at|with|from|of|to|client|customer)\s"
_SHORT_NAME = 3
_AND_CO = re.compile(
    r"(?:(?<=\bfor\s)|(?<=\bwith\s)|(?<=\bfrom\s)|(?<=\bat\s))[a-z][\w'’-]+ & [a-z][\w'’-]+"
)
_FAMILY = re.compile(
    r"\s(?P<particles>(?:(?:van|de|der|den|von|el|al|di|da|la|le|bin)[\s-])*)([a-zà-þ][a-zà-þ'’-]{2,})(?!\w)"
)
_TWO_WORDS = re.compile(r"(?<![\w'’-])([a-zà-þ]{3,})\s([a-zà-þ]{4,})(?![\w-])")
_PAIRED = re.compile(r"(?<![\w'’-])(?P<one>[a-z][\w'’-]+) & (?P<two>[a-z][\w'’-]+)")


def small_names(text: str, doc: "Doc", words: PeopleWords) -> Iterator[Mention]:
    """Yield names written small: given names, names beside a role, firms, "a & b"."""
    for match in _AND_CO.finditer(text):
        yield mention(text, *match.span(), "organisation")
    for match in _PAIRED.finditer(text):
        bracket = text[match.end() :].startswith(" (")
        if bracket or not all(
            is_word(bare(part)) or bare(part) in words.common for part in match.group("one", "two")
        ):
            yield mention(text, *match.span(), "organisation")
    house = rf"{_BEFORE_HOUSE}(?P<org>(?:[a-z][\w'’-]+\s){{1,3}}?(?:{words.premises}))(?![\w'’-])"
    firm_words = rf"(?:{words.premises}|{words.org_suffix.pattern})"
    opening = rf"(?:^|[.\n]\s*)(?P<org>(?:[a-z][\w'’-]+\s){{1,2}}{firm_words})(?=\s?[(,])"
    for match in (*re.finditer(house, text), *re.finditer(opening, text)):
        if not any(bare(p) in words.common or is_small(p) for p in match["org"].split()):
            yield mention(text, *match.span("org"), "organisation")
    yield from _given(text, doc, words)
    yield from _called_for(text, doc, words)
    bracketed = rf"{words.role.pattern}\s?[(,]\s?(?P<who>{_SMALL_NAME})(?=[),])"
    for match in re.finditer(bracketed, text, re.IGNORECASE):
        token, who = token_at(doc, match.start("who")), match["who"]
        noun = token is not None and token.tag_.startswith("NN")
        if noun and not words.role.search(who) and bare(who) not in words.common:
            yield mention(text, *match.span("who"), "person")
    firm = rf"{_BEFORE_FIRM}(?P<org>(?:[a-z][\w'’-]+\s){{1,3}}?{words.org_suffix.pattern})"
    for match in re.finditer(firm, text):
        token = token_at(doc, match.start("org"))
        first = bare(match["org"].split()[0])
        # "to the wrong shop" names none; "for the harlow shop" does.
        plain = is_word(first) and text[: match.start("org")].endswith("the ")
        named = token is not None and token.pos_ in ("NOUN", "PROPN", "ADJ") and not plain
        if (
            named
            and first not in words.common
            and not any(is_small(p) for p in match["org"].split())
            and not first.endswith(("ly", "ed"))
        ):
            yield mention(text, *match.span("org"), "organisation")


def _given(text: str, doc: "Doc", words: PeopleWords) -> Iterator[Mention]:
    """Yield known given names in small letters, with a surname that follows."""
    for match in re.finditer(r"(?<![\w'’@.-])([a-zà-þ][\w-]*)(?:['’]s)?(?!\w)", text):
        name = match[1]
        plain = name if name in words.names else name.removesuffix("s")
        owner = plain != name and not match[0].endswith(("'s", "’s"))
        if plain in words.names and (not owner or len(plain) > _SHORT_NAME):
            end = match.start() + len(plain)
            end = end if owner else _surname(text, doc, end, words)
            yield mention(text, match.start(), end, "person")


def _surname(text: str, doc: "Doc", end: int, words: PeopleWords) -> int:
    """Return where a small-letter name ends, with the surname if one follows."""
    follows = _FAMILY.match(text[end:])
    if not follows or follows[2] in words.common:
        return end
    token = token_at(doc, end + follows.start(2))
    named = (
        token is not None and token.tag_ in ("NNP", "NN", "NNS", "FW") and token.text == follows[2]
    )
    after = text[end + follows.end() :]
    closes = re.match(
        r"\s*(?:[,.;:()?!\n]|$|(?:is|was|has|had|says?|said|rang|wants?|called|at|from|'s|’s|who"
        r"|and|or|in|on|over|to|for|with|w|wont|didnt|did|does|do|cant)\b)",
        after,
    )
    if words.role.fullmatch(follows[2]):
        return end
    strange = not is_word(follows[2])
    return (
        end + follows.end()
        if strange or (named and (closes or _verb(doc, end + follows.end() + 1)))
        else end
    )


def _verb(doc: "Doc", start: int) -> bool:
    token = token_at(doc, start)
    return token is not None and token.tag_ in ("VBD", "VBZ", "MD")


def _called_for(text: str, doc: "Doc", words: PeopleWords) -> Iterator[Mention]:
    """Yield names where the words around leave room for nothing else: "contact is dolores vega".

    A name that is a word too ("rose", "mark") counts once it stands in such a place, and then
    wherever the note has it.
    """
    accepted: set[str] = set()
    for pattern in _places(words.role.pattern):
        for match in pattern.finditer(text):
            start, end = match.span("who")
            end = _cut(text, start, end, words)
            if end > start and _may_name(doc, start, text[start:end].split()[0], words):
                accepted.add(text[start:end].split()[0])
                yield mention(text, start, end, "person")
    for match in _TWO_WORDS.finditer(text):
        name, family = match.groups()
        if name in words.name_words and family not in words.common and not is_word(bare(family)):
            accepted.add(name)
            yield mention(text, *match.span(), "person")
    for name in accepted & words.name_words:
        for match in re.finditer(rf"(?<![\w'’-]){name}(?![\w-])", text):
            if _may_name(doc, match.start(), name, words):
                yield mention(text, *match.span(), "person")


@lru_cache(maxsize=2)
def _places(role: str) -> tuple[re.Pattern[str], ...]:
    """Return where a name is called for; "who" is one word or two."""
    said = (
        "says|said|reckons|reckon|thinks|thought|swears|swore|rang|texted|emailed|told|phoned"
        "|claims|promised|found|forgot|knows|wont|asked|wants"
    )
    return tuple(
        re.compile(body, re.IGNORECASE)
        for body in (
            rf"(?<![\w-])(?:{role})\s(?:is\s|=\s|called\s|named\s)?(?P<who>{_WHO})",
            rf"(?<![\w'’-])(?P<who>{_WHO})(?:\s\(|,\s|\sis\s|,?\s)(?:the|our|their|my|his|her|a)\s(?:[\w-]+\s)?(?:{role})(?![\w-])",
            rf"(?<![\w'’-])(?P<who>{_WHO})(?:\s\(|,\s|\sis\s)(?:[\w-]+\s)?(?:{role})(?![\w-])",
            rf"(?:^|[.;:!?,(]\s|\n\s*|\b(?:and|but|so|cos|because|since)\s)(?P<who>{_WHO})\s(?:{said})(?![\w-])",
            rf"(?<![\w'’-])(?P<who>{_WHO})\s(?:from|on|at)\s(?:our|their)\s",
            r"(?:^|[.;:!?]\s|\n\s*)(?P<who>[a-zà-þ]{3,}\s[a-zà-þ]{3,})\s(?:from|at)\s",
            r"(?<![\w'’-])(?P<who>[a-zà-þ]{3,})(?=\sand\s[a-zà-þ]{3,}\s(?:own|run|are|were|have|want|say|think|said|wanted)(?![\w-]))",
            r"(?<=\sand\s)(?P<who>[a-zà-þ]{3,})(?=\s(?:own|run|are|were|have|want|say|think|said|wanted)(?![\w-]))",
        )
    )


def _cut(text: str, start: int, end: int, words: PeopleWords) -> int:
    """Return where the name ends: after its second word only if that is a surname."""
    parts = re.split(r"(?<=\w)\s", text[start:end])
    if len(parts) == 1 or (bare(parts[-1]) not in words.common and not is_word(bare(parts[-1]))):
        return end
    return start + len(parts[0])


def _may_name(doc: "Doc", start: int, word: str, words: PeopleWords) -> bool:
    low = bare(word)
    if low in words.common or words.role.fullmatch(low) or words.third.fullmatch(low):
        return False
    token = token_at(doc, start)
    if low in words.name_words:
        return token is None or token.tag_ not in ("MD", "VB", "VBP", "IN", "CC")
    return low in words.names or (not is_word(low) and low.isalpha() and len(low) > _SHORT_NAME - 1)

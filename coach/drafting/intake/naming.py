"""Names of people, organisations and places, written with or without capitals."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.drafting.intake.lexicon import PeopleWords

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Sort = Literal["person", "organisation", "place"]

_JOIN = r"(?:\s(?:&|de|van|der|den|von|di|da|la|le|of|the|al|bin|du|del)){0,2}\s"
_CAPITALS = re.compile(
    rf"(?<![\w'’])[A-ZÀ-Þ](?:[\w'’-]*\w)?(?:{_JOIN}(?:[A-ZÀ-Þ](?:[\w'’-]*\w)?))*", re.UNICODE
)
_SMALL_WORD = re.compile(r"[a-zà-þ][a-zà-þ'’-]+")
_SMALL_NAME = r"[a-zà-þ]{3,}(?:\s[a-zà-þ]{3,})?"
_BEFORE_FIRM = r"\b(?:for|at|with|from|of|by)\s(?:the\s)?"
_SHORT_NAME = 3
_AND_CO = re.compile(
    r"(?:(?<=\bfor\s)|(?<=\bwith\s)|(?<=\bfrom\s)|(?<=\bat\s))[a-z][\w'’-]+ & [a-z][\w'’-]+"
)


@dataclass(frozen=True)
class Mention:
    """One place where somebody or something is named."""

    start: int
    end: int
    text: str
    sort: Sort


def find_mentions(text: str, doc: "Doc", words: PeopleWords) -> tuple[Mention, ...]:
    """Return every mention, in order; none overlaps another."""
    found: list[Mention] = []
    makers = (_titled(text, words), _capitals(text, doc, words), _small(text, doc, words))
    for maker in makers:
        for mention in maker:
            if not any(mention.start < one.end and one.start < mention.end for one in found):
                found.append(mention)
    return tuple(sorted(found, key=lambda one: one.start))


def _titled(text: str, words: PeopleWords) -> Iterator[Mention]:
    """Yield people with a title: "Mr De Smet", "dr pillai"."""
    title = re.compile(rf"(?<!\w)(?:{words.title})\.?\s(?=[^\W\d_])", re.IGNORECASE)
    for match in title.finditer(text):
        name = _CAPITALS.match(text, match.end()) or _SMALL_WORD.match(text, match.end())
        if name and _bare(name[0]) not in words.common:
            yield _mention(text, match.start(), name.end(), "person")


def _capitals(text: str, doc: "Doc", words: PeopleWords) -> Iterator[Mention]:
    """Yield runs of capitalised words that are no sentence opening and no emphasis."""
    labels = _labels(doc)
    for match in _CAPITALS.finditer(text):
        start, end = _without_common(text, match, words)
        name = text[start:end]
        if not name or words.role.fullmatch(name) or words.org_suffix.fullmatch(_bare(name)):
            continue
        known = name.split()[0].lower().removesuffix("'s") in words.names
        if _is_emphasis(name, words) or (
            _opens_sentence(text, start) and not known and not _proper(doc, start, name)
        ):
            continue
        yield _mention(text, start, end, _sort(name, labels.get(start, ""), words))


def _without_common(text: str, match: re.Match[str], words: PeopleWords) -> tuple[int, int]:
    """Return the run without everyday words at its ends ("The Moss & Lantern" to "Moss ...")."""
    start, end = match.span()
    while start < end:
        first = text[start:end].split()[0]
        if _bare(first) not in words.common:
            break
        start += len(first)
        start += len(text[start:end]) - len(text[start:end].lstrip())
    surname_follows = _bare(text[start:end].split(" ")[0]) in words.names
    titled = re.search(r"\s(?:the|our|their)\s[A-Z]\w*$", text[start:end])
    if titled and words.role.fullmatch(titled[0].split()[-1]):
        end = start + titled.start()
    while start < end and not surname_follows:
        last = text[start:end].split()[-1]
        if _bare(last) not in words.common:
            break
        end = start + len(text[start:end][: -len(last)].rstrip())
    return start, end


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.lower()).replace("’", "'")


def _is_emphasis(name: str, words: PeopleWords) -> bool:
    return all(part.isupper() for part in name.split()) and (
        len(name) == 1 or len(name) > 4 or name.lower() in words.common
    )


def _opens_sentence(text: str, start: int) -> bool:
    return not re.search(r"[\w,)'\"’]\s*$", text[:start].rstrip(" (\"“'")) or start == 0


def _proper(doc: "Doc", start: int, name: str) -> bool:
    """Return whether a word at the head of a sentence is a name: tagged so, or several words."""
    if " " in name:
        return True
    token = _token_at(doc, start)
    return (
        token is not None
        and token.tag_ == "NNP"
        and (bool(token.ent_type_) or token.dep_ in ("nsubj", "compound", "poss"))
    )


def _token_at(doc: "Doc", start: int) -> "Token | None":
    span = doc.char_span(start, start + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _small(text: str, doc: "Doc", words: PeopleWords) -> Iterator[Mention]:
    """Yield names written small: given names, names beside a role, firms, "a & b"."""
    for match in _AND_CO.finditer(text):
        yield _mention(text, *match.span(), "organisation")
    yield from _given(text, doc, words)
    bracketed = rf"{words.role.pattern}\s?[(,]\s?(?P<who>{_SMALL_NAME})(?=[),])"
    for match in re.finditer(bracketed, text, re.IGNORECASE):
        token, who = _token_at(doc, match.start("who")), match["who"]
        noun = token is not None and token.tag_.startswith("NN")
        if noun and not words.role.search(who) and _bare(who) not in words.common:
            yield _mention(text, *match.span("who"), "person")
    firm = rf"{_BEFORE_FIRM}(?P<org>(?:[a-z][\w'’-]+\s){{1,2}}?{words.org_suffix.pattern})"
    for match in re.finditer(firm, text):
        token = _token_at(doc, match.start("org"))
        named = token is not None and token.pos_ in ("NOUN", "PROPN", "ADJ")
        first = _bare(match["org"].split()[0])
        if named and first not in words.common and not first.endswith(("ly", "ed")):
            yield _mention(text, *match.span("org"), "organisation")


def _given(text: str, doc: "Doc", words: PeopleWords) -> Iterator[Mention]:
    """Yield known given names in small letters, with a surname that follows."""
    for match in re.finditer(r"(?<![\w'’@.-])([a-zà-þ][\w-]*)(?:['’]s)?(?!\w)", text):
        name = match[1]
        plain = name if name in words.names else name.removesuffix("s")
        owner = plain != name and not match[0].endswith(("'s", "’s"))
        if plain in words.names and (not owner or len(plain) > _SHORT_NAME):
            end = match.start() + len(plain)
            end = end if owner else _surname(text, doc, end, words)
            yield _mention(text, match.start(), end, "person")


def _surname(text: str, doc: "Doc", end: int, words: PeopleWords) -> int:
    """Return where a small-letter name ends, with the surname if one follows."""
    follows = re.match(r"\s([a-zà-þ][a-zà-þ'’-]{2,})(?![\w])", text[end:])
    if not follows or follows[1] in words.common:
        return end
    token = _token_at(doc, end + 1)
    named = (
        token is not None and token.tag_ in ("NNP", "NN", "NNS", "FW") and token.text == follows[1]
    )
    after = text[end + follows.end() :]
    closes = re.match(
        r"\s*(?:[,.;:()]|$|(?:is|was|has|had|says?|said|rang|wants?|called|at|from|'s|’s|who"
        r"|and|in|over)\b)",
        after,
    )
    return end + follows.end() if named and closes else end


def _labels(doc: "Doc") -> dict[int, str]:
    return {token.idx: ent.label_ for ent in doc.ents for token in ent}


def _sort(name: str, label: str, words: PeopleWords) -> Sort:
    parts = name.split()
    first = _bare(parts[0])
    if first in words.names and not (
        len(parts) > 1 and words.org_suffix.fullmatch(_bare(parts[-1]))
    ):
        return "person"
    if words.org_suffix.search(name) or "&" in name or "'s " in name or "’s " in name:
        return "organisation"
    if label in ("GPE", "LOC"):
        return "place"
    if label == "PERSON" and len(parts) <= 3:
        return "person"
    return "organisation" if label == "ORG" or len(parts) > 1 else "person"


def _mention(text: str, start: int, end: int, sort: Sort) -> Mention:
    told = re.sub(r"['’]s?$", "", text[start:end]) if sort != "organisation" else text[start:end]
    told = re.sub(r"['’]s$", "", told)
    return Mention(start, start + len(told), told, sort)


def names_of(mentions: Iterable[Mention], sort: Sort) -> tuple[str, ...]:
    """Return the different names of one sort, in order of first mention."""
    return tuple(dict.fromkeys(one.text for one in mentions if one.sort == sort))

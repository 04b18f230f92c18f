"""Names of people, organisations and places, written with or without capitals."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from coach.drafting.intake.lexicon import PeopleWords
from coach.drafting.intake.mentions import Mention, Sort, bare, mention, token_at
from coach.drafting.intake.small_names import small_names
from coach.drafting.intake.vocabulary import is_word

if TYPE_CHECKING:
    from spacy.tokens import Doc

_JOIN = r"(?:\s(?:&|de|van|der|den|von|di|da|la|le|of|the|al|bin|du|del)){0,2}\s"
_CAPITALS = re.compile(
    rf"(?<![\w'’])[A-ZÀ-Þ](?:[\w'’-]*\w)?(?:{_JOIN}(?:[A-ZÀ-Þ](?:[\w'’-]*\w)?))*", re.UNICODE
)
_SMALL_WORD = re.compile(
    r"(?:(?:van|de|der|den|von|di|da|la|le|al|el|bin|mac|st)\s)*[a-zà-þ][a-zà-þ'’-]+"
)


_KIN = re.compile(r"\b(?:my|our|his|her|their)\s$", re.IGNORECASE)
"""Whose "sister" it is: a relation, no title."""
_WHERE = re.compile(r"\b(?:in|near|around|outside|across|throughout|towards)\s$", re.IGNORECASE)


def find_mentions(text: str, doc: "Doc", words: PeopleWords) -> tuple[Mention, ...]:
    """Return every mention, in order; none overlaps another."""
    found: list[Mention] = []
    makers = (_titled(text, words), _capitals(text, doc, words), small_names(text, doc, words))
    for maker in makers:
        for named in maker:
            if not any(named.start < one.end and one.start < named.end for one in found):
                found.append(named)
    return tuple(sorted(found, key=lambda one: one.start))


def _titled(text: str, words: PeopleWords) -> Iterator[Mention]:
    """Yield people with a title: "Mr De Smet", "dr pillai"."""
    title = re.compile(
        rf"(?<!\w)(?:{words.title})\.?\s(?:(?:and|&)\s(?:{words.title})\.?\s)?(?=[^\W\d_])",
        re.IGNORECASE,
    )
    for match in title.finditer(text):
        name = _CAPITALS.match(text, match.end()) or _SMALL_WORD.match(text, match.end())
        if name and bare(name[0]) not in words.common:
            kin = _KIN.search(text[: match.start()])
            if kin and is_word(bare(name[0])) and bare(name[0]) not in words.names:
                continue
            yield mention(text, match.end() if kin else match.start(), name.end(), "person")


def _capitals(text: str, doc: "Doc", words: PeopleWords) -> Iterator[Mention]:
    """Yield runs of capitalised words that are no sentence opening and no emphasis."""
    labels = _labels(doc)
    for match in _CAPITALS.finditer(text):
        start, end = _without_common(text, match, words)
        name = text[start:end]
        if not name or words.role.fullmatch(name) or words.org_suffix.fullmatch(bare(name)):
            continue
        known = name.split()[0].lower().removesuffix("'s") in words.names
        if _is_emphasis(name, words) or (
            _opens_sentence(text, start) and not known and not _proper(doc, start, name)
        ):
            continue
        sort = _sort(name, labels.get(start, ""), words)
        if sort == "person" and not known and _WHERE.search(text[:start]):
            sort = "place"
        if sort != "person" or not re.search(r"\d", name):
            yield mention(text, start, end, sort)


def _without_common(text: str, match: re.Match[str], words: PeopleWords) -> tuple[int, int]:
    """Return the run without everyday words at its ends ("The Moss & Lantern" to "Moss ...")."""
    start, end = match.span()
    while start < end:
        first = text[start:end].split()[0]
        if bare(first) not in words.common:
            break
        start += len(first)
        start += len(text[start:end]) - len(text[start:end].lstrip())
    surname_follows = bare(text[start:end].split(" ")[0]) in words.names
    titled = re.search(r"\s(?:the|our|their)\s[A-Z]\w*$", text[start:end])
    if titled and words.role.fullmatch(titled[0].split()[-1]):
        end = start + titled.start()
    while start < end and not surname_follows:
        last = text[start:end].split()[-1]
        if bare(last) not in words.common:
            break
        end = start + len(text[start:end][: -len(last)].rstrip())
    return start, end


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
    token = token_at(doc, start)
    return (
        token is not None
        and token.tag_ == "NNP"
        and (bool(token.ent_type_) or token.dep_ in ("nsubj", "compound", "poss"))
    )


def _labels(doc: "Doc") -> dict[int, str]:
    return {token.idx: ent.label_ for ent in doc.ents for token in ent}


def _sort(name: str, label: str, words: PeopleWords) -> Sort:
    parts = name.split()
    first = bare(parts[0])
    if first in words.names and not (
        len(parts) > 1 and words.org_suffix.fullmatch(bare(parts[-1]))
    ):
        return "person"
    if words.org_suffix.search(name) or "&" in name or "'s " in name or "’s " in name:
        return "organisation"
    if label in ("GPE", "LOC"):
        return "place"
    if label == "PERSON" and len(parts) <= 3:
        return "person"
    return "organisation" if label == "ORG" or len(parts) > 1 else "person"


def names_of(mentions: Iterable[Mention], sort: Sort) -> tuple[str, ...]:
    """Return the different names of one sort, in order of first mention."""
    return tuple(dict.fromkeys(one.text for one in mentions if one.sort == sort))

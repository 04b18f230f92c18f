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
_AND_CO = re.compile(
    r"(?:(?<=\bfor\s)|(?<=\bwith\s)|(?<=\bfrom\s)|(?<=\bat\s))[a-z][\w'’-]+ & [a-z][\w'’-]+"
)
_NOT_NAMES = frozenset(
    [
        "i",
        "i'm",
        "i've",
        "i'd",
        "i'll",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "weds",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "q1",
        "q2",
        "q3",
        "q4",
        "h1",
        "h2",
        "ok",
        "okay",
        "tbh",
        "idk",
        "lol",
        "omg",
        "eod",
        "cob",
        "asap",
        "ceo",
        "cfo",
        "cto",
        "coo",
        "cmo",
        "md",
        "fd",
        "gm",
        "vp",
        "hr",
        "it",
        "pm",
        "po",
        "sow",
        "sla",
        "kpi",
        "vat",
        "gdpr",
        "ni",
        "faq",
        "fyi",
        "btw",
        "uk",
        "us",
        "usa",
        "eu",
        "am",
        "pdf",
        "gbp",
        "eur",
        "usd",
        "chf",
        "nok",
        "sek",
        "dkk",
        "cad",
        "aud",
        "nzd",
        "invoice",
        "inv",
        "ref",
        "rev",
        "also",
        "please",
        "dear",
        "hi",
        "hello",
        "yes",
        "no",
        "not",
        "never",
        "but",
        "and",
        "so",
        "our",
        "their",
        "his",
        "her",
        "my",
        "we",
        "he",
        "she",
        "they",
        "it",
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "what",
        "who",
        "when",
        "where",
        "why",
        "how",
        "if",
        "because",
        "then",
        "now",
        "there",
        "here",
        "some",
        "all",
        "both",
        "each",
        "every",
        "any",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "christmas",
        "easter",
        "xmas",
        "black",
        "cyber",
        "english",
        "french",
        "german",
        "spanish",
        "italian",
        "dutch",
        "swedish",
        "teams",
        "zoom",
        "whatsapp",
        "email",
        "google",
        "excel",
        "slack",
        "instagram",
        "facebook",
        "linkedin",
        "word",
        "iphone",
        "iphones",
        "ok",
        "in",
        "on",
        "at",
        "by",
        "of",
        "to",
        "for",
        "from",
        "with",
        "as",
        "or",
        "nor",
        "can",
        "could",
        "would",
        "should",
        "will",
        "may",
        "might",
        "must",
        "do",
        "did",
        "does",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "had",
        "has",
        "have",
        "got",
        "get",
        "need",
        "want",
        "sorry",
        "thanks",
        "help",
        "spoke",
        "told",
        "sent",
        "phase",
        "clause",
        "contract",
        "order",
        "cost",
        "price",
        "budget",
        "spend",
        "fee",
        "total",
        "actual",
        "goal",
        "left",
        "options",
        "option",
        "facts",
        "plan",
        "legal",
        "finance",
        "sales",
        "marketing",
        "support",
        "ops",
        "product",
        "marketing",
        "mum",
        "dad",
        "boss",
        "company",
        "inc",
        "ltd",
        "mr",
        "mrs",
        "ms",
        "dr",
        "miss",
        "re",
        "ps",
        "nb",
    ]
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
        if name and _bare(name[0]) not in _NOT_NAMES:
            yield _mention(text, match.start(), name.end(), "person")


def _capitals(text: str, doc: "Doc", words: PeopleWords) -> Iterator[Mention]:
    """Yield runs of capitalised words that are no sentence opening and no emphasis."""
    labels = _labels(doc)
    for match in _CAPITALS.finditer(text):
        start, end = _without_common(text, match, doc)
        name = text[start:end]
        if not name or words.role.fullmatch(name) or words.org_suffix.fullmatch(_bare(name)):
            continue
        known = name.split()[0].lower().removesuffix("'s") in words.names
        if _is_emphasis(name) or (
            _opens_sentence(text, start) and not known and not _proper(doc, start, name)
        ):
            continue
        yield _mention(text, start, end, _sort(name, labels.get(start, ""), words))


def _without_common(text: str, match: re.Match[str], doc: "Doc") -> tuple[int, int]:
    """Return the run without everyday words at its ends ("The Moss & Lantern" to "Moss ...")."""
    start, end = match.span()
    while start < end:
        first = text[start:end].split()[0]
        if _bare(first) not in _NOT_NAMES:
            break
        start += len(first)
        start += len(text[start:end]) - len(text[start:end].lstrip())
    while start < end:
        last = text[start:end].split()[-1]
        if _bare(last) not in _NOT_NAMES:
            break
        end = start + len(text[start:end][: -len(last)].rstrip())
    return start, end


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.lower()).replace("’", "'")


def _is_emphasis(name: str) -> bool:
    return all(part.isupper() for part in name.split()) and (
        len(name) == 1 or len(name) > 4 or name.lower() in _NOT_NAMES
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
    """Yield names written small: known given names, names in brackets after a role, "a & b"."""
    for match in _AND_CO.finditer(text):
        yield _mention(text, *match.span(), "organisation")
    pattern = r"(?<![\w'’@.-])([a-zà-þ][\w-]*)(?:['’]s)?(?!\w)"
    for match in re.finditer(pattern, text):
        name = match[1]
        plain = name if name in words.names else name.removesuffix("s")
        possessive = plain != name and not match[0].endswith(("'s", "’s"))
        if plain in words.names and (not possessive or len(plain) > 3):
            end = match.start() + len(plain)
            yield _mention(
                text,
                match.start(),
                end if possessive else _surname(text, doc, match.start(), end),
                "person",
            )
    bracketed = (
        rf"{words.role.pattern}\s?[(,]\s?(?P<who>[a-zà-þ]{{3,}}(?:\s[a-zà-þ]{{3,}})?)(?=[),])"
    )
    for match in re.finditer(bracketed, text, re.IGNORECASE):
        who = match["who"]
        token = _token_at(doc, match.start("who"))
        if (
            token is not None
            and token.tag_.startswith("NN")
            and not words.role.search(who)
            and _bare(who) not in _NOT_NAMES
        ):
            yield _mention(text, *match.span("who"), "person")
    firm = rf"\b(?:for|at|with|from|of|by)\s(?:the\s)?(?P<org>(?:[a-z][\w'’-]+\s){{1,2}}?{words.org_suffix.pattern})"
    for match in re.finditer(firm, text):
        token = _token_at(doc, match.start("org"))
        if (
            (
                token is not None
                and token.tag_ in ("NN", "NNP", "NNS", "JJ")
                and token.pos_ in ("NOUN", "PROPN", "ADJ")
                and not token.ent_type_ == "DATE"
            )
            and _bare(match["org"].split()[0]) not in _NOT_NAMES
            and not token.text.lower().endswith(("ly", "ed"))
        ):
            yield _mention(text, *match.span("org"), "organisation")


def _surname(text: str, doc: "Doc", start: int, end: int) -> int:
    """Return where a small-letter name ends, with the surname if one follows."""
    follows = re.match(r"\s([a-zà-þ][a-zà-þ'’-]{2,})(?![\w])", text[end:])
    if not follows or follows[1] in _NOT_NAMES:
        return end
    token = _token_at(doc, end + 1)
    named = (
        token is not None and token.tag_ in ("NNP", "NN", "NNS", "FW") and token.text == follows[1]
    )
    after = text[end + follows.end() :]
    closes = re.match(
        r"\s*(?:[,.;:()]|$|(?:is|was|has|had|says?|said|rang|wants?|called|at|from|'s|’s|who|and|in|over)\b)",
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

"""Names of people and organisations, told by capitals, titles and company forms."""

import re
from collections.abc import Iterator
from typing import Literal

from coach.language.fact_patterns import DAYS, MONTHS
from coach.language.lexicon import load_classes
from coach.language.text import Span
from coach.resources import knowledge_folder

NameKind = Literal["name", "organisation"]

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Sister|Nurse|Principal|Judge|Father|Captain)\.?"
_CAP = r"(?:(?:Mc|Mac|O['\u2019]|d['\u2019]|al-)?[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*)"
_PARTICLE = r"(?:van|von|de|der|den|da|di|du|la|le|del|bin|al|of the|of|&|and)"
_RUN = re.compile(
    rf"(?!(?:Dear|Dearest|Hi|Hello|Hey|G['\u2019]day)\b)(?<!\w)(?:{_TITLE}\s+(?:and\s+{_TITLE}\s+)?)?(?:(?<![\w-])[A-Z]\.\s?)*{_CAP}"
    rf"(?:[ ](?:(?:van|von|de|der|den|da|di|du|la|le|del|bin|van der|van den|&)[ ])?{_CAP})*"
)
_COMPANY = re.compile(
    r"(?:\bLtd|\bLimited|\bLLP|\bLLC|\bInc|\bGmbH|\bAG|\bA/S|\bplc|\bPLC|\bCo|\bBank|\bGroup|&"
    r"|\bPartners|\bServices|\bAssociates|\bJoinery|\bGuarding|\bDental|\bInsight|\bTrust|\bHotel"
    r"|\bTransit|\bLogistics|\bCouncil|\bUniversity|\bCollege|\bPress|\bMedia|\bStudio|\bAgency"
    r"|\bCatering|\bBakeries|\bConsulting|\bSolutions|\bSystems|\bHospital)\b"
)
_FOLLOWS_NAME = re.compile(
    r"['\u2019]s\b|,\s[A-Z]|,\s(?:who|our|my|your)\b"
    r"|\sfrom (?:our|the) (?:\w+ )?(?:office|depot|team|desk|branch|workshop|warehouse|department)\b"
    r"|\s(?:will|has|had|is|was|can|calls|told|sent|rang|says|said|asked|and I|and [A-Z]|ships"
    r"|installs|brings|takes|checks|joins|leads|runs|tests|starts|walks|replaces|drives|confirms"
    r"|promised|noticed|wrote|texted|phoned|went)\b"
)
_COMMON_PLURAL = re.compile(
    r"(?:tion|ment|ance|ence|itie|learning|finding|meeting|booking|saving|filing|lesson|delay)s$"
)
_COMMON_NOUN = re.compile(
    r"(?!florence|clarence|prudence|constance|trinity|charity|felicity|verity|amity)"
    r"[a-z]{3,}(?:tion|ment|ance|ence|ness|ity|ism|ship)$"
)
_INITIAL = re.compile(r"[A-Z]\.")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n>|*•-])[\s\"'“\u2018(]*$")


def find_names(text: str) -> Iterator[tuple[Span, NameKind]]:
    """Yield people and organisations named in a text."""
    for match in _RUN.finditer(text):
        span = _trimmed(text, match)
        if span is not None and _is_name(text, span):
            kind: NameKind = "organisation" if _COMPANY.search(span.text) else "name"
            yield span, kind


def _trimmed(text: str, match: re.Match[str]) -> Span | None:
    """Drop an opening word that only stands in capitals because it opens a sentence."""
    start, end = match.span()
    while start < end:
        first = re.compile(r"\S+").match(text, start)
        if first is None or first.end() > end:
            break
        if _INITIAL.fullmatch(first.group()):
            break
        bare = first.group().lower().strip(".,'\u2019")
        if not _is_common(bare):
            break
        start = min(first.end(), end)
        while start < end and text[start].isspace():
            start += 1
    piece = text[start:end].rstrip()
    for suffix in ("'s", "\u2019s"):
        piece = piece.removesuffix(suffix)
    return Span(start, start + len(piece), piece) if piece else None


def _is_name(text: str, span: Span) -> bool:
    bare = span.text.lower()
    if len(bare) < 2 or _is_common(bare):
        return False
    if span.text.isupper() and " " not in span.text and len(span.text) <= 4:
        return False
    if not _SENTENCE_START.search(text[max(0, span.start - 6) : span.start]):
        return True
    if _COMMON_PLURAL.search(bare) or _COMMON_NOUN.match(bare):
        return False
    if any(not part[:1].islower() for part in span.text.split()[1:]):
        return True
    line_end = text.find("\n", span.end)
    alone = text[span.end : line_end if line_end >= 0 else len(text)].strip(" ,.!") == ""
    return alone or _FOLLOWS_NAME.match(text, span.end) is not None


def _is_common(word: str) -> bool:
    classes = load_classes(knowledge_folder() / "language")
    word = re.sub(r"['\u2019](?:ve|re|ll|s|d|m)$", "", word)
    common = word in classes["opener"] or word in classes["not_a_name"]
    return common or word in DAYS or word in MONTHS

"""Names of people and organisations, told by capitals, titles and company forms."""

import re
from collections.abc import Iterator
from typing import Literal

from coach.language.fact_patterns import DAYS, MONTHS
from coach.language.text import Span

NameKind = Literal["name", "organisation"]

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Sister|Nurse|Principal|Judge|Father|Captain)\.?"
_CAP = r"(?:(?:Mc|Mac|O['’]|d['’]|al-)?[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_PARTICLE = r"(?:van|von|de|der|den|da|di|du|la|le|del|bin|al|of the|of|&|and)"
_RUN = re.compile(
    rf"(?:{_TITLE}\s+(?:and\s+{_TITLE}\s+)?)?(?:(?<![\w-])[A-Z]\.\s?)*{_CAP}"
    rf"(?:[ ](?:(?:van|von|de|der|den|da|di|du|la|le|del|bin|van der|van den|&)[ ])?{_CAP})*"
)
_COMPANY = re.compile(
    r"(?:\bLtd|\bLimited|\bLLP|\bLLC|\bInc|\bGmbH|\bAG|\bA/S|\bplc|\bPLC|\bCo|\bBank|\bGroup|&"
    r"|\bPartners|\bServices|\bAssociates|\bJoinery|\bGuarding|\bDental|\bInsight|\bTrust|\bHotel"
    r"|\bTransit|\bLogistics|\bCouncil|\bUniversity|\bCollege|\bPress|\bMedia|\bStudio|\bAgency"
    r"|\bCatering|\bBakeries|\bConsulting|\bSolutions|\bSystems|\bHospital)\b"
)
_NOT_NAMES = (
    frozenset(DAYS)
    | frozenset(MONTHS)
    | frozenset(
        """i i'm i'll i've i'd ok re ps fyi asap mon tue wed thu fri sat sun english french german
    internet easter christmas phase section clause q1 q2 q3 q4 eta id pdf vat usd eur gbp chf pln
    jpy cet gmt utc jst kpi roi sla ceo cfo coo it hr pr qa uat api sow ip url faq am pm""".split()
    )
)
_OPENERS = frozenset(
    """a an the this that these those it its we you he she they i my our your his her their there
    here what which who whom whose when where why how if as at by for from in into of off on onto
    out over to under up upon with within without about above after against along among around
    before behind below beneath beside between beyond down during except inside like near past since
    through until till via while and but or nor so yet because although though unless whereas either
    neither both not no yes please thanks thank sorry apologies dear hi hello hey good best kind
    regards yours let all any each every some many most more few much several such one two three four
    five six seven eight nine ten first second third next last once now then today tomorrow tonight
    yesterday soon later also again still just only even ever never always often however therefore
    thus hence meanwhile moreover further furthermore additionally finally firstly secondly instead
    unfortunately regrettably hopefully obviously clearly honestly frankly basically actually
    currently recently previously going looking following regarding concerning given based due owing
    per according subject rest steps lessons mistakes errors delays progress work orders payment
    delivery storage plates prices interest parts stock costs fees fee price total invoice invoices
    quality safety security patients guests residents customers clients staff people someone
    everyone anyone nobody nothing something everything things another other others quick long net
    great nice happy sad right well sure can could will would shall should may might must do does did
    is are was were be been being has have had having new old your until whether whatever whenever
    wherever whoever attached enclosed kindly note number police table page case room line lines item
    items status form report update feedback access data file files team management head office
    fieldwork methodologically holistically areas excited super massive warm price form tracking
    effective""".split()
)
_FOLLOWS_NAME = re.compile(
    r"['’]s\b|\s(?:will|has|had|is|was|can|calls|told|sent|rang|says|said|asked|and I|and [A-Z]|ships|"
    r"installs|brings|takes|checks|joins|leads|runs|tests|starts|walks|replaces|drives|confirms)\b"
)
_COMMON_PLURAL = re.compile(
    r"(?:tion|ment|ance|ence|itie|learning|finding|meeting|booking|saving|filing|lesson|delay)s$"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n>|*•-])[\s\"'“‘(]*$")


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
        bare = first.group().lower().strip(".,'’")
        if bare not in _OPENERS and bare not in _NOT_NAMES:
            break
        start = min(first.end(), end)
        while start < end and text[start].isspace():
            start += 1
    piece = text[start:end].rstrip()
    for suffix in ("'s", "’s"):
        piece = piece.removesuffix(suffix)
    return Span(start, start + len(piece), piece) if piece else None


def _is_name(text: str, span: Span) -> bool:
    bare = span.text.lower()
    if len(bare) < 2 or bare in _NOT_NAMES or bare in _OPENERS:
        return False
    if span.text.isupper() and " " not in span.text and len(span.text) <= 4:
        return False
    if not _SENTENCE_START.search(text[max(0, span.start - 6) : span.start]):
        return True
    if _COMMON_PLURAL.search(bare):
        return False
    if " " in span.text and not span.text.split()[1].islower():
        return True
    line_end = text.find("\n", span.end)
    alone = text[span.end : line_end if line_end >= 0 else len(text)].strip(" ,.!") == ""
    return alone or _FOLLOWS_NAME.match(text, span.end) is not None

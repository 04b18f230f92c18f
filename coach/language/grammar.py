"""Double-talk without a phrase: what the grammar hides or leaves out (practices 45 to 48).

Cheap expressions find where to look; a parse is made only of sentences that hold a passive.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel, ConfigDict

from coach.domain.values import Category, Level
from coach.language.parse import parse
from coach.language.pattern import Classes, normalise
from coach.language.quotes import masked
from coach.language.signals import Signals
from coach.resources import load_yaml

if TYPE_CHECKING:
    from spacy.tokens import Token


class CheckText(BaseModel):
    """What one grammar check says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Category
    why: str
    instead: str


class LearnedText(BaseModel):
    """What a finding of the model alone says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    why: str
    instead: str


class GrammarTexts(BaseModel):
    """The words of all grammar checks and of the learned ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    checks: dict[str, CheckText]
    learned: dict[Category, LearnedText]


class Candidate(NamedTuple):
    """A grammar check's suspicion, by offsets in the sentence."""

    start: int
    end: int
    check: str
    level: Level


class Clue(NamedTuple):
    """All that a check may look at."""

    text: str
    low: str
    signals: Signals
    follows: Signals | None
    classes: Classes


def load_texts(folder: Path) -> GrammarTexts:
    """Return the words of the grammar checks.

    Raises:
        SetupError: when the file does not fit, naming file and line.
    """
    return load_yaml(folder / "grammar.yaml", GrammarTexts)


def find(text: str, signals: Signals, follows: Signals | None, classes: Classes) -> list[Candidate]:
    """Return every suspicion about one sentence; `follows` are the next sentence's signals."""
    clue = Clue(text, normalise(masked(text)), signals, follows, classes)
    return [candidate for check in _CHECKS for candidate in check(clue)]


_BE_PARTICIPLE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|get|gets|got|gotten)\b(?:\s+\w+){0,3}?\s+"
    r"(?P<verb>\w+(?:ed|en|wn|ne|lt|ht|ld|pt|ft)|put|cut|shut|set|let|lost|sent|made|told|said|hit"
    r"|found|held|sold|rung|hung|spent|split|lent|got)\b"
)


def _passives(clue: Clue) -> Iterator[Candidate]:
    verbs = {match.group("verb") for match in _BE_PARTICIPLE.finditer(clue.low)}
    if not any(v in clue.classes["fault"] or v in clue.classes["decision"] for v in verbs):
        return
    doc = parse(clue.text)
    for token in doc:
        if token.tag_ != "VBN" or not _is_passive(token) or _agent(token):
            continue
        verb = token.text.lower()
        if verb in clue.classes["fault"] or verb in clue.classes["decision"]:
            start = min(child.idx for child in token.children if child.dep_ in _PASSIVE_PARTS)
            level: Level = "warning" if _is_past(token) and not _future(token) else "note"
            if verb in clue.classes["neutral_act"] or clue.low[start : start + 1] == "~":
                level = "note"
            yield Candidate(start, token.idx + len(token.text), "agentless_passive", level)


_PASSIVE_PARTS = ("auxpass", "nsubjpass")


def _is_passive(token: "Token") -> bool:
    return any(child.dep_ == "auxpass" for child in token.children)


def _agent(token: "Token") -> bool:
    return any(
        child.dep_ == "agent" or (child.lower_ == "by" and child.dep_ == "prep")
        for child in token.children
    )


def _is_past(token: "Token") -> bool:
    return any(c.dep_.startswith("aux") and c.lower_ in _PAST for c in token.children)


_PAST = ("was", "were", "had", "been", "got", "has", "have")


def _future(token: "Token") -> bool:
    return any(c.lower_ in ("will", "shall", "can", "must", "should") for c in token.children)


_SELF_ACTING = re.compile(
    r"\b(?:found its way|came off|went missing|went astray|fell off|crept in|ended up|slipped through"
    r"|dropped off|came loose|escaped (?:our|the) \w+|failed to (?:reach|arrive|appear)|went unnoticed"
    r"|made its way|did not make it|didn't make it|never (?:reached|made it|arrived))\b"
)


def _self_acting(clue: Clue) -> Iterator[Candidate]:
    for match in _SELF_ACTING.finditer(clue.low):
        yield Candidate(*match.span(), "intransitive_fault", "note")


_IMPERSONAL = re.compile(
    r"\bit (?:was|is|has been|had been|has since been|has now been) (?:\w+ly )?"
    r"(?:decided|determined|agreed|felt|deemed|concluded|judged|considered|resolved|thought|ruled)\b"
    r"(?!.{0,60}\bby (?:the|our|my|us|me|your|a|[a-z]+'s)\b)"
)


def _impersonal(clue: Clue) -> Iterator[Candidate]:
    for match in _IMPERSONAL.finditer(clue.low):
        rest = clue.text[match.end() :]
        if not re.search(r"\b(?:but|yet) it was our\b", rest):
            yield Candidate(*match.span(), "impersonal_decision", "warning")


_SORRY = r"(?:sorry|apologi[sz]e[sd]?|apolog(?:y|ies)|regret(?:s|ted)?|saddened|sad)"
_IF_APOLOGY = re.compile(
    rf"\b{_SORRY}\b[^.;]{{0,25}}?\b(?:if (?!you (?:need|want|would))|any (?!of)|anyone|"
    rf"(?:that |to (?:hear|see|learn) (?:that )?)?you (?:feel|felt|found|think|believe|had to|took|read"
    rf"|see|are not|are un|were un|were dis|are dis|weren't|aren't)|perceived|may have|might have|"
    rf"(?:for )?how .{{0,30}}(?:came|perceived|received|taken|read|landed)|some (?:of )?(?:you|people))"
)
_IF_FIRST = re.compile(rf"\bif\b[^.;]{{3,70}},? (?:then )?(?:we|i)(?: \w+)? {_SORRY}")


def _conditional_apology(clue: Clue) -> Iterator[Candidate]:
    if not clue.signals.sorry:
        return
    for pattern in (_IF_APOLOGY, _IF_FIRST):
        for match in pattern.finditer(clue.low):
            yield Candidate(*match.span(), "conditional_apology", "error")


_BUT = re.compile(
    rf"\b{_SORRY}\b[^.]*?(?P<turn>[,;]? ?\b(?:but|however|though|although|even if|mind you|that said"
    r"|in fairness|to be fair|equally)\b[^.]*)"
)


def _apology_but(clue: Clue) -> Iterator[Candidate]:
    match = _BUT.search(clue.low) if clue.signals.sorry else None
    if match and not re.search(r"\b(?:my|our) (?:fault|doing|mistake|count|error)\b", clue.low):
        end = min(match.end("turn"), match.start("turn") + 60)
        yield Candidate(match.start("turn"), end, "apology_but", "warning")


_FOR_OTHERS = re.compile(
    rf"\b{_SORRY}\b,? (?:indeed )?(?:to (?:hear|see|learn|read|think|find) )?(?:that |when |about how )?"
    r"(?P<who>(?:you|your|some|many|the|this|that|it|things|life|people|parents|guests|they|its|his|her"
    r"|a|an|one) (?!(?:late|wrong) )(?:\w+ ){0,6}?(?:is|are|was|were|has|have|had|feel|felt|did|do|made"
    r"|found|took|came|went|see|saw|like|liked|struck|meet|stays?|has come|chose|decided|got))\b"
)
_OUR_ACT = re.compile(
    r"\b(?:we|i|our|my|us|me)\b (?!are|am|regret|do\b|can only)(?:\w+ ){0,2}?"
    r"(?:did|didn't|sent|lost|gave|told|left|made|forgot|missed|put|broke|kept|took|let|failed|should have"
    r"|ought|promised|said|was|were|\w+ed)\b"
)


def _apology_for_others(clue: Clue) -> Iterator[Candidate]:
    match = _FOR_OTHERS.search(clue.low) if clue.signals.sorry else None
    if match and not _OUR_ACT.search(clue.low):
        yield Candidate(match.start(), match.end(), "apology_for_others", "note")


_HOLLOW = re.compile(
    r"\b(?:we|you|it|this|that|these|they|someone|somebody|things|\w+s?)(?:'ll| will| shall| (?:is|are) "
    r"(?:going|about|bound) to| (?:is|are) to be| (?:is|are|are being|is being) (?:being )?)\b(?: \w+){1,6}"
)
_HOLLOW_TRIGGER = re.compile(r"\b(?:will|shall|going to|to be|being|won't)\b|'ll\b")


def _hollow_promise(clue: Clue) -> Iterator[Candidate]:
    signals, follows = clue.signals, clue.follows
    if not signals.promise or not _HOLLOW_TRIGGER.search(clue.low):
        return
    anchored = signals.date or (follows is not None and follows.date and follows.promise)
    if anchored or signals.sorry:
        return
    match = _HOLLOW.search(clue.low)
    if match:
        yield Candidate(*match.span(), "hollow_promise", "note")


_SOFT = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|maybe|probably|potentially|hopefully|arguably|presumably"
    r"|conceivably|somewhat|sort of|kind of|a bit|a touch|a little|seems?|appears?|would (?:seem|appear|tend"
    r"|hope|imagine|suggest)|more or less|give or take|or so|or thereabouts|in (?:some|a) (?:sense|way)"
    r"|to some extent|roughly|broadly|vaguely|loosely|fairly|likely|unlikely|tentatively|inclined|minded"
    r"|up to a point|as it were|if not|one (?:could|might|would)|i (?:suppose|guess|imagine)|mostly"
    r"|at some (?:point|stage)|something (?:like|of)|not entirely|not (?:un|in|im)\w+|should|ought to"
    r"|in the region|to be fair|on the whole|in theory|all being well|fingers crossed|believed|thought"
    r"|feeling|in certain|in some|near(?:ly)?|almost|half|ish)\b"
)
_MANY = 3


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Return whether a "may" is written as the month: with a capital inside the sentence."""
    return match.start() > 0 and text[match.start() : match.end()] == "May"


def _stacked(clue: Clue) -> Iterator[Candidate]:
    found = [m for m in _SOFT.finditer(clue.low) if not _is_month(clue.text, m)]
    if len(found) < 2:
        return
    unreasoned = len(found) >= _MANY and not clue.signals.reason
    level: Level = "warning" if unreasoned else "note"
    yield Candidate(
        found[0].start(), min(found[-1].end(), len(clue.text)), "stacked_softeners", level
    )


_BLAME = (
    re.compile(
        r"^\W*(?:had (?:you|your|the|we been|our|anyone)\b[^,.]{3,80}|if (?:only )?(?:you|your|the \w+)"
        r"(?: \w+){0,3} had\b[^,.]{3,60})"
    ),
    re.compile(
        r"\b(?:because|since|as|when|after|now that|thanks to|owing to|due to|given) (?:of )?(?:you|your|"
        r"the client|somebody|people|other|our (?:supplier|courier|carrier|printer|driver|contractor|sub"
        r"\w+|temp|junior|intern|trainee|agency))\b[^,.;]{4,70}"
    ),
    re.compile(
        r"\bif (?:you|your \w+|people|families|clients|the \w+|everyone|they) (?:had|were|kept|\w+ed|"
        r"would|could)\b[^,.;]{3,60}"
    ),
    re.compile(r"\byou(?:'d| would| could| might| should| ought)(?: to)? have\b[^,.;]{3,50}"),
    re.compile(
        r"\b(?:not|hardly|scarcely|never) (?:really )?(?:our|my|us|me|ours|mine)\b[^,.;]{0,30}"
    ),
)


def _blame(clue: Clue) -> Iterator[Candidate]:
    for pattern in _BLAME:
        for match in pattern.finditer(clue.low):
            yield Candidate(*match.span(), "blame_clause", "note")


_NOUN = (
    r"(?:[a-z-]{3,}(?:tion|sion|ment|ance|ence|ure|ancy|ency|al|ity|ness)s?|[a-z]{3,}ing|review|release"
    r"|receipt|avoidance|repair|delivery|removal|change|use|lack|failure|need|cause|start|end)"
)
_CHAIN = re.compile(
    rf"\b(?:the |a |an )?{_NOUN} (?:of|in|for|to|as to|into) (?:the |a |an |your |our )?(?:\w+ )?{_NOUN}"
    rf"(?: (?:of|in|for|to|as to|into) (?:the |a |an |your |our )?(?:\w+ )?{_NOUN})*(?: of)?\b"
)
_LIGHT = re.compile(
    r"\b(?:ma[kd]e|making|makes|g[ia]ve|gives?|giving|given|t[ao]ke|taken?|undert[ao]ke\w*|perform\w*"
    r"|conduct\w*|effect(?:ed|ing|s)?|carr(?:y|ies|ied|ying) out|provid\w+|complet\w+|execut\w+|achiev\w+"
    r"|proceed\w*(?: to)?|reach\w*|place[sd]?|engag\w+ in)(?: (?:a|an|the|some|any|with))*(?: \w+)?"
    rf" {_NOUN}(?: (?:of|into|to|in|on|for|as|with|that|upon|from|under)\b)"
)


def _noun_chain(clue: Clue) -> Iterator[Candidate]:
    for match in _LIGHT.finditer(clue.low):
        yield Candidate(*match.span(), "noun_chain", "note")
    for match in _CHAIN.finditer(clue.low):
        nouns = len(re.findall(rf"\b{_NOUN}\b", match.group()))
        yield Candidate(*match.span(), "noun_chain", "warning" if nouns >= _MANY else "note")


_GRAND = re.compile(
    r"\b(?:the (?:very )?(?:most|best|finest|greatest|boldest|highest)|(?:ever|always|never) \w+|every"
    r" (?:single )?\w+|nothing (?:less|but|more)|no (?:one|other|words)|all (?:modesty|the world)|soul|heart"
    r"|hearts|love|loved|dreams?|genius|cathedral\w*|art|wonder|passion\w*|miracle|destiny|humanity|history"
    r"|religion|calling|philosophy|magic\w*|tomorrow|perfection|greatness|legacy|generations?|envy|envied"
    r"|unforgettable|nations?|spirit|life's work|a way of life|like no other|than ever|better together)\b"
)


def _grand(clue: Clue) -> Iterator[Candidate]:
    if clue.signals.source:
        return
    for match in _GRAND.finditer(clue.low):
        yield Candidate(*match.span(), "unproved_superlative", "note")


_CHECKS: tuple[Callable[[Clue], Iterator[Candidate]], ...] = (
    _passives,
    _self_acting,
    _impersonal,
    _conditional_apology,
    _apology_but,
    _apology_for_others,
    _hollow_promise,
    _stacked,
    _blame,
    _noun_chain,
    _grand,
)

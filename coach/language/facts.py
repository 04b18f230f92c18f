"""What a text states, and whether a result still states it (practice 44: facts unchanged)."""

import re
from collections.abc import Iterator

from coach.domain.language import Fact, FactReport
from coach.domain.values import FactKind
from coach.language import fact_patterns
from coach.language.names import find_names
from coach.language.text import Span, split_sentences

BLANK = re.compile(r"\[[a-z][^\[\]\n]{0,80}\]")
"""A bracketed question left for the user; nothing in it is a fact."""

_NEGATION = re.compile(
    r"\b(?:not|never|no longer|cannot|nobody|none|nothing|neither|nor|without|excluding"
    r"|except|no)\b(?!-\d)|\b\w+n['\u2019]t\b",
    re.IGNORECASE,
)
_EMPTY_NEGATION = re.compile(
    r"\b(?:not hesitate|n['\u2019]t hesitate|not only|no doubt|no stone|not least|needless|without doubt"
    r"|none other|second to none|not where|not quite where|no reply|nothing but|not to mention)\b",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(
    r"a|an|the|be|been|being|is|are|was|were|am|to|of|in|on|at|for|"
    r"by|it|its|this|that|any|all|yet|have|has|had|do|does|did|will|"
    r"would|could|should|may|might|can|so|such|very|been"
)
_COMMITMENT = re.compile(
    r"\b(?:(?:I|we|you|he|she|they|[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+)*)"
    r"(?:,? (?:from|of|our|my|the|your) [^,.;!?\n]{2,30},?)?(?:['\u2019]ll| will| shall))"
    r"(?! not| no doubt| (?:\w+ )?(?:be aware|know|recall|remember|see|appreciate|understand|agree)\b)"
    r"\s+(?:\w+\s+)?\w+"
)
_RANGE = re.compile(
    r"\b(?:about|around|roughly|approximately|nearly|almost|at least|at most|up to|between|plus or minus|give or take)"
    r"(?: roughly| about)? (?=[£$€¥]?\d)(?!\d{1,2}[:.]\d\d)",
    re.IGNORECASE,
)
_REASONED = re.compile(
    r"\b(?:may|might|could)\b(?:(?![.!?](?:\s|$)).){0,120}?\b(?:because|until|unless|depends? on)\b"
)
_DATED: frozenset[FactKind] = frozenset({"date", "duration"})


def extract_facts(text: str) -> tuple[Fact, ...]:
    """Return the facts of a text in order: figures, names, negations, commitments, ranges."""
    plain = BLANK.sub(lambda m: " " * len(m.group()), text)
    formal = list(fact_patterns.find(plain))
    facts = [
        Fact(start=m.start, end=m.end, text=text[m.start : m.end], kind=m.kind, value=m.value)
        for m in formal
    ]
    facts.extend(_names(plain, formal))
    facts.extend(_negations(plain))
    facts.extend(_commitments(plain, formal))
    facts.extend(_hedges(plain))
    return tuple(sorted(facts, key=lambda f: (f.start, f.end, f.kind)))


def compare_facts(source: str, result: str) -> FactReport:
    """Return which facts of the source the result keeps or loses, and which it invents."""
    before, after = extract_facts(source), extract_facts(result)
    had, has = _values(before), _values(after)
    kept = tuple(f for f in before if _stands(f, has, result))
    lost = tuple(f for f in before if not _stands(f, has, result))
    invented = tuple(f for f in after if not _stands(f, had, source))
    return FactReport(kept=kept, lost=lost, invented=invented)


def _values(facts: tuple[Fact, ...]) -> frozenset[tuple[FactKind, str]]:
    return frozenset((fact.kind, fact.value) for fact in facts)


def _stands(fact: Fact, values: frozenset[tuple[FactKind, str]], text: str) -> bool:
    if (fact.kind, fact.value) in values:
        return True
    if fact.kind in ("name", "organisation"):
        return _has_words(text, fact.text)
    return fact.kind in ("commitment", "hedge") and fact.text in text


def _has_words(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE) is not None


def _fact(span: Span, kind: FactKind, value: str) -> Fact:
    return Fact(start=span.start, end=span.end, text=span.text, kind=kind, value=value)


def _names(text: str, formal: list[fact_patterns.Match]) -> Iterator[Fact]:
    for span, kind in find_names(text):
        if not any(m.start < span.end and span.start < m.end for m in formal):
            yield _fact(span, kind, span.text.lower())


def _negations(text: str) -> Iterator[Fact]:
    for match in _NEGATION.finditer(text):
        if _EMPTY_NEGATION.search(text[max(0, match.start() - 10) : match.end() + 20]):
            continue
        scope = _scope(text, match.end())
        if scope is not None:
            span = Span(match.start(), scope.end, text[match.start() : scope.end])
            yield _fact(span, "negation", "not " + scope.text.lower()[:6])


def _scope(text: str, at: int) -> Span | None:
    """Return the first word of weight after a negation."""
    for match in re.compile(r"[^\W_]+|[.!?;\n]").finditer(text, at):
        if match.group() in ".!?;\n":
            return None
        if not _SMALL_WORD.fullmatch(match.group().lower()):
            return Span(match.start(), match.end(), match.group())
    return None


def _commitments(text: str, formal: list[fact_patterns.Match]) -> Iterator[Fact]:
    dated = [m for m in formal if m.kind in _DATED]
    for line in re.finditer(r"[^\n]+", text):
        for sentence in split_sentences(line.group(), line.start()):
            match = _COMMITMENT.search(sentence.text)
            inside = [m for m in dated if sentence.start <= m.start < sentence.end]
            if match and inside:
                start = sentence.start + match.start()
                end = max(m.end for m in inside)
                if end > start:
                    head = re.sub(r"['\u2019]ll", " will", match.group().lower())
                    value = " ".join([head, *sorted({m.value for m in inside})])
                    yield _fact(Span(start, end, text[start:end]), "commitment", value)


def _hedges(text: str) -> Iterator[Fact]:
    for match in _RANGE.finditer(text):
        figure = re.compile(r"[£$€¥]?[\d.,]*\d").match(text, match.end())
        if figure:
            span = Span(match.start(), figure.end(), text[match.start() : figure.end()])
            yield _fact(span, "hedge", "about " + figure.group())
    for match in _REASONED.finditer(text):
        span = Span(*match.span(), match.group())
        yield _fact(span, "hedge", " ".join(match.group().lower().split()))

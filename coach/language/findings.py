"""From what was noticed in a sentence to findings: the model weighs, rules say where and why."""

from collections.abc import Iterable
from typing import NamedTuple

from coach.domain.values import Category, Level
from coach.language.features import tokens
from coach.language.grammar import GrammarTexts
from coach.language.model import Models, Verdict, bar_for
from coach.language.reader import Sensed
from coach.language.reading import Reading

_CERTAIN = 0.9
_HINT = 0.3
"""Below this doubt not even a hint is given."""
_HIDES: tuple[Category, ...] = ("blame_shifting", "evasive_passive", "euphemism")
"""What a sentence that admits a lapse of our own cannot be by its sound alone."""
_WIDEST = 9
_PHRASE_WORDS = 6
"""A sentence this short may be nothing but the phrase; a longer one is never flagged whole."""
_RANK: dict[Level, int] = {"note": 0, "warning": 1, "error": 2}


Token = tuple[int, int, str]


class Local(NamedTuple):
    """A finding by offsets in its sentence."""

    start: int
    end: int
    category: Category
    level: Level
    why: str
    instead: str
    rule: str


def judge(reading: Reading, models: Models, texts: GrammarTexts) -> list[Local]:
    """Return the findings of one sentence; only those not surely plain are read whole."""
    glance = models.quick.verdict(reading.quick_features)
    if glance.doubt < models.quick.threshold:
        return []
    noticed = _noticed(reading, texts)
    if reading.leans and all(one.level == "note" for one in noticed):
        return _distinct(noticed if glance.doubt >= _HINT else ())
    model = models.full
    verdict = model.verdict(reading.features)
    if verdict.doubt < bar_for(reading.features, model.threshold):
        hints = noticed if verdict.doubt >= _HINT else []
        return _distinct(one._replace(level="note") for one in hints)
    strong = [one for one in noticed if one.level != "note"]
    if not strong:
        strong = [one for one in noticed if one.category == verdict.category]
    if not strong and reading.admits and verdict.category in _HIDES:
        return _distinct(noticed)
    if not strong:
        strong = [_located(reading, verdict, texts)]
    chosen = _distinct(_weighed(one, verdict) for one in strong)
    rest = (one for one in noticed if one.level == "note" and not _touches(one, chosen))
    return sorted([*chosen, *_distinct(rest)])


def _noticed(reading: Reading, texts: GrammarTexts) -> list[Local]:
    found = [
        Local(
            h.start,
            h.end,
            h.rule.category,
            h.rule.rule.level,
            h.rule.why,
            h.rule.instead,
            h.rule.id,
        )
        for h in reading.hits
    ]
    for start, end, check, level in reading.candidates:
        text = texts.checks[check]
        rule = f"{text.category}.{check}"
        found.append(Local(start, end, text.category, level, text.why, text.instead, rule))
    if reading.signals.words <= _PHRASE_WORDS:
        return found
    return [one for one in found if one.end - one.start < len(reading.text.rstrip(" .!?"))]


def _weighed(one: Local, verdict: Verdict) -> Local:
    certain = verdict.doubt >= _CERTAIN and one.level != "note"
    return one._replace(level="error" if certain or one.level == "error" else "warning")


def _distinct(found: Iterable[Local]) -> list[Local]:
    """Drop findings that lie inside or across another of the same category."""
    kept: list[Local] = []
    for one in sorted(found, key=lambda f: (-_RANK[f.level], f.start - f.end, f.start)):
        same = [k for k in kept if k.category == one.category]
        if not _touches(one, same) and not any(k[:2] == one[:2] for k in kept):
            kept.append(one)
    return sorted(kept)


def _touches(one: Local, others: Iterable[Local]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _located(reading: Reading, verdict: Verdict, texts: GrammarTexts) -> Local:
    """Return a finding on the words that the reader doubts most."""
    found = tokens(reading.text)
    doubts = _doubts(found, reading.sensed) if reading.sensed else [0.0] * len(found)
    start, end = _window(found, doubts) if found else (0, len(reading.text))
    words = " ".join(reading.text[start:end].split())
    learned = texts.learned[verdict.category]
    why = f'{learned.why} ("{words}")'
    rule = f"{verdict.category}.learned"
    return Local(start, end, verdict.category, "warning", why, learned.instead, rule)


def _doubts(found: list[Token], sensed: Sensed) -> list[float]:
    """Return for each token the reader's doubt about it."""
    return [
        max((p for low, high, p in sensed.marks if low < end and start < high), default=0.0)
        for start, end, _ in found
    ]


def _window(found: list[Token], pulls: list[float]) -> tuple[int, int]:
    """Return the stretch that stands out most."""
    widest = min(_WIDEST, max(1, len(found) * 2 // 3))
    mean = sum(pulls) / max(1, len(pulls))
    spans = [
        (sum(pulls[a:b]) - mean * (b - a), a, b)
        for a in range(len(found))
        for b in range(a + min(3, widest), min(len(found), a + widest) + 1)
    ]
    _, first, last = max(spans, default=(0.0, 0, len(found)))
    while first < last - 1 and not found[first][2][0].isalpha():
        first += 1
    while last > first + 1 and not found[last - 1][2][-1].isalnum():
        last -= 1
    return found[first][0], found[last - 1][1]

"""Does the language check find double-talk, and does it leave plain sentences alone?

On the development sentences each one is judged by a model that never saw its pair; `heldout`
judges the sentences kept aside, by another author, and prints totals alone.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coach.domain.values import CATEGORIES
from coach.language.checker import PlainLanguage
from coach.language.findings import Local, judge
from coach.language.grammar import load_texts
from coach.language.lexicon import Lexicon
from coach.language.quotes import masked
from coach.language.reader import SentenceReader
from coach.language.text import split_sentences
from coach.resources import knowledge_folder
from evals.language_data import FOLDER, Sentence, load, readings
from evals.report import Row, bootstrap, share
from evals.train_language import (
    Example,
    examples,
    fit,
    out_of_fold,
    quick_threshold_for,
    threshold_for,
    unseen_writers,
)
from evals.unseen import UnseenSentenceReader

_FLAGS = ("warning", "error")
_CURVE = (0.25, 0.5, 0.75)


class Judged(NamedTuple):
    """A labelled sentence and what the check said of it."""

    sentence: Sentence
    flags: tuple[tuple[int, int, str], ...]
    """Start, end and category of each warning or error."""

    @property
    def flagged(self) -> bool:
        """Whether anything was flagged."""
        return bool(self.flags)

    @property
    def located(self) -> bool:
        """Whether a flag touches the labelled words and is narrower than the sentence."""
        at = self.sentence.text.find(self.sentence.span)
        end = at + len(self.sentence.span)
        whole = len(self.sentence.text.strip(" .!?"))
        return any(f[0] < end and at < f[1] and f[1] - f[0] < whole for f in self.flags)


def run(heldout: bool = False) -> list[Row]:
    """Return the table of the check."""
    if heldout:
        checker = PlainLanguage.load(knowledge_folder())
        return _totals([_checked(s, checker) for s in load("heldout")])
    measured, taught = examples(Lexicon.load(FOLDER))
    judged = _judged(measured, taught)
    rows = _totals(judged) + _by_category(judged) + _by_kind(judged)
    return rows + _across(measured, taught) + _curve(measured, taught)


def _checked(sentence: Sentence, checker: PlainLanguage) -> Judged:
    found = checker.check(sentence.text).findings
    return Judged(sentence, tuple((f.start, f.end, f.category) for f in found if f.level in _FLAGS))


def _judged(measured: Sequence[Example], taught: Sequence[Example]) -> list[Judged]:
    lexicon, texts = Lexicon.load(FOLDER), load_texts(FOLDER)
    read = UnseenSentenceReader(SentenceReader.load(FOLDER)).read
    folds = out_of_fold(measured, taught)
    threshold = threshold_for(unseen_writers(measured, taught))
    least = quick_threshold_for(unseen_writers(measured, taught, quick=True))
    found: list[Judged] = []
    for example, models in zip(measured, folds, strict=True):
        models.quick.threshold, models.full.threshold = least, threshold
        text = example.sentence.text
        flags: list[tuple[int, int, str]] = []
        parts = zip(split_sentences(masked(text)), readings(text, lexicon, read=read), strict=True)
        for span, reading in parts:
            locals_: list[Local] = judge(reading, models, texts)
            flags += [
                (span.start + one.start, span.start + one.end, one.category)
                for one in locals_
                if one.level in _FLAGS
            ]
        found.append(Judged(example.sentence, tuple(flags)))
    return found


def _totals(judged: Sequence[Judged]) -> list[Row]:
    hard = [j.flagged for j in judged if j.sentence.hard]
    return [
        _measure("precision", judged, _precision),
        _measure("recall", judged, _recall),
        _measure("F1", judged, _f1, ">= 0.82"),
        share("false alarms, hard plain", hard, "<= 0.10"),
        share("pairs, both right", _pairs(judged), ">= 0.60"),
        _measure("F1, located", judged, _located_f1, ">= 0.75"),
        Row("worst category recall", _worst(judged), bar=">= 0.60"),
    ]


def _measure(
    name: str, judged: Sequence[Judged], of: Callable[[Sequence[Judged]], float], bar: str = ""
) -> Row:
    low, high = bootstrap(judged, of, group=lambda j: j.sentence.group)
    return Row(name, of(judged), low, high, len(judged), bar)


def _precision(judged: Sequence[Judged]) -> float:
    flagged = [j for j in judged if j.flagged]
    return sum(j.sentence.bad for j in flagged) / max(1, len(flagged))


def _recall(judged: Sequence[Judged]) -> float:
    bad = [j for j in judged if j.sentence.bad]
    return sum(j.flagged for j in bad) / max(1, len(bad))


def _f1(judged: Sequence[Judged]) -> float:
    hits = sum(j.flagged and j.sentence.bad for j in judged)
    return 2 * hits / max(1, sum(j.flagged for j in judged) + sum(j.sentence.bad for j in judged))


def _located_f1(judged: Sequence[Judged]) -> float:
    """Count a flag as a hit only where it touches the labelled words."""
    hits = sum(j.located and j.sentence.bad for j in judged)
    return 2 * hits / max(1, sum(j.flagged for j in judged) + sum(j.sentence.bad for j in judged))


def _pairs(judged: Sequence[Judged]) -> list[bool]:
    pairs: dict[str, list[bool]] = {}
    for one in judged:
        if one.sentence.pair:
            pairs.setdefault(one.sentence.pair, []).append(one.flagged == one.sentence.bad)
    return [all(right) for right in pairs.values()]


def _worst(judged: Sequence[Judged]) -> float:
    return min(_recall([j for j in judged if j.sentence.label == c]) for c in CATEGORIES)


def _by_category(judged: Sequence[Judged]) -> list[Row]:
    return [
        share(f"recall, {category}", [j.flagged for j in judged if j.sentence.label == category])
        for category in CATEGORIES
    ]


def _by_kind(judged: Sequence[Judged]) -> list[Row]:
    kinds = sorted({j.sentence.kind for j in judged if not j.sentence.bad})
    return [
        share(
            f"false alarms, {kind}",
            [j.flagged for j in judged if j.sentence.kind == kind and not j.sentence.bad],
        )
        for kind in kinds
    ]


def _across(measured: Sequence[Example], taught: Sequence[Example]) -> list[Row]:
    """Train on one author, test on the other."""
    rows = []
    for author in sorted({e.sentence.author for e in measured}):
        train = [e for e in measured if e.sentence.author != author]
        test = [e for e in measured if e.sentence.author == author]
        rows.append(Row(f"F1 on {author}, not trained on it", _plain_f1([*train, *taught], test)))
    return rows


def _curve(measured: Sequence[Example], taught: Sequence[Example]) -> list[Row]:
    """Train on a growing share of the development sentences, test on a fixed sixth."""
    groups = sorted({e.sentence.group for e in measured})
    test = [e for e in measured if e.sentence.group in set(groups[::6])]
    pool = [g for at, g in enumerate(groups) if at % 6]
    rows = []
    for part in (0.0, *_CURVE, 1.0):
        chosen = set(pool[: round(len(pool) * part)])
        train = [*taught, *(e for e in measured if e.sentence.group in chosen)]
        name = f"F1 with {part:.0%} of the development sentences"
        rows.append(Row(name, _plain_f1(train, test), n=len(train)))
    return rows


def _plain_f1(train: Sequence[Example], test: Sequence[Example]) -> float:
    model = fit(train)
    judged = [
        Judged(e.sentence, ((0, 0, ""),) if model.verdict(e.features).doubt >= 0.5 else ())
        for e in test
    ]
    return _f1(judged)

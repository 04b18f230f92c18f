"""`python -m evals.train_language`: fit the linear model of plain language and write its weights.

It learns from the development sentences, from sentences written for training, and from the rules'
own examples (with the rule itself left out, so that no rule is trusted for its own example). The
threshold comes from predictions on writers whom the fitted model had not read.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from coach.language.lexicon import Lexicon
from coach.language.model import (
    LABELS,
    MODEL_FILE,
    QUANTUM,
    QUICK_FILE,
    LinearModel,
    Models,
    bar_for,
)
from coach.language.reader import Sensed, SentenceReader
from evals.language_data import FOLDER, Sentence, load, readings, rule_examples
from evals.unseen import UnseenSentenceReader

FOLDS = 6
MOST_HARD_ALARMS = 0.07
"""On unseen writers; F1 is flat around the threshold this gives."""
MOST_OVERLOOKED = 0.005
"""The share of double-talk that the quick look may pass over."""
_FREEDOM = 3.0
_RAREST = {"w": 2, "c": 3, "r": 2, "s": 2, "v": 1, "e": 1}
_MOST_FEATURES = 26_000
_FIRST_THRESHOLD = 0.5
_HIGHEST_THRESHOLD = 0.85
_OF_READER = "e:"

Floats = npt.NDArray[np.float32]


class Example(NamedTuple):
    """A labelled text and what the model sees of it."""

    sentence: Sentence
    features: dict[str, float]


def examples(lexicon: Lexicon) -> tuple[list[Example], list[Example]]:
    """Return the measured examples and those for training only."""
    read = UnseenSentenceReader(SentenceReader.load(FOLDER)).read
    measured = [_example(s, lexicon, read) for s in load("dev")]
    taught = [_example(s, lexicon, read) for s in load("train")]
    taught += [_example(s, lexicon, read, rule) for s, rule in rule_examples(lexicon)]
    return measured, taught


def _example(
    sentence: Sentence, lexicon: Lexicon, read: Callable[[str], Sensed], skip: str = ""
) -> Example:
    merged: dict[str, float] = {}
    for reading in readings(sentence.text, lexicon, skip, read):
        for name, value in reading.features.items():
            merged[name] = max(merged.get(name, value), value)
    return Example(sentence, merged)


def fit(
    train: Sequence[Example], threshold: float = _FIRST_THRESHOLD, quick: bool = False
) -> LinearModel:
    """Return a model fitted on examples; a quick one knows nothing of the reader."""
    names, weights, bias = _fit(train, quick)
    return LinearModel({name: at for at, name in enumerate(names)}, weights, bias, threshold)


def _fit(train: Sequence[Example], quick: bool) -> tuple[list[str], Floats, Floats]:
    names = [name for name in _names(train) if not (quick and name.startswith(_OF_READER))]
    matrix = _matrix(train, {name: at for at, name in enumerate(names)})
    columns: list[Floats] = []
    bias: list[float] = []
    for label in LABELS:
        wanted = np.array([e.sentence.label == label for e in train])
        model = LogisticRegression(C=_FREEDOM, solver="liblinear").fit(matrix, wanted)
        columns.append(model.coef_[0].astype(np.float32))
        bias.append(float(model.intercept_[0]))
    return _pruned(names, np.stack(columns, axis=1), np.array(bias, dtype=np.float32))


def _names(train: Sequence[Example]) -> list[str]:
    counts = Counter(name for example in train for name in example.features)
    return sorted(name for name, count in counts.items() if count >= _RAREST[name[0]])


def _matrix(train: Sequence[Example], index: dict[str, int]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, example in enumerate(train):
        for name, value in example.features.items():
            if name in index:
                rows.append(row)
                columns.append(index[name])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(train), len(index)))


def _pruned(names: list[str], weights: Floats, bias: Floats) -> tuple[list[str], Floats, Floats]:
    """Keep the features that matter most, in the steps in which they are stored."""
    strength = np.abs(weights).max(axis=1)
    keep = np.sort(np.argsort(-strength)[:_MOST_FEATURES])
    scale = np.abs(weights).max() / QUANTUM
    rounded = np.round(weights[keep] / scale) * scale
    return [names[at] for at in keep], rounded.astype(np.float32), bias


def out_of_fold(measured: Sequence[Example], taught: Sequence[Example]) -> list[Models]:
    """Return for each measured example models that never saw its group."""
    found: list[Models | None] = [None] * len(measured)
    groups = [e.sentence.group for e in measured]
    folds = GroupKFold(FOLDS, shuffle=True, random_state=0)
    for train, test in folds.split(list(measured), groups=groups):
        seen = [measured[at] for at in train] + list(taught)
        models = Models(fit(seen, quick=True), fit(seen))
        for at in test:
            found[at] = models
    return [models for models in found if models is not None]


def unseen_writers(
    measured: Sequence[Example], taught: Sequence[Example], quick: bool = False
) -> list[tuple[Example, float]]:
    """Return each measured example with the doubt of a model that never read its writer."""
    found: list[tuple[Example, float]] = []
    for writer in sorted({e.sentence.author for e in measured}):
        seen = [*taught, *(e for e in measured if e.sentence.author != writer)]
        model = fit(seen, quick=quick)
        theirs = (e for e in measured if e.sentence.author == writer)
        found += [(e, model.verdict(e.features).doubt) for e in theirs]
    return found


def threshold_for(judged: Sequence[tuple[Example, float]]) -> float:
    """Return the lowest threshold that raises few enough hard false alarms."""
    hard = [(e, doubt) for e, doubt in judged if e.sentence.hard]
    for threshold in np.arange(0.3, 0.85, 0.01):
        alarms = sum(doubt >= bar_for(e.features, float(threshold)) for e, doubt in hard)
        if alarms / len(hard) <= MOST_HARD_ALARMS:
            return float(threshold)
    return _HIGHEST_THRESHOLD


def quick_threshold_for(judged: Sequence[tuple[Example, float]]) -> float:
    """Return the doubt that almost all double-talk reaches at the first look."""
    doubts = [doubt for e, doubt in judged if e.sentence.bad]
    return float(np.quantile(doubts, MOST_OVERLOOKED))


def write(train: Sequence[Example], threshold: float, name: str, quick: bool = False) -> None:
    """Fit on everything and write a model file."""
    names, weights, bias = _fit(train, quick)
    scale = np.abs(weights).max() / QUANTUM
    with (FOLDER / name).open("wb") as file:
        np.savez_compressed(
            file,
            names=np.frombuffer(json.dumps(names, ensure_ascii=False).encode("utf-8"), np.uint8),
            weights=np.round(weights / scale).astype(np.int16),
            scale=np.float32(scale),
            bias=bias,
            threshold=np.float32(threshold),
        )


def main() -> None:
    """Train, choose the threshold, write."""
    measured, taught = examples(Lexicon.load(FOLDER))
    threshold = threshold_for(unseen_writers(measured, taught))
    quick = unseen_writers(measured, taught, quick=True)
    least = quick_threshold_for(quick)
    passed = np.mean([doubt < least for e, doubt in quick if not e.sentence.bad])
    write([*measured, *taught], threshold, MODEL_FILE)
    write([*measured, *taught], least, QUICK_FILE, quick=True)
    print(f"{len(measured)} + {len(taught)} sentences, threshold {threshold:.2f}")
    print(f"the quick look passes {passed:.0%} of the plain ones, under {least:.3f}")


if __name__ == "__main__":
    main()

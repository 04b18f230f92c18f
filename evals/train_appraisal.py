"""`python -m evals.train_appraisal`: fit the appraisal's linear models and write their weights.

Sentences are sorted into acts first; turns are then scored from acts that were worked out by
models which had not seen their context group, so that training meets the same doubt as use.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GroupKFold

from coach.guidance.embedder import DIGEST
from coach.practice.appraisal.acts import MARK_WEIGHT, Matrix, probabilities
from coach.practice.appraisal.asked import read_client
from coach.practice.appraisal.features import (
    Judged,
    client_stems,
    returned_by_sentence,
    turn_features,
)
from coach.practice.appraisal.model import MODEL_FILE, Linear, TrainedModel
from coach.resources import knowledge_folder
from evals.appraisal_data import Labelled, Reader, Sentences

SCORES = ("empathy", "ownership", "clarity", "solution_focus")
FLAGS = (
    "blames_client",
    "excuse",
    "jargon",
    "interrupts",
    "overpromises",
    "ignores_question",
    "non_apology",
)
_FLAG_OF_ACT = {
    "blame": "blames_client",
    "excuse": "excuse",
    "jargon": "jargon",
    "promise": "overpromises",
    "hollow": "non_apology",
    "cutin": "interrupts",
}
_SCORE_OF_ACT = {"ack": "empathy", "own": "ownership", "step": "solution_focus"}
_INNER_FOLDS = 5
_ACT_FREEDOM = 4.0
_SCORE_RESTRAINT = 100.0
_FLAG_FREEDOM = 0.02
_LEAST_SPREAD = 0.05
_DIGITS = 4
STRETCH = 1.08
"""Ridge pulls scores to the middle; this gives the labels' spread back."""


class Fitted(NamedTuple):
    """Models fitted on some turns."""

    acts: Linear
    scores: Linear
    flags: Linear


class Trainer:
    """Fits models on turns read once."""

    def __init__(self, reader: Reader, turns: Sequence[Labelled]) -> None:
        self.reader = reader
        self.turns = turns
        self.groups = np.array([t.group for t in turns])
        self._sentences: Sentences = reader.sentences()
        self._asked = [read_client(t.client, reader.cues) for t in turns]
        self._returned = [
            returned_by_sentence(t.turn, client_stems(t.client, t.context)) for t in turns
        ]
        self._act_labels = {
            name: [_act_labels(t, name) for t in turns] for name in self._sentences.names
        }

    def fit(self, rows: npt.NDArray[np.int_]) -> Fitted:
        """Return models fitted on some of the turns."""
        features: dict[int, dict[str, float]] = {}
        for inner, rest in folds(rows, self.groups, _INNER_FOLDS):
            acts = self._fit_acts(inner)
            features.update({i: self.features(i, acts) for i in rest})
        names = tuple(features[int(rows[0])])
        table = np.array([[features[int(i)][n] for n in names] for i in rows])
        return Fitted(self._fit_acts(rows), *self._fit_heads(names, table, rows))

    def features(self, i: int, acts: Linear) -> dict[str, float]:
        """Return one turn's features under an act model."""
        t = self.turns[i]
        chances = probabilities(t.vectors, t.marked, acts)
        judged = Judged(t.turn, acts.outputs, chances, self._asked[i], self._returned[i])
        return turn_features(judged, self.reader.concepts, t.marked, t.client, t.context)

    def predict(self, rows: Sequence[int], fitted: Fitted) -> tuple[Matrix, Matrix]:
        """Return raw scores and flag chances of some turns."""
        found = [self.features(i, fitted.acts) for i in rows]
        table = np.array([[f[n] for n in fitted.scores.inputs] for f in found])
        return fitted.scores.values(table), fitted.flags.chances(table)

    def _fit_acts(self, rows: npt.NDArray[np.int_]) -> Linear:
        known = _joined(self._sentences.vectors, self._sentences.marked)
        joined = [_joined(self.turns[i].vectors, self.turns[i].marked) for i in rows]
        weights, offsets = [], []
        for column, name in enumerate(self._sentences.names):
            labels = [self._act_labels[name][i] for i in rows]
            x = np.vstack([known, *(j[~np.isnan(y)] for j, y in zip(joined, labels, strict=True))])
            y = np.concatenate([self._sentences.labels[:, column], *labels])
            model = LogisticRegression(C=_ACT_FREEDOM, class_weight="balanced", max_iter=300)
            model.fit(x, y[~np.isnan(y)])
            weights.append(tuple(model.coef_[0].tolist()))
            offsets.append(float(model.intercept_[0]))
        return Linear(
            outputs=self._sentences.names, inputs=(), weights=tuple(weights), offsets=tuple(offsets)
        )

    def _fit_heads(
        self, names: tuple[str, ...], table: Matrix, rows: npt.NDArray[np.int_]
    ) -> tuple[Linear, Linear]:
        middle, spread = table.mean(axis=0), table.std(axis=0) + _LEAST_SPREAD
        scaled = (table - middle) / spread
        scores, flags = [], []
        for name in SCORES:
            y = np.array([self.turns[i].scores[name] for i in rows], dtype=float)
            model = Ridge(alpha=_SCORE_RESTRAINT).fit(scaled, y)
            offset = y.mean() + STRETCH * (model.intercept_ - y.mean())
            scores.append((STRETCH * model.coef_, offset))
        for name in FLAGS:
            raised = np.array([self.turns[i].flags[name] for i in rows])
            model = LogisticRegression(C=_FLAG_FREEDOM, class_weight="balanced").fit(scaled, raised)
            flags.append((model.coef_[0], model.intercept_[0]))
        return (
            _unscaled(SCORES, names, scores, middle, spread),
            _unscaled(FLAGS, names, flags, middle, spread),
        )


def folds(
    rows: npt.NDArray[np.int_], groups: npt.NDArray[np.str_], count: int
) -> Iterator[tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]]:
    """Yield the rows to learn from and the rows to try on, whole context groups together."""
    for learn, rest in GroupKFold(count).split(rows, groups=groups[rows]):
        yield rows[learn], rows[rest]


def _joined(vectors: npt.NDArray[np.float32], marked: Matrix) -> Matrix:
    return np.hstack([vectors.astype(np.float64), MARK_WEIGHT * marked])


def _act_labels(turn: Labelled, act: str) -> Matrix:
    """Return 1, 0 or unknown for each sentence, as far as the turn's labels tell."""
    labels = np.full(len(turn.turn.sentences), np.nan)
    if flag := _FLAG_OF_ACT.get(act):
        if not turn.flags[flag]:
            labels[:] = 0.0
        labels[turn.quoted(flag) & turn.flags[flag]] = 1.0
    elif score := _SCORE_OF_ACT.get(act):
        if turn.scores[score] >= 4:
            labels[turn.quoted(score)] = 1.0
        elif turn.scores[score] <= 2:
            labels[:] = 0.0
    return labels


def _unscaled(
    outputs: tuple[str, ...],
    inputs: tuple[str, ...],
    models: Sequence[tuple[Matrix, float]],
    middle: Matrix,
    spread: Matrix,
) -> Linear:
    return Linear(
        outputs=outputs,
        inputs=inputs,
        weights=tuple(tuple((w / spread).tolist()) for w, _ in models),
        offsets=tuple(float(o - (w / spread) @ middle) for w, o in models),
    )


def _rounded(model: Linear) -> Linear:
    return model.model_copy(
        update={
            "weights": tuple(tuple(round(w, _DIGITS) for w in row) for row in model.weights),
            "offsets": tuple(round(o, _DIGITS) for o in model.offsets),
        }
    )


THRESHOLDS = dict.fromkeys(FLAGS, 0.6)


def main() -> None:
    """Fit on every development turn and write the model file."""
    reader = Reader()
    turns = reader.turns("dev.jsonl")
    fitted = Trainer(reader, turns).fit(np.arange(len(turns)))
    model = TrainedModel(
        embedder=DIGEST,
        concepts=reader.concepts,
        acts=_rounded(fitted.acts),
        scores=_rounded(fitted.scores),
        flags=_rounded(fitted.flags),
        thresholds=tuple(THRESHOLDS[flag] for flag in FLAGS),
    )
    path = knowledge_folder() / "appraisal" / MODEL_FILE
    path.write_text(model.model_dump_json() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

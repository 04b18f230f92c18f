"""`python -m evals.train_appraisal`: fit the appraisal's linear models and write their weights.

Sentences are sorted into acts first; turns are then scored from acts that were worked out by
models which had not seen their context group, so that training meets the same doubt as use.
The cues were written with the development turns in view. So each of these is also shown with
most of its cues hidden, as another voice would word it: weights must not lean on the cues.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GroupKFold

from coach.domain.conversation import Flags, Scores
from coach.guidance.embedder import DIGEST
from coach.practice.appraisal.acts import MARK_WEIGHT, Matrix, probabilities
from coach.practice.appraisal.asked import read_client
from coach.practice.appraisal.features import (
    Judged,
    client_side,
    returned_by_sentence,
    turn_features,
)
from coach.practice.appraisal.model import MODEL_FILE, Linear, TrainedModel
from coach.practice.appraisal.reading import Turn
from coach.practice.appraisal.verdict import verdict
from coach.resources import knowledge_folder
from evals.appraisal_data import FLAGS, SCORES, Labelled, Reader

_FLAG_OF_ACT = {
    "blame": "blames_client",
    "excuse": "excuse",
    "jargon": "jargon",
    "promise": "overpromises",
    "hollow": "non_apology",
    "cutin": "interrupts",
}
_SCORE_OF_ACT = {"ack": "empathy", "own": "ownership", "step": "solution_focus"}
_NEVER_HIDDEN = frozenset(
    (
        "when",
        "figure",
        "yes_no",
        "but_turn",
        "we_do",
        "unknown_answer",
        "reason",
        "asks_view",
        "open_asking",
        "step",
        "non_apology",
    )
)
"""Cues of grammar rather than of one author's wording."""
_HIDDEN_SHARE = 0.7
_VERSIONS = 3
"""Each development turn as it is, and twice with cues hidden."""
_SEED = 7
_INNER_FOLDS = 4
_ACT_RESTRAINT = 0.2
_SCORE_RESTRAINT = 300.0
_FLAG_FREEDOM = 0.008
_LEAST_SPREAD = 0.05
_DIGITS = 4
_STEPS = 120
STRETCH = 1.3
"""Ridge pulls scores to the middle; this gives the labels' spread back."""
THRESHOLDS = dict.fromkeys(FLAGS, 0.6) | {
    "blames_client": 0.65,
    "jargon": 0.65,
    "non_apology": 0.65,
    "excuse": 0.55,
}
"""From which chance on a flag is raised; false flags on good turns cost most."""

Rows = npt.NDArray[np.int_]


class Version(NamedTuple):
    """A turn as training shows it, perhaps with some cues hidden."""

    turn: Turn
    marked: Matrix


class Fitted(NamedTuple):
    """Models fitted on some turns."""

    acts: Linear
    scores: Linear
    flags: Linear


class Trainer:
    """Fits models on turns read once."""

    def __init__(self, reader: Reader, turns: Sequence[Labelled]) -> None:
        self.turns = turns
        self.groups = np.array([t.group for t in turns])
        self._concepts = reader.concepts
        self._sentences = reader.sentences()
        self._asked = [read_client(t.client, reader.cues) for t in turns]
        self._said = [client_side(t.client, t.context, reader.words) for t in turns]
        rng = np.random.default_rng(_SEED)
        self._versions = [self._shown(t, rng) for t in turns]
        names = self._sentences.names
        self._labels = [np.array([_act_labels(t, n) for n in names]).T for t in turns]

    def fit(self, rows: Rows) -> Fitted:
        """Return models fitted on some of the turns."""
        features: dict[tuple[int, int], dict[str, float]] = {}
        for inner, rest in folds(rows, self.groups, _INNER_FOLDS):
            acts = self._fit_acts(inner)
            for i in rest.tolist():
                for version in range(len(self._versions[i])):
                    features[i, version] = self.features(i, acts, version)
        names = tuple(next(iter(features.values())))
        table = np.array([[found[n] for n in names] for found in features.values()])
        weights = np.array([1.0 / len(self._versions[i]) for i, _ in features])
        shown = [self.turns[i] for i, _ in features]
        return Fitted(self._fit_acts(rows), *_fit_heads(names, table, weights, shown))

    def features(self, i: int, acts: Linear, version: int = 0) -> dict[str, float]:
        """Return one turn's features under an act model."""
        t, shown = self.turns[i], self._versions[i][version]
        chances = probabilities(t.vectors, shown.marked, acts)
        judged = Judged(
            turn=shown.turn,
            act_names=acts.outputs,
            acts=chances,
            asked=self._asked[i],
            returned=returned_by_sentence(shown.turn, self._said[i]),
            said=self._said[i],
            fault=t.context.fault,
        )
        return turn_features(judged, self._concepts, shown.marked)

    def judge(self, i: int, fitted: Fitted) -> tuple[Scores, Flags]:
        """Return one turn's verdict, every cue shown."""
        thresholds = [THRESHOLDS[flag] for flag in FLAGS]
        return verdict(self.features(i, fitted.acts), fitted.scores, fitted.flags, thresholds)

    def _shown(self, t: Labelled, rng: np.random.Generator) -> list[Version]:
        versions = [Version(t.turn, t.marked)]
        if t.acts is not None:
            return versions
        for _ in range(_VERSIONS - 1):
            hits, marked = dict(t.turn.hits), t.marked.copy()
            for column, concept in enumerate(self._concepts):
                if concept not in _NEVER_HIDDEN and rng.random() < _HIDDEN_SHARE:
                    hits[concept] = []
                    marked[:, column] = 0.0
            versions.append(Version(t.turn._replace(hits=hits), marked))
        return versions

    def _fit_acts(self, rows: Rows) -> Linear:
        inputs = [_joined(self._sentences.vectors, self._sentences.marked)]
        labels = [self._sentences.labels]
        weights = [np.ones(len(labels[0]))]
        for i in rows.tolist():
            for version in self._versions[i]:
                inputs.append(_joined(self.turns[i].vectors, version.marked))
                labels.append(self._labels[i])
                weights.append(np.full(len(self._labels[i]), 1.0 / len(self._versions[i])))
        return _logistic(
            self._sentences.names, np.vstack(inputs), np.vstack(labels), np.concatenate(weights)
        )


def folds(rows: Rows, groups: npt.NDArray[np.str_], count: int) -> Iterator[tuple[Rows, Rows]]:
    """Yield the rows to learn from and the rows to try on, whole context groups together."""
    for learn, rest in GroupKFold(count).split(rows, groups=groups[rows]):
        yield rows[learn], rows[rest]


def _joined(vectors: npt.NDArray[np.float32], marked: Matrix) -> Matrix:
    return np.hstack([vectors.astype(np.float64), MARK_WEIGHT * marked])


def _act_labels(turn: Labelled, act: str) -> Matrix:
    """Return 1, 0 or unknown for each sentence, as far as the turn's labels tell."""
    if turn.acts is not None:
        return np.array([_tagged(act, acts) for acts in turn.acts])
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


def _tagged(act: str, acts: tuple[str, ...]) -> float:
    # Turns tag every question alike: whether one reaches for what lies behind is not known.
    if act == "interest" and act not in acts and "ask" in acts:
        return float("nan")
    return float(act in acts)


def _logistic(names: tuple[str, ...], x: Matrix, y: Matrix, weights: Matrix) -> Linear:
    """Fit one balanced logistic regression a column at once; unknown labels do not count."""
    known = ~np.isnan(y)
    wanted = np.where(known, y, 0.0)
    counts = known * weights[:, None]
    positive = (counts * wanted).sum(axis=0)
    negative = counts.sum(axis=0) - positive
    half = counts.sum(axis=0) / 2
    counts = counts * np.where(wanted > 0, half / positive, half / negative)
    shape = (x.shape[1] + 1, len(names))

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        w = flat.reshape(shape)
        z = x @ w[:-1] + w[-1]
        error = counts * (1.0 / (1.0 + np.exp(-z)) - wanted)
        value = (counts * (np.logaddexp(0.0, z) - wanted * z)).sum()
        value += _ACT_RESTRAINT * (w[:-1] ** 2).sum() / 2
        slope = np.vstack([x.T @ error + _ACT_RESTRAINT * w[:-1], error.sum(axis=0)])
        return float(value), slope.ravel()

    start = np.zeros(shape).ravel()
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    w = best.x.reshape(shape)
    return Linear(
        outputs=names,
        inputs=(),
        weights=tuple(map(tuple, w[:-1].T.tolist())),
        offsets=tuple(w[-1].tolist()),
    )


def _fit_heads(
    names: tuple[str, ...], table: Matrix, weights: Matrix, shown: Sequence[Labelled]
) -> tuple[Linear, Linear]:
    middle, spread = table.mean(axis=0), table.std(axis=0) + _LEAST_SPREAD
    scaled = (table - middle) / spread
    scores: list[tuple[Matrix, float]] = []
    flags: list[tuple[Matrix, float]] = []
    for name in SCORES:
        y = np.array([t.scores[name] for t in shown], dtype=float)
        ridge = Ridge(alpha=_SCORE_RESTRAINT / _VERSIONS).fit(scaled, y, weights)
        mean = float(np.average(y, weights=weights))
        scores.append((STRETCH * ridge.coef_, mean + STRETCH * (ridge.intercept_ - mean)))
    for name in FLAGS:
        raised = np.array([t.flags[name] for t in shown])
        freedom = _FLAG_FREEDOM * _VERSIONS
        model = LogisticRegression(C=freedom, class_weight="balanced", max_iter=500)
        model.fit(scaled, raised, weights)
        flags.append((model.coef_[0], float(model.intercept_[0])))
    return (
        _unscaled(SCORES, names, scores, middle, spread),
        _unscaled(FLAGS, names, flags, middle, spread),
    )


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
    return Linear(
        outputs=model.outputs,
        inputs=model.inputs,
        weights=tuple(tuple(round(w, _DIGITS) for w in row) for row in model.weights),
        offsets=tuple(round(o, _DIGITS) for o in model.offsets),
    )


def main() -> None:
    """Fit on every labelled turn that is not kept aside, and write the model file."""
    reader = Reader()
    turns = [*reader.turns("dev.jsonl"), *reader.further_turns()]
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

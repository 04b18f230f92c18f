"""How well the built-in appraisal agrees with labelled turns (measures C1 to C6)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from coach.domain.conversation import Appraisal, Flags, Scores
from coach.language.checker import PlainLanguage
from coach.practice.appraisal.acts import Matrix
from coach.practice.appraisal.appraise import Appraiser
from coach.resources import knowledge_folder
from evals.appraisal_data import FLAGS, SCORES, Labelled, Reader
from evals.report import Row, bootstrap
from evals.train_appraisal import Trainer, folds

_FOLDS = 5
_HEADS = ("Really sorry about this. ", "I understand how you feel. ")
_TAILS = (" Once again, I'm sorry.", " I do understand.")
_KAPPA_BAR = {"clarity": ">= 0.55"}


class Judgement(NamedTuple):
    """A labelled turn beside what the appraisal made of it."""

    turn: Labelled
    scores: dict[str, int]
    flags: dict[str, bool]


def run(heldout: bool = False) -> list[Row]:
    """Return agreement with the labels.

    Development turns are judged by models that have not seen their context group; the
    turns kept aside by the model that ships.
    """
    reader = Reader()
    language = PlainLanguage.load(knowledge_folder())
    appraiser = Appraiser.load(knowledge_folder(), language)
    turns = reader.turns("heldout.jsonl" if heldout else "dev.jsonl")
    judged = [_shipped(appraiser, t) for t in turns] if heldout else crossed(reader, turns)
    return [
        *(_kappa_row(name, judged) for name in SCORES),
        *(_middling_row(name, judged) for name in SCORES),
        *(row for name in SCORES for row in _bias_rows(name, judged)),
        *_flag_rows(judged),
        *(_length_row(name, judged) for name in SCORES),
        *_gaming_rows(appraiser, turns),
    ]


def crossed(reader: Reader, turns: Sequence[Labelled]) -> list[Judgement]:
    """Return each turn judged by models fitted without its context group."""
    trainer = Trainer(reader, [*turns, *reader.further_turns()])
    every = np.arange(len(trainer.turns))
    found: dict[int, Judgement] = {}
    for learn, rest in folds(every, trainer.groups, _FOLDS):
        fitted = trainer.fit(learn)
        for i in rest.tolist():
            found[i] = _judgement(trainer.turns[i], *trainer.judge(i, fitted))
    return [found[i] for i in range(len(turns))]


def _shipped(appraiser: Appraiser, turn: Labelled) -> Judgement:
    return _judged(turn, appraiser.appraise(turn.turn.text, turn.client, turn.context))


def _judged(turn: Labelled, appraisal: Appraisal) -> Judgement:
    return _judgement(turn, appraisal.scores, appraisal.flags)


def _judgement(turn: Labelled, scores: Scores, flags: Flags) -> Judgement:
    return Judgement(
        turn,
        {n: getattr(scores, n) or 0 for n in SCORES},
        {n: getattr(flags, n) for n in FLAGS},
    )


def kappa(name: str, judged: Sequence[Judgement]) -> float:
    """Return the quadratic weighted kappa of one score; 0 where there is nothing to agree on."""
    wanted, found = _pair(name, judged)
    chance = ((wanted[:, None] - found[None, :]) ** 2).mean()
    return float(1.0 - ((wanted - found) ** 2).mean() / chance) if chance else 0.0


def _pair(name: str, judged: Sequence[Judgement]) -> tuple[Matrix, Matrix]:
    wanted: npt.NDArray[np.float64] = np.array([j.turn.scores[name] for j in judged], dtype=float)
    found: npt.NDArray[np.float64] = np.array([j.scores[name] for j in judged], dtype=float)
    return wanted, found


def _of(judged: Sequence[Judgement], quality: str) -> list[Judgement]:
    return [j for j in judged if j.turn.quality == quality]


def _kappa_row(name: str, judged: Sequence[Judgement]) -> Row:
    low, high = bootstrap(judged, lambda s: kappa(name, s), group=lambda j: j.turn.group)
    bar = _KAPPA_BAR.get(name, ">= 0.70")
    return Row(f"kappa, {name}", kappa(name, judged), low, high, len(judged), bar)


def _middling_row(name: str, judged: Sequence[Judgement]) -> Row:
    middling = _of(judged, "middling")
    value = kappa(name, middling)
    return Row(f"kappa on middling, {name}", value, n=len(middling), bar=">= 0.35")


def _bias_rows(name: str, judged: Sequence[Judgement]) -> list[Row]:
    rows = []
    for label, some, bar in (
        ("all", list(judged), "within 0.3"),
        ("bad", _of(judged, "bad"), "within 0.4"),
    ):
        wanted, found = _pair(name, some)
        rows.append(Row(f"bias, {name}, {label}", float((found - wanted).mean()), bar=bar))
    return rows


def _flag_rows(judged: Sequence[Judgement]) -> list[Row]:
    scores = {flag: _f1(flag, judged) for flag in FLAGS}
    good = _of(judged, "good")
    false = [any(j.flags[f] and not j.turn.flags[f] for f in FLAGS) for j in good]
    each = [j.flags[f] and not j.turn.flags[f] for j in good for f in FLAGS]
    return [
        Row("flags, macro F1", float(np.mean(list(scores.values()))), bar=">= 0.65"),
        *(Row(f"flag F1, {flag}", value, bar=">= 0.50") for flag, value in scores.items()),
        Row("false flags on good turns", float(np.mean(each)), n=len(each), bar="<= 0.03"),
        Row("good turns with a false flag", float(np.mean(false)), n=len(good)),
    ]


def _f1(flag: str, judged: Sequence[Judgement]) -> float:
    hits = sum(j.flags[flag] and j.turn.flags[flag] for j in judged)
    total = sum(j.flags[flag] + j.turn.flags[flag] for j in judged)
    return 2 * hits / total if total else 0.0


def _length_row(name: str, judged: Sequence[Judgement]) -> Row:
    wanted, found = _pair(name, judged)
    words = np.array([len(j.turn.turn.text.split()) for j in judged], dtype=float)
    error = found - wanted
    r = float(np.corrcoef(error, words)[0, 1]) if error.std() else 0.0
    return Row(f"error with length, {name}", r, n=len(judged), bar="within 0.15")


def _gaming_rows(appraiser: Appraiser, turns: Sequence[Labelled]) -> list[Row]:
    bad = [t for t in turns if t.quality == "bad"]
    gains: list[float] = []
    for t in bad:
        before = _shipped(appraiser, t).scores
        for text in [h + t.turn.text for h in _HEADS] + [t.turn.text + tail for tail in _TAILS]:
            after = _judged(t, appraiser.appraise(text, t.client, t.context)).scores
            gains.append(float(np.mean([after[n] - before[n] for n in SCORES])))
    return [
        Row("gain from sorry or I understand", float(np.mean(gains)), n=len(gains), bar="<= 0.3")
    ]

"""`python -m evals.train_intake`: learn the intake's weights from the example files and the notes.

The set kept aside is not read. With `--check`, prints what ten-fold holding out gives instead.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from coach.domain.situation import CaseInput
from coach.drafting.intake import features
from coach.drafting.intake.blame import weigh_cues
from coach.drafting.intake.kinds import score_kinds
from coach.drafting.intake.learnt import FILE
from coach.drafting.intake.read import Intake
from coach.drafting.intake.splitting import split_sentences
from coach.drafting.intake.tagging import Scene
from coach.resources import knowledge_folder
from evals.tasks.intake import SITUATIONS, labelled, places

FOLDS = 10
NOTE_WEIGHT = 2.0
Examples = dict[str, list[str]]


class Note:
    """A labelled note and all it is weighed by."""

    def __init__(self, intake: Intake, text: str, kind: str, fault: str, secret: list[str]) -> None:
        scene = intake.scene(CaseInput(text=text, today="2026-06-10"))
        self.text, self.kind, self.fault, self.secret = text, kind, fault, secret
        self.scene: Scene = scene
        spans = split_sentences(text)[: features.MOST_SENTENCES]
        self.spans = spans
        self.vectors = features.sense(tuple(span.of(text) for span in spans))
        self.kind_cues = features.kind_cues(score_kinds(scene))
        self.fault_cues = features.fault_cues(scene, weigh_cues(scene))

    def private_rows(self) -> Iterable[tuple[features.Numbers, str]]:
        """Yield a row and a label for each sentence."""
        secret = [place for words in self.secret for place in places(self.text, words)]
        for span, vector in zip(self.spans, self.vectors, strict=True):
            told = any(span.start < high and low < span.end for low, high in secret)
            yield features.private_row(self.scene, span, vector), "private" if told else "open"


def notes_of(intake: Intake) -> list[Note]:
    """Return every note that may be learnt from."""
    short = yaml.safe_load((SITUATIONS / "short.yaml").read_text(encoding="utf-8"))
    found = [Note(intake, r[2], r[0], r[1], r[3] if len(r) > 3 else []) for r in short]
    found += [_by_sentence(intake, json.loads(line)) for line in _lines(SITUATIONS / "sentences")]
    return found + [Note(intake, n.text, n.issue_kinds[0], n.fault, n.internal) for n in labelled()]


def _lines(folder: Path) -> list[str]:
    files = sorted(folder.glob("*.jsonl"))
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def _by_sentence(intake: Intake, row: dict[str, Any]) -> Note:
    """Return a note that was labelled sentence by sentence."""
    said = [f"{words[:1].upper()}{words[1:]}" for words, _ in row["sentences"]]
    secret = [
        words for words, (_, tags) in zip(said, row["sentences"], strict=True) if "private" in tags
    ]
    return Note(intake, ". ".join(said) + ".", row["kinds"][0], row["fault"], secret)


def _fit(
    rows: list[features.Numbers], labels: list[str], weights: list[float], c: float
) -> LogisticRegression:
    judge = LogisticRegression(C=c, max_iter=2000, class_weight="balanced")
    return judge.fit(np.array(rows), labels, sample_weight=weights)


class Trainer:
    """The example sentences, read once."""

    def __init__(self, intake: Intake, folder: Path) -> None:
        self._intake = intake
        self._kinds = self._rows(_load(folder, "kinds"))
        faults = _load(folder, "fault")
        self._none = [(vector, "none") for vector in features.sense_many(faults["none"])]
        self._senses = [
            (v, name) for name, said in faults.items() for v in features.sense_many(said)
        ]
        self._private = _load(folder, "private")

    def _rows(self, examples: Examples) -> list[tuple[features.Numbers, str]]:
        rows = []
        for name, said in examples.items():
            for words, vector in zip(said, features.sense_many(said), strict=True):
                scene = self._intake.scene(CaseInput(text=words, today="2026-06-10"))
                cues = features.kind_cues(score_kinds(scene))
                rows.append((np.concatenate([vector, vector, cues]), name))
        return rows

    def kind(self, notes: list[Note]) -> LogisticRegression:
        """Return the judge of issue kinds."""
        rows = [(features.kind_row(n.vectors, n.kind_cues), n.kind) for n in notes]
        pairs = [*self._kinds, *rows]
        weights = [1.0] * len(self._kinds) + [NOTE_WEIGHT] * len(rows)
        return _fit([r for r, _ in pairs], [y for _, y in pairs], weights, 0.5)

    def sense(self) -> LogisticRegression:
        """Return the judge of single sentences: whose doing they tell of."""
        ones = [1.0] * len(self._senses)
        return _fit([r for r, _ in self._senses], [y for _, y in self._senses], ones, 3.0)

    def fault(self, notes: list[Note], sense: LogisticRegression) -> LogisticRegression:
        """Return the judge of fault tracks."""
        rows = [features.fault_row(n.fault_cues, sense.predict_proba(n.vectors)) for n in notes]
        return _fit(rows, [n.fault for n in notes], [1.0] * len(notes), 0.3)

    def private(self, notes: list[Note]) -> LogisticRegression:
        """Return the judge of what is for our side only."""
        pairs = [pair for note in notes for pair in note.private_rows()]
        weights = [NOTE_WEIGHT] * len(pairs)
        for name, said in self._private.items():
            for words, vector in zip(said, features.sense_many(said), strict=True):
                scene = self._intake.scene(CaseInput(text=words, today="2026-06-10"))
                pairs.append((features.private_row(scene, scene.spans[0], vector), name))
                weights.append(1.0)
        return _fit([r for r, _ in pairs], [y for _, y in pairs], weights, 1.0)


def _load(folder: Path, name: str) -> Examples:
    raw = yaml.safe_load((folder / f"examples-{name}.yaml").read_text(encoding="utf-8"))
    return {key: [str(one) for one in said] for key, said in raw.items()}


def check(trainer: Trainer, notes: list[Note]) -> None:
    """Print how often notes are judged right by weights that have not seen them."""
    sense = trainer.sense()
    folds = np.random.default_rng(0).integers(0, FOLDS, len(notes))
    right: dict[str, list[bool]] = {"kind": [], "fault": []}
    private: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        seen = [n for n, f in zip(notes, folds, strict=True) if f != fold]
        fresh = [n for n, f in zip(notes, folds, strict=True) if f == fold]
        kind, fault, secret = trainer.kind(seen), trainer.fault(seen, sense), trainer.private(seen)
        for note in fresh:
            kinds = features.kind_row(note.vectors, note.kind_cues)
            faults = features.fault_row(note.fault_cues, sense.predict_proba(note.vectors))
            right["kind"].append(kind.predict([kinds])[0] == note.kind)
            right["fault"].append(fault.predict([faults])[0] == note.fault)
            at = list(secret.classes_).index("private")
            private += [
                (float(secret.predict_proba([row])[0][at]), label == "private")
                for row, label in note.private_rows()
            ]
    for name, hits in right.items():
        print(f"{name}: {np.mean(hits):.3f} of {len(hits)}")
    for bar in (0.3, 0.4, 0.5, 0.6, 0.7):
        found = np.mean([p >= bar for p, told in private if told])
        wrong = np.mean([p >= bar for p, told in private if not told])
        print(f"private at {bar}: found {found:.3f}, wrongly {wrong:.3f}")


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    folder = knowledge_folder() / "intake"
    intake = Intake.load(knowledge_folder(), learnt=False)
    notes, trainer = notes_of(intake), Trainer(intake, folder)
    if options.check:
        check(trainer, notes)
        return
    sense = trainer.sense()
    judges = {
        "kind": trainer.kind(notes),
        "fault_sense": sense,
        "fault": trainer.fault(notes, sense),
        "private": trainer.private(notes),
    }
    arrays = {}
    for name, judge in judges.items():
        two = len(judge.classes_) == 2
        arrays[f"{name}_classes"] = np.array([str(one) for one in judge.classes_])
        slopes, offsets = judge.coef_, judge.intercept_
        arrays[f"{name}_slopes"] = (
            np.vstack([np.zeros_like(slopes), slopes]) if two else slopes
        ).astype(np.float16)
        arrays[f"{name}_offsets"] = (np.concatenate([[0.0], offsets]) if two else offsets).astype(
            np.float16
        )
    np.savez_compressed(folder / FILE, **arrays)  # type: ignore[arg-type]
    print(f"{FILE}: {(folder / FILE).stat().st_size} bytes")


if __name__ == "__main__":
    main()

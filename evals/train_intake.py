"""`python -m evals.train_intake`: fit what weighs the note reader's numbers beside the cues.

It learns from notes as networks read them that had not learnt from their writer
(`evals.unseen`). The set kept aside is not read. With `--check`, prints what holding out one
writer at a time gives instead.
"""

import argparse
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from coach.domain.situation import CaseInput
from coach.domain.values import FAULTS, ISSUE_KINDS
from coach.drafting.intake import features
from coach.drafting.intake.blame import weigh_cues
from coach.drafting.intake.kinds import score_kinds
from coach.drafting.intake.learnt import FILE, Blend
from coach.drafting.intake.read import Intake
from coach.drafting.intake.sensing import DOINGS, TAGS, Sensed
from coach.drafting.intake.splitting import Span
from coach.drafting.intake.tagging import CUED, PRIVATE, REPORTED, Scene
from coach.resources import knowledge_folder
from evals.noted import Row, rows
from evals.unseen import UnseenNotes

STRENGTH = 0.01
"""How strongly a blend's weights are held to the reader's own numbers."""
TOLD_FREEDOM = 0.5
TOLD = (*(tag for tag in CUED if tag != "question"), REPORTED, PRIVATE)
LABELLED = frozenset({*TAGS} - {*DOINGS})
CUE_AT = {tag: len(TAGS) + at for at, tag in enumerate((*CUED, REPORTED))}
BETTER = 0.03
"""A tag is learnt only where that beats the cues by this much."""
PRIVATE_BAR = 0.1
"""About even odds hold a sentence back: a leak to the client costs more than a gap."""
_TODAY = "2026-06-10"
Choice = tuple[features.Numbers, int]


class Note:
    """A labelled note and all it is weighed by."""

    def __init__(self, intake: Intake, row: Row, sensed: Sensed) -> None:
        self.row, self.sensed = row, sensed
        self.scene: Scene = intake.scene(CaseInput(text=row.text, today=_TODAY))

    @cached_property
    def kind(self) -> Choice:
        """What the kinds are weighed by, and which it is."""
        rows = features.kind_rows(self.sensed, score_kinds(self.scene))
        return rows, ISSUE_KINDS.index(self.row.kinds[0])

    @cached_property
    def fault(self) -> Choice:
        """What the tracks are weighed by, and which it is."""
        rows = features.fault_rows(self.sensed, weigh_cues(self.scene))
        return rows, FAULTS.index(self.row.fault or "ours")

    def told_rows(self) -> Iterator[tuple[features.Numbers, frozenset[str]]]:
        """Yield a row and the tags of each sentence, if all tags of the note are labelled."""
        if self.row.known >= LABELLED:
            for span, tags, told in zip(
                self.row.spans, self.sensed.tags, self.row.tags, strict=True
            ):
                yield features.told_row(self.scene, Span(span.start, span.end), tags), told


def notes_of(intake: Intake) -> list[Note]:
    """Return every note that may be learnt from, read as by a reader new to its writer."""
    unseen = UnseenNotes()
    read = [(row, unseen.of(row.text)) for row in rows()]
    return [Note(intake, row, sensed) for row, sensed in read if sensed is not None]


def blend(choices: Sequence[Choice]) -> features.Numbers:
    """Return the weights that make the labelled choices likeliest."""
    start = np.eye(choices[0][0].shape[1])[0]

    def cost(weights: features.Numbers) -> float:
        told = [np.log(Blend(weights).odds(rows)[at] + 1e-9) for rows, at in choices]
        return float(STRENGTH * ((weights - start) ** 2).sum() - np.mean(told))

    found: features.Numbers = minimize(cost, start).x.astype(np.float32)
    return found


def teller(notes: Sequence[Note]) -> dict[str, LogisticRegression]:
    """Return a judge for each tag."""
    rows, told = zip(*(pair for n in notes for pair in n.told_rows()), strict=True)
    table = np.array(rows)
    weight = {tag: "balanced" if tag == PRIVATE else None for tag in TOLD}
    return {
        tag: LogisticRegression(C=TOLD_FREEDOM, max_iter=2000, class_weight=weight[tag]).fit(
            table, [tag in t for t in told]
        )
        for tag in TOLD
    }


def bars(notes: Sequence[Note]) -> dict[str, tuple[float, float, float]]:
    """Return for each tag the score from which it is told, and what it is worth with it and by cue alone.

    The score is the best on writers that the judge has not read.
    """
    scores: dict[str, list[tuple[float, bool]]] = {tag: [] for tag in TOLD}
    cued: dict[str, list[tuple[float, bool]]] = {tag: [] for tag in TOLD}
    for writer in sorted({note.row.writer for note in notes}):
        fresh = [pair for n in notes if n.row.writer == writer for pair in n.told_rows()]
        if fresh:
            judges = teller([n for n in notes if n.row.writer != writer])
            table = np.array([row for row, _ in fresh])
            for tag, judge in judges.items():
                found = judge.decision_function(table)
                scores[tag] += [
                    (float(s), tag in t) for s, (_, t) in zip(found, fresh, strict=True)
                ]
                at = CUE_AT.get(tag)
                cued[tag] += [(float(r[at]) - 0.5 if at else -1.0, tag in t) for r, t in fresh]
    chosen = {}
    for tag, judged in scores.items():
        best = max(np.arange(-2.0, 1.0, 0.1), key=lambda bar: _worth(judged, float(bar)))
        bar = PRIVATE_BAR if tag == PRIVATE else float(best)
        chosen[tag] = (bar, _worth(judged, bar), _worth(cued[tag], 0.0))
    return chosen


def _worth(judged: Sequence[tuple[float, bool]], bar: float) -> float:
    """Return F0.5: a wrong tag puts words into the wrong place, a missing one leaves a question."""
    hits = sum(score >= bar and told for score, told in judged)
    found, there = sum(score >= bar for score, _ in judged), sum(told for _, told in judged)
    return 1.25 * hits / max(1.0, found + 0.25 * there)


def check(notes: Sequence[Note]) -> None:
    """Print how often notes are judged right by weights that have not read their writer."""
    right: dict[str, list[bool]] = {"kind": [], "fault": []}
    for writer in sorted({note.row.writer for note in notes}):
        seen = [n for n in notes if n.row.writer != writer]
        kind, fault = Blend(blend([n.kind for n in seen])), Blend(blend([n.fault for n in seen]))
        for note in (n for n in notes if n.row.writer == writer):
            for name, judge, choice in (("kind", kind, note.kind), ("fault", fault, note.fault)):
                right[name].append(int(judge.odds(choice[0]).argmax()) == choice[1])
    for name, hits in right.items():
        print(f"{name}: {np.mean(hits):.3f} of {len(hits)}")
    for tag, (bar, learnt, cued) in bars(notes).items():
        print(f"{tag}: {learnt:.3f} from {bar:.1f} (by cue {cued:.3f})")


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    folder = knowledge_folder() / "intake"
    notes = notes_of(Intake.load(knowledge_folder(), learnt=False))
    if options.check:
        check(notes)
        return
    judges, least = teller(notes), bars(notes)
    learnt = [tag for tag in TOLD if least[tag][1] > least[tag][2] + BETTER]
    np.savez_compressed(
        folder / FILE,
        kind=blend([n.kind for n in notes]),
        fault=blend([n.fault for n in notes]),
        told_tags=np.array(learnt),
        told_slopes=np.vstack([judges[tag].coef_ for tag in learnt]).astype(np.float16),
        told_offsets=np.array(
            [judges[tag].intercept_[0] - least[tag][0] for tag in learnt], dtype=np.float16
        ),
    )
    print(f"{FILE}: {(folder / FILE).stat().st_size} bytes; learnt: {', '.join(learnt)}")


if __name__ == "__main__":
    main()

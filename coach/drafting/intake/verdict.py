"""What the learnt weights make of one note."""

from dataclasses import dataclass, field

from coach.drafting.intake import features
from coach.drafting.intake.blame import Clue
from coach.drafting.intake.learnt import Judges
from coach.drafting.intake.offering import offers_in
from coach.drafting.intake.splitting import Span
from coach.drafting.intake.tagging import Scene

_SAID_OUT = 6
"""Who owns it, said outright, and what we offer are for the client: no odds hold them back."""
PRIVATE_FROM = 0.5
"""A sentence this likely to be for our side only is held back whole: leaks cost more than gaps."""


@dataclass(frozen=True)
class Verdict:
    """Probabilities by name, and the sentences to hold back; empty when nothing was judged."""

    kinds: dict[str, float] = field(default_factory=dict)
    fault: dict[str, float] = field(default_factory=dict)
    private: frozenset[Span] = frozenset()


def judge_note(
    judges: Judges, scene: Scene, clues: tuple[Clue, ...], scores: dict[str, float]
) -> Verdict:
    """Return the verdict on a note.

    Raises:
        SearchError: when the embedding model is missing or altered.
    """
    spans = scene.spans[: features.MOST_SENTENCES]
    vectors = features.sense(tuple(span.of(scene.text) for span in spans))
    senses = judges.fault_sense.weigh(vectors)
    fault = features.fault_row(features.fault_cues(scene, clues), senses)
    open_ones = {clue.sentence for clue in clues if clue.weight >= _SAID_OUT and not clue.act}
    open_ones |= {span for span in spans if offers_in(scene, span)}
    held = frozenset(
        span
        for span, vector in zip(spans, vectors, strict=True)
        if judges.private.odds(features.private_row(scene, span, vector))["private"] >= PRIVATE_FROM
        and not _marked(scene, span)
        and span not in open_ones
    )
    return Verdict(
        kinds=judges.kind.odds(features.kind_row(vectors, features.kind_cues(scores))),
        fault=judges.fault.odds(fault),
        private=held,
    )


def _marked(scene: Scene, span: Span) -> bool:
    """Return whether cues already hold back part of a sentence, clause by clause."""
    return any(one.start < span.end and span.start < one.end for one in scene.private)

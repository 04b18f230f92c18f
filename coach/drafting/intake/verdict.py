"""What the learnt weights make of one note."""

from dataclasses import dataclass, field

from coach.domain.values import FAULTS, ISSUE_KINDS
from coach.drafting.intake import features
from coach.drafting.intake.blame import Clue
from coach.drafting.intake.features import Numbers
from coach.drafting.intake.learnt import Judges
from coach.drafting.intake.sensing import Sensed
from coach.drafting.intake.splitting import Span
from coach.drafting.intake.tagging import PRIVATE, Scene, cue_tags

_SAID_OUT = 6
"""Who owns it, said outright, is for the client: no odds hold it back."""


@dataclass(frozen=True)
class Verdict:
    """Probabilities by name, and the sentences to hold back; empty when nothing was judged."""

    kinds: dict[str, float] = field(default_factory=dict)
    fault: dict[str, float] = field(default_factory=dict)
    private: frozenset[Span] = frozenset()
    told: dict[Span, frozenset[str]] = field(default_factory=dict)
    """What each sentence tells of."""
    sensed: dict[Span, Numbers] = field(default_factory=dict)
    """The reader's tags of each sentence, as numbers between 0 and 1."""


def judge_note(
    judges: Judges,
    sensed: Sensed,
    scene: Scene,
    clues: tuple[Clue, ...],
    scores: dict[str, float],
) -> Verdict:
    """Return the verdict on a note."""
    spans = scene.spans
    told = {
        span: judges.told.told(features.told_row(scene, span, tags))
        | (cue_tags(scene, span) - set(judges.told.tags))
        for span, tags in zip(spans, sensed.tags, strict=True)
    }
    open_ones = {clue.sentence for clue in clues if clue.weight >= _SAID_OUT and not clue.act}
    held = frozenset(
        span
        for span in spans
        if (PRIVATE in told[span] or _bounds(scene, span))
        and not _marked(scene, span)
        and span not in open_ones
    )
    kinds = judges.kind.odds(features.kind_rows(sensed, scores))
    faults = judges.fault.odds(features.fault_rows(sensed, clues))
    return Verdict(
        kinds=dict(zip(ISSUE_KINDS, map(float, kinds), strict=True)),
        fault=dict(zip(FAULTS, map(float, faults), strict=True)),
        private=held,
        told=told,
        sensed=dict(zip(spans, sensed.tags, strict=True)),
    )


def _marked(scene: Scene, span: Span) -> bool:
    """Return whether cues already hold back part of a sentence, clause by clause."""
    return any(one.start < span.end and span.start < one.end for one in scene.private)


def _bounds(scene: Scene, span: Span) -> bool:
    """Return whether words say outright how far we may go: never for the client (practice 22)."""
    return scene.words.authority_outright.search(span.of(scene.text)) is not None

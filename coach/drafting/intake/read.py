"""The door of the intake: a note in, a reading out.

No model, no network; the same note gives the same reading.
"""

from dataclasses import replace
from pathlib import Path

from coach.domain.situation import CaseInput, Situation, SituationFact
from coach.drafting.intake.actors import Actors
from coach.drafting.intake.blame import Clue, weigh_cues, weigh_fault
from coach.drafting.intake.conflicts import contradictions
from coach.drafting.intake.facts import Context, build_facts, dates_for, find_quantities
from coach.drafting.intake.gaps import questions_for
from coach.drafting.intake.kinds import issue_kinds, score_kinds
from coach.drafting.intake.learnt import Judges, load_judges
from coach.drafting.intake.lexicon import Lexicon, load_lexicon
from coach.drafting.intake.naming import find_mentions
from coach.drafting.intake.outline import (
    authority_of,
    cause_of,
    impacts_of,
    offers_of,
    unknowns_of,
)
from coach.drafting.intake.people import cast_of
from coach.drafting.intake.privacy import private_clauses
from coach.drafting.intake.splitting import Span, split_sentences
from coach.drafting.intake.tagging import Scene, tag_sentences
from coach.drafting.intake.verdict import Verdict, judge_note
from coach.drafting.intake.working import Working, working_text
from coach.drafting.reading import Reading, Sentence
from coach.errors import SearchError
from coach.language.parse import parse

FEWEST_WORDS = 40


class Intake:
    """Reads situations with the cues of one knowledge folder."""

    def __init__(self, words: Lexicon, judges: Judges | None = None) -> None:
        self._words, self._judges = words, judges

    @classmethod
    def load(cls, knowledge: Path, learnt: bool = True) -> "Intake":
        """Return an intake for a knowledge folder; `learnt` false leaves the cues alone to judge.

        Raises:
            SetupError: when a cue file is missing or malformed, naming file and line.
        """
        return cls(load_lexicon(knowledge), load_judges(knowledge) if learnt else None)

    def read(self, case: CaseInput) -> Reading:
        """Return the situation as the text, its corrections and the answers tell it."""
        scene = self.scene(case)
        working, clues, scores = scene.working, weigh_cues(scene), score_kinds(scene)
        verdict = self._verdict(scene, clues, scores)
        scene = replace(
            scene, private=_as_marked(scene.text, scene.private | verdict.private, case)
        )
        sentences = tag_sentences(scene)
        blame = weigh_fault(scene, clues, case.fault, verdict.fault)
        kinds = issue_kinds(scores, case.issue_kinds, verdict.kinds)
        facts = self._facts(scene, case)
        situation = Situation(
            facts=facts,
            issue_kinds=kinds,
            fault=blame.fault,
            fault_evidence=blame.evidence,
            cause=cause_of(scene, sentences, blame),
            impacts=impacts_of(scene, sentences),
            people=scene.cast.people(),
            can_offer=offers_of(scene, sentences),
            authority=authority_of(scene, sentences, case.profile.authority),
            unknown=unknowns_of(scene, sentences),
            contradictions=contradictions(scene, facts, blame.fault == "disputed"),
        )
        return Reading(
            text=working.text,
            sentences=sentences,
            situation=situation,
            questions=questions_for(scene, sentences, situation, blame.sure),
            thin=_is_thin(working, situation),
        )

    def scene(self, case: CaseInput) -> Scene:
        """Return the text with its sentences, people and private stretches by cue."""
        working = working_text(case, (question.id for question in self._words.questions))
        doc = parse(working.text)
        spans = split_sentences(working.text)
        cast = cast_of(
            working.text, find_mentions(working.text, doc, self._words.people), self._words.people
        )
        private = private_clauses(working.text, spans, self._words)
        actors = Actors(doc, cast, self._words.people)
        return Scene(working, spans, private, cast, actors, self._words)

    def _verdict(self, scene: Scene, clues: tuple[Clue, ...], scores: dict[str, float]) -> Verdict:
        """Return what the learnt weights make of the note; nothing when they cannot be used."""
        if self._judges is None or not scene.spans:
            return Verdict()
        try:
            return judge_note(self._judges, scene, clues, scores)
        except SearchError:
            return Verdict()

    def _facts(self, scene: Scene, case: CaseInput) -> tuple[SituationFact, ...]:
        dates = dates_for(case)
        found = find_quantities(scene.text, dates, self._words, scene.actors.is_past)
        context = Context(self._words, scene.side_at, scene.certainty_at, scene.private)
        return build_facts(scene.text, found, scene.cast, context)


def _as_marked(text: str, private: frozenset[Span], case: CaseInput) -> frozenset[Span]:
    """Return the private stretches with what the user marked and without what they cleared."""
    cleared = [span for words in case.shareable for span in _places(text, words)]
    marked = [span for words in case.internal for span in _places(text, words)]
    kept = {
        span
        for span in private
        if not any(one.start < span.end and span.start < one.end for one in cleared)
    }
    return frozenset(kept | set(marked))


def _places(text: str, words: str) -> list[Span]:
    places: list[Span] = []
    start = text.find(words) if words else -1
    while start >= 0:
        places.append(Span(start, start + len(words)))
        start = text.find(words, start + len(words))
    return places


def _is_thin(working: Working, situation: Situation) -> bool:
    return len(working.text.split()) < FEWEST_WORDS or situation.fault is None


def sentence_at(reading: Reading, position: int) -> Sentence | None:
    """Return the sentence of a reading that holds a position."""
    return next((one for one in reading.sentences if one.start <= position < one.end), None)

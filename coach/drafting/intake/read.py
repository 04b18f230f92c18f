"""The door of the intake: a note in, a reading out.

No model, no network; the same note gives the same reading.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from coach.domain.situation import CaseInput, Situation, SituationFact
from coach.drafting.intake.actors import Actors
from coach.drafting.intake.blame import Clue, weigh_cues, weigh_fault
from coach.drafting.intake.conflicts import contradictions
from coach.drafting.intake.facts import Context, build_facts, dates_for, find_quantities
from coach.drafting.intake.gaps import questions_for
from coach.drafting.intake.kinds import is_sure, issue_kinds, score_kinds
from coach.drafting.intake.learnt import Judges, load_judges
from coach.drafting.intake.lexicon import Lexicon, load_lexicon
from coach.drafting.intake.naming import find_mentions
from coach.drafting.intake.open_points import open_points
from coach.drafting.intake.outline import authority_of, cause_of, impacts_of, offers_of
from coach.drafting.intake.people import cast_of
from coach.drafting.intake.privacy import private_clauses
from coach.drafting.intake.sensing import NoteReader, Sensed, reader_of
from coach.drafting.intake.splitting import Span, split_sentences
from coach.drafting.intake.tagging import Scene, tag_sentences
from coach.drafting.intake.verdict import Verdict, judge_note
from coach.drafting.intake.working import Working, working_text
from coach.drafting.reading import Reading, Sentence
from coach.language.parse import parse

FEWEST_WORDS = 40


class Intake:
    """Reads situations with the cues of one knowledge folder."""

    def __init__(self, words: Lexicon, learnt: tuple[NoteReader, Judges] | None = None) -> None:
        self._words, self._learnt = words, learnt

    @classmethod
    def load(cls, knowledge: Path, learnt: bool = True) -> "Intake":
        """Return an intake for a knowledge folder; `learnt` false leaves the cues alone to judge.

        Raises:
            SetupError: when a cue file is missing or malformed, naming file and line.
        """
        words = load_lexicon(knowledge)
        return cls(words, (reader_of(knowledge), load_judges(knowledge)) if learnt else None)

    def read(self, case: CaseInput) -> Reading:
        """Return the situation as the text, its corrections and the answers tell it."""
        scene = self.scene(case)
        working, clues, scores = scene.working, weigh_cues(scene), score_kinds(scene)
        verdict = self._verdict(scene, clues, scores, case)
        scene = replace(
            scene, private=_as_marked(scene.text, scene.private | verdict.private, case)
        )
        sentences = tag_sentences(scene, verdict.told)
        blame = weigh_fault(scene, clues, case.fault, verdict)
        kinds = issue_kinds(scores, case.issue_kinds, verdict.kinds)
        kind_sure = is_sure(kinds[0], case.issue_kinds, verdict.kinds)
        facts = self._facts(scene, case)
        offers = offers_of(scene, sentences)
        situation = Situation(
            facts=facts,
            issue_kinds=kinds,
            fault=blame.fault,
            fault_evidence=blame.evidence,
            cause=cause_of(scene, sentences, blame, verdict.sensed),
            impacts=impacts_of(scene, sentences),
            people=scene.cast.people(),
            can_offer=offers,
            authority=authority_of(scene, sentences, case.profile.authority),
            unknown=open_points(scene, sentences, facts, offers, case.today),
            contradictions=contradictions(scene, facts, blame.fault == "disputed"),
        )
        return Reading(
            text=working.text,
            sentences=sentences,
            situation=situation,
            questions=questions_for(scene, sentences, situation, blame.sure, kind_sure),
            kind_sure=kind_sure,
            thin=_is_thin(working, situation),
        )

    def scene(self, case: CaseInput) -> Scene:
        """Return the text with its sentences, people and private stretches by cue."""
        working = working_text(case, self._order())
        doc = parse(working.text)
        spans = split_sentences(working.text)
        cast = cast_of(
            working.text, find_mentions(working.text, doc, self._words.people), self._words.people
        )
        private = private_clauses(working.text, spans, self._words)
        actors = Actors(doc, cast, self._words.people)
        return Scene(working, spans, private, cast, actors, self._words)

    def _verdict(
        self, scene: Scene, clues: tuple[Clue, ...], scores: dict[str, float], case: CaseInput
    ) -> Verdict:
        """Return what the learnt weights make of the note, if they are used and it says anything."""
        if self._learnt is None or not scene.spans:
            return Verdict()
        reader, judges = self._learnt
        return judge_note(judges, self._sensed(reader, scene, case), scene, clues, scores)

    def _sensed(self, reader: NoteReader, scene: Scene, case: CaseInput) -> Sensed:
        """Return what the note as first typed seems to tell, sentence by sentence.

        A corrected figure must change nothing but what rests on it, so the reader does not see it,
        unless it cut a sentence in two or joined some.
        """
        typed = working_text(case.model_copy(update={"corrections": ()}), self._order())
        spans = split_sentences(typed.text)
        if len(spans) == len(scene.spans):
            return reader.read(typed.text, spans)
        return reader.read(scene.text, scene.spans)

    def _order(self) -> Iterator[str]:
        """Yield the questions in the order of the bank."""
        return (question.id for question in self._words.questions)

    def _facts(self, scene: Scene, case: CaseInput) -> tuple[SituationFact, ...]:
        dates = dates_for(case)
        actors = scene.actors
        found = find_quantities(scene.text, dates, self._words, actors.is_past, actors.counted_to)
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

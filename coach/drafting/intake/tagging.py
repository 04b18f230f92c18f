"""Sentences with what they are about, whose act they tell and how sure the writer is."""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.domain.values import Certainty, Side
from coach.drafting.intake.actors import Actors
from coach.drafting.intake.lexicon import Lexicon
from coach.drafting.intake.offering import offers_in
from coach.drafting.intake.people import Cast
from coach.drafting.intake.splitting import Span, split_clauses
from coach.drafting.intake.working import Working
from coach.drafting.reading import Sentence, Tag


@dataclass(frozen=True)
class Scene:
    """The text with everything that sentences and facts are judged by."""

    working: Working
    spans: tuple[Span, ...]
    private: frozenset[Span]
    cast: Cast
    actors: Actors
    words: Lexicon

    @property
    def text(self) -> str:
        """The working text."""
        return self.working.text

    def clause_at(self, position: int) -> Span:
        """Return the clause that holds a position."""
        sentence = self.sentence_at(position)
        clauses = split_clauses(self.text, sentence)
        return next((one for one in clauses if one.start <= position < one.end), sentence)

    def sentence_at(self, position: int) -> Span:
        """Return the sentence that holds a position."""
        return next((one for one in self.spans if one.holds(position)), Span(0, len(self.text)))

    def side_at(self, position: int) -> Side:
        """Return whom the clause around a position is about."""
        for span in (self.clause_at(position), self.sentence_at(position)):
            words = span.of(self.text)
            first = self.words.first_person.search(words)
            others = self.words.third_person.search(words)
            party = next(
                (
                    p
                    for p in self.cast.parties
                    if p.sort != "place" and any(span.holds(m.start) for m in p.mentions)
                ),
                None,
            )
            if first and not others and (party is None or party.side == "ours"):
                return "ours"
            if party is not None:
                return party.side
            if others:
                return "client"
        return "ours"

    def certainty_at(self, start: int, end: int) -> Certainty:
        """Return how sure the writer is of a stretch: of its own words, or of who told them."""
        clause = self.clause_at(start)
        sentence = self.sentence_at(start)
        if self.words.hearsay.search(self.text, sentence.start, sentence.end):
            return "hearsay"
        low, high = max(clause.start, start - 34), min(max(clause.end, end), end + 22)
        if self.words.estimated.search(self.text, low, high):
            return "estimated"
        if self.is_reported(clause):
            return "hearsay"
        return "stated"

    def is_reported(self, span: Span) -> bool:
        """Return whether a stretch tells what somebody other than us says."""
        for match in self.words.reported.finditer(self.text, span.start, span.end):
            if self.actors.of_stretch(match.start(), match.end()) in ("client", "other"):
                return True
        claim = self.words.client_claim.search(self.text, span.start, span.end)
        return claim is not None and self.actors.of_stretch(claim.start(), claim.end()) != "ours"


CUED: tuple[Tag, ...] = (
    *("event", "cause", "promise", "client_impact", "our_impact", "feeling", "wants", "offer"),
    *("limit", "history", "timing", "unknown", "question"),
)
"""The tags that words can speak for."""
REPORTED, PRIVATE = "hearsay", "private"


def cue_tags(scene: Scene, span: Span) -> frozenset[Tag]:
    """Return the tags that the words of a sentence speak for."""
    words = span.of(scene.text)
    tags = {tag for tag, pattern in scene.words.tags.items() if pattern.search(words)}
    if scene.words.cause.search(words) and not scene.words.no_cause.search(words):
        tags.add("cause")
    if offers_in(scene, span):
        tags.add("offer")
    return frozenset(tags)


def tag_sentences(scene: Scene, told: Mapping[Span, frozenset[str]]) -> tuple[Sentence, ...]:
    """Return every sentence of the scene, tagged.

    `told` holds the learnt tags of each sentence; sentences it does not know are tagged by cue.
    """
    forced = {question.id: question.tag for question in scene.words.questions}
    return tuple(_tagged(scene, span, forced, told.get(span)) for span in scene.spans)


def _tagged(
    scene: Scene, span: Span, forced: dict[str, Tag], told: frozenset[str] | None
) -> Sentence:
    words = span.of(scene.text)
    private = any(one.start < span.end and span.start < one.end for one in scene.private)
    cued = cue_tags(scene, span)
    if told is None:
        tags = [tag for tag in CUED if tag in cued]
    else:
        tags = [tag for tag in CUED if tag in told or (tag == "question" and tag in cued)]
    if private:
        tags.append("aside")
    question = scene.working.answer_at(span.start)
    if question in forced:
        tags.insert(0, forced[question])
    return Sentence(
        start=span.start,
        end=span.end,
        text=words,
        tags=tuple(dict.fromkeys(tags)) or (("event",) if told is None else ()),
        certainty=_certainty(scene, span, told),
        confidential=private,
        actor=scene.actors.of_stretch(span.start, span.end),
    )


def _certainty(scene: Scene, span: Span, told: frozenset[str] | None) -> Certainty:
    if scene.words.hearsay.search(scene.text, span.start, span.end):
        return "hearsay"
    if REPORTED in told if told is not None else scene.is_reported(span):
        return "hearsay"
    hedged = scene.words.estimated.search(scene.text, span.start, span.end)
    return "estimated" if hedged else "stated"

"""What a turn did beside its manner: read by comparing texts with the client's case."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coach.domain.conversation import Appraisal, ClientProfile, ClientState
from coach.domain.values import Fault, Record
from coach.practice.matching import Likeness, content_words, sentences_of, share_of
from coach.practice.state import KNOWN_INTEREST, TurnFacts
from coach.resources import load_yaml

_NEVER_BUYS = frozenset({"bribe", "threat", "disrespect", "silence_as_consent"})


class Shown(Record):
    """When a line counts as laying the hidden interest open."""

    asked: float
    unasked: float
    named: float


class Sameness(Record):
    """When one text says what another says: by the share of its words, or by meaning."""

    share: float
    meaning: float


class GateData(Record):
    """knowledge/practice/gates.yaml."""

    word_worth: float
    offer_fits: float
    interest_shown: Shown
    point_read: Sameness
    point_said: Sameness
    said_again: Sameness
    when_words: str
    who_words: str
    ahead_words: str
    agreement_words: str
    yes_or_no: str
    asks_only: str
    insults: str
    parting_named: str
    parting_parts: dict[str, str]
    disclosure_words: dict[str, tuple[str, ...]]
    concession_words: dict[str, tuple[str, ...]]
    fault_words: dict[Fault, tuple[str, ...]]


_OFFERS = frozenset({"concrete_step", "options_with_preferred"})
_SAYS_BACK = frozenset({"read_back", "noting_aloud", "specific_acknowledgement"})
_SOLVES = 4
_CLOSING = 2


@dataclass(frozen=True)
class Heard:
    """One turn with what it is read against."""

    trainee: str
    answered: str
    """The client's line."""
    given: bool
    """The answered line came from outside."""
    appraisal: Appraisal
    state: ClientState
    """Before the turn."""
    client: ClientProfile
    earlier: Sequence[str]
    """The trainee's turns before."""
    told: Sequence[str]
    """The client's lines that told of the hidden interest."""
    asked_before: bool = False
    """The trainee's turn before put an open question."""


class Reader:
    """Reads turns."""

    def __init__(self, knowledge_dir: Path, likeness: Likeness) -> None:
        self._path = knowledge_dir / "practice" / "gates.yaml"
        self._likeness = likeness

    @cached_property
    def data(self) -> GateData:
        """The words and values of the gates."""
        return load_yaml(self._path, GateData)

    def facts(self, turn: Heard) -> TurnFacts:
        """Return what a turn did, found by comparing texts."""
        state = turn.state
        shown = turn.given and self._shows_interest(turn)
        known = shown or state.interest in KNOWN_INTEREST
        offer = self._offer(turn.trainee, turn.appraisal)
        return TurnFacts(
            said_again=sum(self._same(turn.trainee, other) for other in turn.earlier),
            points_read=self._points_read(turn.trainee, turn.appraisal, state),
            interest_shown=shown,
            interest_named=not known and self._names_interest(turn),
            offer=offer,
            offer_fits=offer != "none" and known and self._fits(turn),
            asks=turn.answered if turn.answered.rstrip("\"' ").endswith("?") else "",
            insulted=turn.given and bool(self._pattern(self.data.insults).search(turn.answered)),
            asks_agreement=self._asks_agreement(turn),
            parting=self._parting(turn.trainee),
        )

    def _pattern(self, source: str) -> re.Pattern[str]:
        # The file folds long patterns over several lines; a space after a bar is not part of them.
        return re.compile(re.sub(r"\s*\|\s*", "|", source.strip()), re.IGNORECASE)

    def _shows_interest(self, turn: Heard) -> bool:
        edge = self.data.interest_shown
        near = self._nearness(turn.answered, [turn.client.hidden_interest])
        return near >= (edge.asked if turn.asked_before else edge.unasked)

    def _names_interest(self, turn: Heard) -> bool:
        """Whether the trainee says what lies behind, without having been told."""
        if any(up for _, up in turn.appraisal.flags):
            return False
        near = self._nearness(turn.trainee, [turn.client.hidden_interest])
        return near >= self.data.interest_shown.named

    def _fits(self, turn: Heard) -> bool:
        case = (turn.client.hidden_interest, turn.client.settles, *turn.told)
        references = [text for text in case if text]
        return self._nearness(turn.trainee, references) >= self.data.offer_fits

    def _nearness(self, text: str, references: Sequence[str]) -> float:
        shared = content_words(text) & content_words(" ".join(references))
        meaning = self._likeness.nearest(sentences_of(text), references)
        return meaning + self.data.word_worth * len(shared)

    def _asks_agreement(self, turn: Heard) -> bool:
        """Whether a turn closes on a question that can be answered with yes."""
        if "agreement_question" in turn.appraisal.behaviours:
            return True
        return any(self._wants_yes(part) for part in sentences_of(turn.trainee)[-_CLOSING:])

    def _wants_yes(self, sentence: str) -> bool:
        if not sentence.endswith("?") or self._pattern(self.data.asks_only).search(sentence):
            return False
        asks = self._pattern(self.data.yes_or_no).match(sentence)
        return bool(asks or self._pattern(self.data.agreement_words).search(sentence))

    def _same(self, one: str, other: str) -> bool:
        edge, here, there = self.data.said_again, content_words(one), content_words(other)
        if here and min(share_of(here, there), share_of(there, here)) >= edge.share:
            return True
        return self._likeness.nearest([one], [other]) >= edge.meaning

    def _points_read(
        self, trainee: str, appraisal: Appraisal, state: ClientState
    ) -> tuple[str, ...]:
        words, parts, edge = content_words(trainee), sentences_of(trainee), self.data.point_read
        if _SAYS_BACK.isdisjoint(appraisal.behaviours):
            # Not seen as said back: it counts when it was said nearly word for word, and not asked
            # or thrown back at the client.
            if any(up for _, up in appraisal.flags):
                return ()
            told = tuple(part for part in parts if not part.endswith("?"))
            words, parts, edge = content_words(" ".join(told)), told, self.data.point_said
        return tuple(
            point
            for point in state.unread_points
            if share_of(content_words(point), words) >= edge.share
            or self._likeness.nearest(parts, [point]) >= edge.meaning
        )

    def _offer(self, trainee: str, appraisal: Appraisal) -> str:
        acts = set(appraisal.behaviours)
        if acts & _NEVER_BUYS:
            return "none"
        named = self._pattern(self.data.who_words).search(trainee)
        dated = self._pattern(self.data.when_words).search(trainee)
        # Without such an act, a high score alone makes an offer only of what is still to come.
        ahead = _solves(appraisal) and self._pattern(self.data.ahead_words).search(trainee)
        if named and dated and (acts & _OFFERS or ahead):
            return "owned"
        return "vague" if acts & _OFFERS else "none"

    def _parting(self, trainee: str) -> int:
        if not self._pattern(self.data.parting_named).search(trainee):
            return 0
        parts = self.data.parting_parts.values()
        return 2 if sum(bool(self._pattern(part).search(trainee)) for part in parts) >= 3 else 1


def _solves(appraisal: Appraisal) -> bool:
    return (appraisal.scores.solution_focus or 0) >= _SOLVES

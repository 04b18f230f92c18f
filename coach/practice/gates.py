"""The client's gates: what must have happened before they hint, reveal, agree or go."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from coach.domain.conversation import Appraisal, ClientProfile, ClientState
from coach.domain.values import Record
from coach.practice.matching import Likeness, content_words, sentences_of, share_of
from coach.practice.state import KNOWN_INTEREST, Temper, TurnFacts, raised_flags
from coach.resources import load_yaml

_RECENTLY = 2
_NEVER_BUYS = frozenset({"bribe", "threat", "disrespect", "silence_as_consent"})


class Nearness(Record):
    """When two texts count as speaking of the same thing."""

    meaning: float
    words: int
    both_meaning: float
    both_words: int


class PointRead(Record):
    """When a point counts as read back."""

    share: float
    meaning: float


class SaidAgain(Record):
    """When a turn counts as an earlier one said again."""

    meaning: float


class GateData(Record):
    """knowledge/practice/gates.yaml."""

    offer_fits: Nearness
    interest_shown: Nearness
    point_read: PointRead
    said_again: SaidAgain
    when_words: str
    who_words: str
    insults: str
    parting_named: str
    parting_parts: dict[str, str]
    disclosure_words: dict[str, tuple[str, ...]]
    concession_words: dict[str, tuple[str, ...]]
    fault_words: dict[str, tuple[str, ...]]


class Gates:
    """Reads what a turn did beside its manner, and says which gates stand open."""

    def __init__(self, knowledge_dir: Path, likeness: Likeness) -> None:
        self._path = knowledge_dir / "practice" / "gates.yaml"
        self._likeness = likeness

    @cached_property
    def data(self) -> GateData:
        """The words and values of the gates."""
        return load_yaml(self._path, GateData)

    def facts(
        self,
        trainee: str,
        answered: str,
        appraisal: Appraisal,
        state: ClientState,
        client: ClientProfile,
        *,
        earlier: Sequence[str],
        told: Sequence[str],
        given: bool,
        likeness_of_repeat: float,
    ) -> TurnFacts:
        """Return what a turn did, found by comparing texts.

        `earlier` are the trainee's turns before, `told` the client's lines since the interest came
        out, and `given` says that the answered line came from outside.
        """
        shown = given and self._shows_interest(answered, client)
        known = shown or state.interest in KNOWN_INTEREST
        offer = self._offer(trainee, appraisal)
        return TurnFacts(
            said_again=sum(self._same(trainee, turn, likeness_of_repeat) for turn in earlier),
            points_read=self._points_read(trainee, appraisal, state),
            interest_shown=shown,
            offer=offer,
            offer_fits=offer != "none" and known and self._fits(trainee, client, told),
            asks=answered if answered.rstrip("\"' ").endswith("?") else "",
            insulted=given and bool(self._pattern(self.data.insults).search(answered)),
            parting=self._parting(trainee),
        )

    def _pattern(self, source: str) -> re.Pattern[str]:
        # The file folds long patterns over several lines; a space after a bar is not part of them.
        return re.compile(re.sub(r"\s*\|\s*", "|", source.strip()), re.IGNORECASE)

    def _shows_interest(self, line: str, client: ClientProfile) -> bool:
        return self._near(sentences_of(line), [client.hidden_interest], self.data.interest_shown)

    def _fits(self, trainee: str, client: ClientProfile, told: Sequence[str]) -> bool:
        references = [text for text in (client.hidden_interest, client.settles, *told) if text]
        return self._near(sentences_of(trainee), references, self.data.offer_fits)

    def _near(self, texts: Sequence[str], references: Sequence[str], edge: Nearness) -> bool:
        words = frozenset[str]().union(*map(content_words, texts))
        shared = words & frozenset[str]().union(*map(content_words, references))
        meaning = self._likeness.nearest(texts, references)
        both = meaning >= edge.both_meaning and len(shared) >= edge.both_words
        return both or meaning >= edge.meaning or len(shared) >= edge.words

    def _same(self, one: str, other: str, share: float) -> bool:
        here, there = content_words(one), content_words(other)
        if here and min(share_of(here, there), share_of(there, here)) >= share:
            return True
        return self._likeness.nearest([one], [other]) >= self.data.said_again.meaning

    def _points_read(
        self, trainee: str, appraisal: Appraisal, state: ClientState
    ) -> tuple[str, ...]:
        if not {"read_back", "noting_aloud", "specific_acknowledgement"} & set(
            appraisal.behaviours
        ):
            return ()
        words, parts, edge = content_words(trainee), sentences_of(trainee), self.data.point_read
        return tuple(
            point
            for point in state.unread_points
            if share_of(content_words(point), words) >= edge.share
            or self._likeness.nearest(parts, [point]) >= edge.meaning
        )

    def _offer(self, trainee: str, appraisal: Appraisal) -> str:
        acts = set(appraisal.behaviours)
        if acts & _NEVER_BUYS or not acts & {"concrete_step", "options_with_preferred"}:
            return "none"
        named = self._pattern(self.data.who_words).search(trainee)
        dated = self._pattern(self.data.when_words).search(trainee)
        return "owned" if named and dated else "vague"

    def _parting(self, trainee: str) -> int:
        if not self._pattern(self.data.parting_named).search(trainee):
            return 0
        parts = self.data.parting_parts.values()
        return 2 if sum(bool(self._pattern(part).search(trainee)) for part in parts) >= 3 else 1


def may_hint(state: ClientState, appraisal: Appraisal, temper: Temper) -> bool:
    """Whether the client lets slip that something lies behind the demand."""
    asked = {"open_question", "interest_question"} & set(appraisal.behaviours)
    trusting = state.trust >= temper.card.hint_trust + temper.shift.thresholds
    return state.interest == "hidden" and bool(asked) and trusting and not raised_flags(appraisal)


def may_reveal(
    state: ClientState, appraisal: Appraisal, client: ClientProfile, temper: Temper
) -> bool:
    """Whether the client says what lies behind: asked about it, trusting enough, not too angry."""
    if state.interest not in ("hidden", "hinted") or raised_flags(appraisal):
        return False
    asked = state.interest_asked > 0 and state.turn - state.interest_asked < _RECENTLY
    needed = (
        temper.card.reveal_trust
        if "trust_reached" in client.discloses_when
        else (temper.card.hint_trust)
    )
    shift = temper.shift.thresholds
    calm = state.anger < temper.card.reveal_anger - shift
    return asked and calm and state.trust >= needed + shift


def may_accept(
    state: ClientState, appraisal: Appraisal, client: ClientProfile, temper: Temper
) -> bool:
    """Whether the client says yes: what they need, by whom and when, asked for, and calm enough."""
    if not _ready_to_agree(state, appraisal, temper):
        return False
    if "trust_reached" in client.concedes_when and state.trust < temper.card.hint_trust:
        return False
    return state.interest in ("addressed", "accepted") and state.offer == "meets"


def may_agree_conditionally(state: ClientState, appraisal: Appraisal, temper: Temper) -> bool:
    """Whether a good offer earns a "maybe" although what lies behind it is not known."""
    trusting = state.trust >= temper.card.hint_trust + temper.shift.thresholds
    return (
        _ready_to_agree(state, appraisal, temper)
        and state.offer in ("owned", "meets")
        and trusting
        and state.heard >= 40
    )


def _ready_to_agree(state: ClientState, appraisal: Appraisal, temper: Temper) -> bool:
    acts = set(appraisal.behaviours)
    asked = "agreement_question" in acts
    slept_on = 0 < state.offer_turn <= state.turn - _RECENTLY and bool(
        acts & {"concrete_step", "direct_answer", "follow_up_date"}
    )
    calm = state.anger < temper.card.accept_anger - temper.shift.thresholds
    return (asked or slept_on) and calm and not raised_flags(appraisal) and not acts & _NEVER_BUYS

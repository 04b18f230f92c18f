"""The client's gates: what must have happened before they hint, reveal or agree."""

from dataclasses import dataclass

from coach.domain.conversation import Appraisal, ClientProfile, ClientState
from coach.domain.values import Move
from coach.practice.state import Temper, TurnFacts, raised_flags

_ASKED_RECENTLY = 2
_HOLDS_TO_AN_OFFER = frozenset({"concrete_step", "direct_answer", "follow_up_date", "written_copy"})
NEVER_BUYS = frozenset({"bribe", "threat", "disrespect", "silence_as_consent", "upsell"})


@dataclass(frozen=True)
class Moment:
    """The client after a trainee turn, about to answer."""

    before: ClientState
    state: ClientState
    appraisal: Appraisal
    facts: TurnFacts
    client: ClientProfile
    temper: Temper
    last_move: Move | None = None

    def did(self, *acts: str) -> bool:
        """Whether the turn holds any of these behaviours."""
        return not self.acts.isdisjoint(acts)

    @property
    def acts(self) -> frozenset[str]:
        """The behaviours of the turn."""
        return frozenset(self.appraisal.behaviours)

    @property
    def flagged(self) -> bool:
        """Whether any of the seven flags is up."""
        return bool(raised_flags(self.appraisal))

    @property
    def offends(self) -> bool:
        """Whether a flag is up beside an unanswered question: a question in return does no harm."""
        return not {"ignores_question"}.issuperset(raised_flags(self.appraisal))

    @property
    def hot(self) -> bool:
        """Whether the client is angry or worse."""
        return self.temper.mood(self.state) in ("angry", "furious")

    def trusts(self, needed: int) -> bool:
        """Whether trust has reached a threshold, as the difficulty shifts it."""
        return self.state.trust >= needed + self.temper.shift.thresholds

    def below(self, anger: int) -> bool:
        """Whether anger is under a threshold, as the difficulty shifts it."""
        return self.state.anger < anger - self.temper.shift.thresholds


def may_hint(moment: Moment) -> bool:
    """Whether the client lets slip that something lies behind the demand."""
    asked = moment.did("open_question", "interest_question")
    trusting = moment.trusts(moment.temper.card.hint_trust)
    return moment.state.interest == "hidden" and asked and trusting and not moment.offends


def may_reveal(moment: Moment) -> bool:
    """Whether the client says what lies behind: asked about it, trusting enough, not too angry."""
    state, card = moment.state, moment.temper.card
    if state.interest not in ("hidden", "hinted") or moment.offends:
        return False
    asked = state.interest_asked > 0 and state.turn - state.interest_asked < _ASKED_RECENTLY
    # Whoever names it need not ask: nobody denies what the other has understood.
    asked = asked or moment.facts.interest_named
    by_trust = "trust_reached" in moment.client.discloses_when
    needed = card.reveal_trust if by_trust else card.hint_trust
    return asked and moment.below(card.reveal_anger) and moment.trusts(needed)


def may_accept(moment: Moment) -> bool:
    """Whether the client says yes: what they need, by whom and when, and calm enough."""
    by_trust = "trust_reached" in moment.client.concedes_when
    if by_trust and not moment.trusts(moment.temper.card.hint_trust):
        return False
    state = moment.state
    met = state.interest in ("addressed", "accepted") and state.offer == "meets"
    waited = state.offer_turn <= state.turn - moment.temper.shift.sleeps_on
    slept_on = waited and moment.did(*_HOLDS_TO_AN_OFFER)
    asked_again = moment.did("invites_input") and state.offer_turn < state.turn
    asked = moment.facts.asks_agreement or asked_again or slept_on
    return met and asked and _ready_to_agree(moment)


def haggles(moment: Moment) -> bool:
    """Whether a client who could say yes asks for one more thing first."""
    return moment.state.haggled < moment.temper.shift.haggles


def may_agree_conditionally(moment: Moment) -> bool:
    """Whether a good offer earns a "maybe" although what lies behind it is not known or not met."""
    state = moment.state
    heard = state.heard >= moment.temper.moves.heard_enough
    return (
        state.offer in ("owned", "meets")
        and moment.facts.asks_agreement
        and heard
        and moment.trusts(moment.temper.card.hint_trust)
        and _ready_to_agree(moment)
    )


def _ready_to_agree(moment: Moment) -> bool:
    calm = moment.below(moment.temper.card.accept_anger)
    return calm and not moment.flagged and not moment.did(*NEVER_BUYS)

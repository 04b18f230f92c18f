"""How a client feels after a turn: a pure function of how they felt and what the turn did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.domain.conversation import Appraisal, ClientProfile, ClientState
from coach.domain.values import Record
from coach.practice.tuning import (
    ActWeight,
    Borne,
    DifficultyShift,
    Effect,
    Mood,
    MoveRules,
    PersonaCard,
    Rules,
    Steps,
    Tuning,
    Weights,
)

KNOWN_INTEREST = ("revealed", "addressed", "accepted")
_MEASURES = ("anger", "trust", "heard")


@dataclass(frozen=True)
class Temper:
    """One client's persona and difficulty, with the weights that everyone shares."""

    card: PersonaCard
    shift: DifficultyShift
    weights: Weights
    moves: MoveRules

    @classmethod
    def of(cls, client: ClientProfile, tuning: Tuning) -> "Temper":
        """Return the temper of a client."""
        return cls(
            tuning.personas[client.style],
            tuning.shift(client.difficulty),
            tuning.weights,
            tuning.moves,
        )

    def mood(self, state: ClientState) -> Mood:
        """Return the band of a client's anger."""
        return self.weights.rules.bands.mood(state.anger)

    def floor(self, state: ClientState) -> int:
        """Return how far anger can fall: not far, until the main interest is addressed."""
        if state.interest in ("addressed", "accepted"):
            return self.weights.rules.settled_floor
        return self.card.floor + max(0, self.shift.thresholds)


class TurnFacts(Record):
    """What a turn did beside its appraisal: seen by comparing texts, not by judging manner."""

    said_again: int = 0
    """How many of the trainee's earlier turns said the same."""
    points_read: tuple[str, ...] = ()
    """Points of the client that the turn says back."""
    interest_shown: bool = False
    """The client's own line, when it was given from outside, lays the hidden interest open."""
    interest_named: bool = False
    """The trainee says what lies behind the demand, told or not."""
    offer: str = "none"
    """none, vague or owned (somebody does it by some day)."""
    offer_fits: bool = False
    """The offer brings what the hidden interest asks for."""
    asks: str = ""
    """The question that the client's line put."""
    insulted: bool = False
    """The client's line, given from outside, was out of bounds."""
    asks_agreement: bool = False
    """It closes on a question that can be answered with yes."""
    parting: int = 0


def opening_state(client: ClientProfile, temper: Temper) -> ClientState:
    """Return how a client feels before anything is said."""
    shift = temper.shift
    most = max(client.start_anger, temper.weights.rules.most_start_anger)
    return ClientState(
        anger=_within(client.start_anger + shift.start_anger, top=most),
        trust=_within(client.start_trust + shift.start_trust),
        heard=0,
        patience=_within(temper.card.patience + shift.patience, top=150),
        unread_points=client.points,
    )


def react(
    state: ClientState, appraisal: Appraisal, facts: TurnFacts, temper: Temper
) -> ClientState:
    """Return the client's state after a trainee turn (before the client answers).

    Anger falls only for a reason, losses outweigh gains, and what is repeated fades.
    """
    interest = _interest_after(state, facts)
    met = interest == "addressed" and state.interest != "addressed"
    empty = _empty_turns(state, appraisal, facts, temper.weights)
    gains, losses = _gains_and_losses(state, appraisal, facts, temper, met=met)
    losses = {**losses, "anger": losses["anger"] + _impatience(empty, temper.weights)}
    felt = state.model_copy(update={"interest": interest})
    anger = _moved_anger(felt, gains["anger"] + losses["anger"], temper)
    trust = _moved(state.trust, gains["trust"] + losses["trust"])
    return felt.model_copy(
        update={
            "anger": anger,
            "trust": trust,
            "heard": _moved(state.heard, gains["heard"] + losses["heard"]),
            "patience": _patience(state, appraisal, empty, temper.weights),
            "unread_points": _unread(state, facts),
            "open_question": facts.asks if appraisal.flags.ignores_question else "",
            "used": _counted(state, appraisal),
            "turn": state.turn + 1,
            "furious_turns": _furious_turns(state, anger, trust, temper),
            "empty_turns": empty,
            **_ladder(state, appraisal, facts),
            **_agreement(state, appraisal, facts, met=met),
        }
    )


def raised_flags(appraisal: Appraisal) -> tuple[str, ...]:
    """Return the names of the flags a turn raised."""
    return tuple(name for name, up in appraisal.flags if up)


def _gains_and_losses(
    state: ClientState, appraisal: Appraisal, facts: TurnFacts, temper: Temper, *, met: bool
) -> tuple[dict[str, float], dict[str, float]]:
    weights = temper.weights
    rules = weights.rules
    effects = list(_effects(state, appraisal, weights))
    effects += [(rules.point_read, 1.0)] * len(facts.points_read)
    effects += [(rules.interest_met, 1.0)] * met
    share = _gain_share(appraisal, facts, weights) * temper.card.gains * temper.shift.gains
    worse = rules.loss_factor * temper.card.losses * temper.shift.losses
    gains, losses = dict.fromkeys(_MEASURES, 0.0), dict.fromkeys(_MEASURES, 0.0)
    for effect, fade in effects:
        for name in _MEASURES:
            change = getattr(effect, name)
            if (change < 0) == (name == "anger") and change:
                gains[name] += change * fade * share
            else:
                losses[name] += change * worse
    return gains, losses


def _effects(
    state: ClientState, appraisal: Appraisal, weights: Weights
) -> Iterable[tuple[Effect, float]]:
    for act in (*counted_behaviours(appraisal, weights), *raised_flags(appraisal)):
        weight: ActWeight = weights.acts[act]
        yield weight, weight.fades ** state.used.get(act, 0)
    for name, level in appraisal.scores:
        if level is not None:
            yield weights.scores[name][level], 1.0


def counted_behaviours(appraisal: Appraisal, weights: Weights) -> tuple[str, ...]:
    """Return the behaviours that count: some only when the scores bear them out."""
    acts = dict.fromkeys(appraisal.behaviours)
    return tuple(act for act in acts if _borne_out(weights.borne_out.get(act), appraisal))


def _borne_out(rule: Borne | None, appraisal: Appraisal) -> bool:
    scores = {name: level for name, level in appraisal.scores if level is not None}
    if rule is None or not scores:
        return True
    above = any(scores.get(name, 0) >= least for name, least in rule.least.items())
    below = any(scores.get(name, 5) <= most for name, most in rule.most.items())
    return above or below


def _gain_share(appraisal: Appraisal, facts: TurnFacts, weights: Weights) -> float:
    """Return what is left of a turn's gains."""
    rules = weights.rules
    if appraisal.flags.ignores_question:
        return 0.0
    spoilt = raised_flags(appraisal) or not set(weights.spoils).isdisjoint(
        counted_behaviours(appraisal, weights)
    )
    flagged = rules.flagged_share if spoilt else 1.0
    return flagged * float(rules.said_again_share**facts.said_again)


def _empty_turns(
    state: ClientState, appraisal: Appraisal, facts: TurnFacts, weights: Weights
) -> int:
    acts = set(counted_behaviours(appraisal, weights))
    holds = acts & set(weights.substance) and acts.isdisjoint(weights.spoils)
    if (holds or facts.points_read) and not facts.said_again:
        return 0
    return state.empty_turns + 1


def _impatience(empty: int, weights: Weights) -> float:
    steps = weights.rules.empty_turn_anger
    return steps[min(empty, len(steps)) - 1] if empty else 0.0


def _moved_anger(state: ClientState, change: float, temper: Temper) -> int:
    """Return the new anger: steps shrink towards the floor and towards 100."""
    rules = temper.weights.rules
    if change < 0:
        room = max(0, state.anger - temper.floor(state))
        step = min(rules.most_down, _felt(-change, room, rules.down, rules))
        # Only whole points are felt: halves of halves of a repeated apology must not add up.
        return state.anger - int(min(step, room))
    step = min(rules.most_up, _felt(change, 100 - state.anger, rules.up, rules))
    return _within(round(state.anger + step))


def _felt(change: float, room: float, steps: Steps, rules: Rules) -> float:
    """Return how much of a change is felt: less where there is little room, never nothing."""
    share = min(1.0, max(steps.least_share, room / steps.full_step_room))
    return max(change * share, rules.least_step if change >= rules.least_step else 0.0)


def _moved(value: int, change: float) -> int:
    room = (100 - value) / 50 if change > 0 else value / 25
    return _within(round(value + change * min(1.0, room)))


def _patience(state: ClientState, appraisal: Appraisal, empty: int, weights: Weights) -> int:
    rules = weights.rules
    lost = rules.flag_patience * len(raised_flags(appraisal)) + rules.empty_turn_patience * bool(
        empty
    )
    change = -lost if lost else rules.substance_patience
    return _within(state.patience + change, top=max(100, state.patience))


def _furious_turns(state: ClientState, anger: int, trust: int, temper: Temper) -> int:
    """Return for how many turns fury has stayed; one that calms or wins trust does not count."""
    if anger <= temper.moves.walk_out_anger:
        return 0
    return state.furious_turns + (anger >= state.anger and trust <= state.trust)


def _unread(state: ClientState, facts: TurnFacts) -> tuple[str, ...]:
    return tuple(point for point in state.unread_points if point not in facts.points_read)


def _counted(state: ClientState, appraisal: Appraisal) -> dict[str, int]:
    used = dict(state.used)
    for act in (*dict.fromkeys(appraisal.behaviours), *raised_flags(appraisal)):
        used[act] = used.get(act, 0) + 1
    return used


def _interest_after(state: ClientState, facts: TurnFacts) -> str:
    interest = state.interest
    if facts.interest_shown and interest in ("hidden", "hinted"):
        interest = "revealed"
    if interest == "revealed" and facts.offer_fits and facts.offer != "none":
        return "addressed"
    return interest


def _ladder(state: ClientState, appraisal: Appraisal, facts: TurnFacts) -> dict[str, int]:
    """Return the drama-free-zone ladder after a turn: a nudge steps down, a boundary clears it."""
    level = min(3, state.out_of_bounds + facts.insulted)
    acts = appraisal.behaviours
    held = state.limits_held + ("gentle_nudge" in acts or "two_part_boundary" in acts)
    if "two_part_boundary" in acts:
        level = 0
    elif "gentle_nudge" in acts:
        level = max(0, level - 1)
    return {"out_of_bounds": level, "limits_held": held}


_OFFERS = ("none", "vague", "owned", "meets")


def _agreement(
    state: ClientState, appraisal: Appraisal, facts: TurnFacts, *, met: bool
) -> dict[str, object]:
    """Return what is on the table after a turn."""
    offer = facts.offer
    if offer == "owned" and (met or state.interest in ("addressed", "accepted")):
        offer = "meets"
    better = _rank(_OFFERS, offer) > _rank(_OFFERS, state.offer)
    asked = "interest_question" in appraisal.behaviours
    return {
        "offer": offer if better else state.offer,
        "offer_turn": state.turn + 1 if better else state.offer_turn,
        "interest_asked": state.turn + 1 if asked else state.interest_asked,
        "parting": max(state.parting, facts.parting),
    }


def _rank(order: Sequence[str], value: str) -> int:
    return order.index(value)


def _within(value: int, top: int = 100) -> int:
    return max(0, min(top, value))

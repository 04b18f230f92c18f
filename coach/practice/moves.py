"""What the client does next: rules first, then a seeded choice among what fits this persona."""

from dataclasses import dataclass
from random import Random

from coach.domain.conversation import ClientState
from coach.domain.values import Ended, Move
from coach.practice.gates import (
    NEVER_BUYS,
    Moment,
    haggles,
    may_accept,
    may_agree_conditionally,
    may_hint,
    may_reveal,
)
from coach.practice.state import KNOWN_INTEREST, raised_flags

_PARTING_PLANNED = 2
_CLAIMS = ("concrete_step", "options_with_preferred", "follow_up_date", "interest_question")


@dataclass(frozen=True)
class Chosen:
    """A move, and how the talk ends if it does."""

    move: Move
    ended: Ended | None = None


def choose(moment: Moment, rng: Random) -> Chosen:
    """Return the client's next move."""
    return (
        _leaving(moment)
        or _opening_up(moment)
        or _agreeing(moment)
        or _answer_to_offer(moment)
        or Chosen(_open_move(moment, rng))
    )


def after_move(state: ClientState, move: Move) -> ClientState:
    """Return the state once the client has made a move."""
    match move:
        case "hint":
            return state.model_copy(update={"interest": "hinted"})
        case "reveal":
            return state.model_copy(update={"interest": "revealed"})
        case "accept" if state.interest == "addressed":
            return state.model_copy(update={"interest": "accepted"})
        case "bargain":
            return state.model_copy(update={"haggled": state.haggled + 1})
        case "out_of_bounds":
            return state.model_copy(update={"out_of_bounds": min(3, state.out_of_bounds + 1)})
        case _:
            return state


def _leaving(moment: Moment) -> Chosen | None:
    state = moment.state
    if state.furious_turns >= moment.temper.moves.walk_out_turns:
        return Chosen("walk_out", "walked_out")
    if moment.did("calm_exit"):
        rough = moment.before.out_of_bounds > 0 or moment.hot
        return Chosen("quiet", "ended_by_trainee") if rough else Chosen("adjourn", "adjourned")
    if state.parting == _PARTING_PLANNED:
        return _parting(moment)
    if state.patience <= 0:
        return Chosen("adjourn", "adjourned")
    return None


def _parting(moment: Moment) -> Chosen:
    # A client who is let go often wants to stay after all, once; it seldom lasts (practice 83).
    if moment.before.parting < _PARTING_PLANNED:
        return Chosen("bargain")
    return Chosen("accept", "parted")


def _agreeing(moment: Moment) -> Chosen | None:
    if may_accept(moment):
        return Chosen("bargain") if haggles(moment) else Chosen("accept", "accepted")
    if may_agree_conditionally(moment):
        return Chosen("bargain") if haggles(moment) else Chosen("conditional", "conditional")
    return None


def _opening_up(moment: Moment) -> Chosen | None:
    if may_reveal(moment):
        return Chosen("reveal")
    if may_hint(moment):
        return Chosen("hint")
    return None


def _answer_to_offer(moment: Moment) -> Chosen | None:
    state, last = moment.state, moment.last_move
    if moment.facts.offer == "none" or moment.flagged:
        return None
    if moment.temper.mood(state) == "furious":
        return None
    if moment.facts.offer == "vague":
        return Chosen("ask_who_when") if last != "ask_who_when" else None
    if state.heard < moment.temper.moves.heard_enough and state.interest == "hidden":
        return Chosen("test") if last != "test" else None
    if state.interest == "addressed" and moment.before.interest != "addressed":
        return Chosen("soften")
    return Chosen("bargain") if last != "bargain" else Chosen("soften")


def _open_move(moment: Moment, rng: Random) -> Move:
    temper, state = moment.temper, moment.state
    weights: dict[Move, float] = {
        move: float(weight) for move, weight in temper.card.moves.items() if _fits(move, moment)
    }
    relieved = state.anger <= moment.before.anger - temper.moves.relief
    if relieved and state.heard >= temper.moves.heard_enough:
        weights["soften"] = temper.moves.soften_weight * sum(weights.values()) or 1.0
    if len(weights) > 1:
        weights = {move: odds for move, odds in weights.items() if move != moment.last_move}
    moves = sorted(weights) or ["press"]
    return rng.choices(moves, [weights.get(move, 1.0) for move in moves])[0]


def _fits(move: Move, moment: Moment) -> bool:
    state, temper = moment.state, moment.temper
    match move:
        case "repeat":
            return bool(state.unread_points)
        case "ask_who_when":
            return moment.facts.offer == "vague"
        case "threaten":
            return moment.hot and state.anger >= moment.before.anger
        case "interrupt":
            return moment.hot and moment.flagged
        case "out_of_bounds":
            # Once a limit has been named, it takes new fuel to go too far again.
            fuelled = state.limits_held == 0 or state.anger > moment.before.anger
            held = state.limits_held >= temper.moves.limits_that_hold
            # Nobody who has just opened up gets personal, unless they are hurt again.
            opened = state.interest in KNOWN_INTEREST and not moment.flagged
            return moment.hot and fuelled and not held and not opened
        case "test":
            return temper.card.tests or moment.flagged or moment.did(*_CLAIMS)
        case "vent":
            return temper.mood(state) != "calm"
        case _:
            return True


def spoken_as(moment: Moment, chosen: Chosen, rng: Random) -> tuple[str, ...]:
    """Return the keys of the line bank that word a move, best first.

    A client often answers the very thing the trainee did ("excuse", "read_back") within the move.
    """
    if chosen.ended in ("parted", "ended_by_trainee"):
        return (chosen.ended,)
    if chosen.move == "bargain" and moment.state.parting == _PARTING_PLANNED:
        return ("change_of_heart",)
    if moment.did("two_part_boundary") and moment.before.out_of_bounds and not chosen.ended:
        return ("in_bounds", chosen.move)
    if chosen.move == "reveal" and moment.facts.interest_named:
        return ("reveal_named", "reveal")
    act = _answered_act(chosen.move, moment)
    # Nobody passes over a bribe or words put into their mouth.
    if act and (act in NEVER_BUYS or rng.uniform(0, 1) < moment.temper.moves.answer_odds):
        return (act, chosen.move)
    return (chosen.move,)


def _answered_act(move: Move, moment: Moment) -> str:
    """Return the act that the client's line takes up: the worst one, else a good one."""
    done = {*moment.acts, *raised_flags(moment.appraisal)}
    worse = {act for act in done if moment.temper.weights.acts[act].anger > 0}
    for act, moves in moment.temper.moves.answers.items():
        # With an offer on the table, it is the offer that a person answers.
        beside = act in moment.temper.moves.not_beside_an_offer and moment.facts.offer != "none"
        told = act == "interest_question" and moment.state.interest in KNOWN_INTEREST
        if move in moves and act in (worse or done) and not (beside or told):
            return act
    return ""

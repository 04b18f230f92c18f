"""What the client does next: rules first, then a seeded choice among what fits this persona."""

from dataclasses import dataclass
from random import Random

from coach.domain.conversation import Appraisal, ClientProfile, ClientState
from coach.domain.values import Ended, Move
from coach.practice.gates import may_accept, may_agree_conditionally, may_hint, may_reveal
from coach.practice.state import Temper, TurnFacts, raised_flags

_PARTING_PLANNED = 2


@dataclass(frozen=True)
class Chosen:
    """A move, and how the talk ends if it does."""

    move: Move
    ended: Ended | None = None


def choose(
    state: ClientState,
    before: ClientState,
    appraisal: Appraisal,
    facts: TurnFacts,
    client: ClientProfile,
    temper: Temper,
    last: Move | None,
    rng: Random,
) -> Chosen:
    """Return the client's next move; `before` is the state ahead of the trainee's turn."""
    return (
        _ending(state, before, appraisal, client, temper)
        or _opening_up(state, appraisal, client, temper)
        or _answer_to_offer(state, before, appraisal, facts, temper, last)
        or Chosen(_open_move(state, before, appraisal, temper, last, rng))
    )


def after_move(state: ClientState, move: Move) -> ClientState:
    """Return the state once the client has made a move."""
    if move == "hint":
        return state.model_copy(update={"interest": "hinted"})
    if move == "reveal":
        return state.model_copy(update={"interest": "revealed"})
    if move == "accept" and state.interest == "addressed":
        return state.model_copy(update={"interest": "accepted"})
    if move == "out_of_bounds":
        return state.model_copy(update={"out_of_bounds": min(3, state.out_of_bounds + 1)})
    return state


def _ending(
    state: ClientState,
    before: ClientState,
    appraisal: Appraisal,
    client: ClientProfile,
    temper: Temper,
) -> Chosen | None:
    if state.furious_turns >= temper.moves.walk_out_turns:
        return Chosen("walk_out", "walked_out")
    if "calm_exit" in appraisal.behaviours:
        rough = before.out_of_bounds > 0 or temper.mood(state) in ("angry", "furious")
        return Chosen("quiet", "ended_by_trainee") if rough else Chosen("adjourn", "adjourned")
    if state.parting == _PARTING_PLANNED:
        return _parting(before)
    if may_accept(state, appraisal, client, temper):
        return Chosen("accept", "accepted")
    if may_agree_conditionally(state, appraisal, temper):
        return Chosen("conditional", "conditional")
    if state.patience <= 0:
        return Chosen("adjourn", "adjourned")
    return None


def _parting(before: ClientState) -> Chosen:
    # A client who is let go often wants to stay after all, once; it seldom lasts (practice 83).
    if before.parting == 0:
        return Chosen("bargain")
    return Chosen("accept", "parted")


def _opening_up(
    state: ClientState, appraisal: Appraisal, client: ClientProfile, temper: Temper
) -> Chosen | None:
    if may_reveal(state, appraisal, client, temper):
        return Chosen("reveal")
    if may_hint(state, appraisal, temper):
        return Chosen("hint")
    return None


def _answer_to_offer(
    state: ClientState,
    before: ClientState,
    appraisal: Appraisal,
    facts: TurnFacts,
    temper: Temper,
    last: Move | None,
) -> Chosen | None:
    if facts.offer == "none" or raised_flags(appraisal) or temper.mood(state) == "furious":
        return None
    if facts.offer == "vague":
        return Chosen("ask_who_when") if last != "ask_who_when" else None
    if state.heard < temper.moves.heard_enough and state.interest == "hidden":
        return Chosen("test") if last != "test" else None
    if state.interest == "addressed" and before.interest != "addressed":
        return Chosen("soften")
    return Chosen("bargain") if last != "bargain" else Chosen("soften")


def _open_move(
    state: ClientState,
    before: ClientState,
    appraisal: Appraisal,
    temper: Temper,
    last: Move | None,
    rng: Random,
) -> Move:
    weights: dict[Move, float] = {
        move: float(weight)
        for move, weight in temper.card.moves.items()
        if _fits(move, state, before, appraisal, temper)
    }
    if (
        state.anger <= before.anger - temper.moves.relief
        and state.heard >= temper.moves.heard_enough
    ):
        weights["soften"] = temper.moves.soften_weight * sum(weights.values()) or 1.0
    if last is not None and last in weights and len(weights) > 1:
        del weights[last]
    if not weights:
        return "press"
    moves = sorted(weights)
    return rng.choices(moves, [weights[move] for move in moves])[0]


def _fits(
    move: Move,
    state: ClientState,
    before: ClientState,
    appraisal: Appraisal,
    temper: Temper,
) -> bool:
    mood = temper.mood(state)
    match move:
        case "repeat":
            return bool(state.unread_points)
        case "ask_who_when":
            return state.offer in ("vague",) or state.heard >= temper.moves.heard_enough
        case "threaten":
            return mood in ("angry", "furious") and state.anger >= before.anger
        case "interrupt":
            return mood in ("angry", "furious") and bool(raised_flags(appraisal))
        case "out_of_bounds":
            return mood in ("angry", "furious") and state.limits_held < 2
        case "vent":
            return mood != "calm"
        case _:
            return True


def spoken_as(
    chosen: Chosen,
    state: ClientState,
    before: ClientState,
    appraisal: Appraisal,
    temper: Temper,
    rng: Random,
) -> tuple[str, ...]:
    """Return the keys of the line bank that word a move, best first.

    A client often answers the very thing the trainee did ("excuse", "read_back") within the move.
    """
    if chosen.ended in ("parted", "ended_by_trainee"):
        return (chosen.ended,)
    if chosen.move == "bargain" and state.parting == _PARTING_PLANNED:
        return ("change_of_heart",)
    if "two_part_boundary" in appraisal.behaviours and before.out_of_bounds:
        return ("in_bounds", chosen.move)
    act = _answered_act(chosen.move, appraisal, temper)
    if act and rng.uniform(0, 1) < temper.moves.answer_odds:
        return (act, chosen.move)
    return (chosen.move,)


def _answered_act(move: Move, appraisal: Appraisal, temper: Temper) -> str:
    flags = raised_flags(appraisal)
    done = (*appraisal.behaviours, *flags)
    worse = [act for act in done if temper.weights.acts[act].anger > 0]
    for act, moves in temper.moves.answers.items():
        if act in done and move in moves and (act in worse or not worse):
            return act
    return ""

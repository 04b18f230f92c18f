"""What can be counted in a talk."""

from coach.domain.conversation import PracticeTalk
from coach.practice.slots import acts_of, client_lines

_ACKNOWLEDGES = frozenset({"specific_acknowledgement", "read_back", "plain_ownership"})


def measures_of(talk: PracticeTalk) -> dict[str, float | int | None]:
    """Return counts and shares of a talk; None where there is nothing to count."""
    last = talk.turns[-1].state if talk.turns else talk.opening.state
    flags = [sum(up for _, up in turn.appraisal.flags) for turn in talk.turns]
    return {
        "turns": len(talk.turns),
        "talk_share": talk_share(talk),
        "questions_asked": sum(turn.trainee.count("?") for turn in talk.turns),
        "questions_left_unanswered": sum(t.appraisal.flags.ignores_question for t in talk.turns),
        "turns_to_acknowledgement": _turns_to_acknowledgement(talk),
        "flags_raised": sum(flags),
        "start_anger": talk.opening.state.anger,
        "final_anger": last.anger,
        "start_trust": talk.opening.state.trust,
        "final_trust": last.trust,
        "final_heard": last.heard,
    }


def talk_share(talk: PracticeTalk) -> float | None:
    """Return the trainee's share of all words, 0 to 1, or None before the first turn."""
    if not talk.turns:
        return None
    trainee = sum(len(turn.trainee.split()) for turn in talk.turns)
    client = sum(len(line.split()) for line in client_lines(talk))
    return round(trainee / (trainee + client), 3)


def _turns_to_acknowledgement(talk: PracticeTalk) -> int | None:
    numbers = (
        number
        for number, turn in enumerate(talk.turns, 1)
        if not acts_of(turn.appraisal).isdisjoint(_ACKNOWLEDGES)
    )
    return next(numbers, None)

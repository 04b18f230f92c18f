"""What the coach says of a talk: a hint before a line, a better line after it, the debrief."""

from pathlib import Path

from coach.domain.conversation import Debrief, PracticeTalk
from coach.practice.tuning import Tuning


class Coach:
    """Reads talks."""

    def __init__(self, knowledge_dir: Path, tuning: Tuning) -> None:
        self._tuning = tuning

    def hint(self, talk: PracticeTalk, tried: PracticeTalk) -> str:
        """Return what the last turn of `tried` did, and one way to better it."""
        before = talk.turns[-1].state if talk.turns else talk.opening.state
        after = tried.turns[-1].state
        way = "calmer" if after.anger < before.anger else "angrier"
        return f"This would leave the client {way}."

    def better_line(self, talk: PracticeTalk, turn: int) -> str:
        """Return a better line for a turn."""
        return f"{talk.client.to_own} What matters most to you now?".strip()

    def debrief(self, talk: PracticeTalk) -> Debrief:
        """Return what the talk showed."""
        return Debrief(
            complete=talk.ended is not None,
            summary="Practice, not assessment.",
            checks=(),
            moments=(),
            measures={"turns": len(talk.turns)},
            hidden_interest=talk.client.hidden_interest,
            interest_found=bool(talk.turns)
            and talk.turns[-1].state.interest in ("revealed", "addressed", "accepted"),
        )

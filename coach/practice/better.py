"""Better lines, built from the client's point, an owned fact and a step with blanks."""

import re
from functools import cached_property
from pathlib import Path

from coach.domain.conversation import ClientProfile, ClientState, PracticeTalk, TurnRecord
from coach.domain.values import Record
from coach.practice.slots import acts_of, sentence
from coach.practice.turning import to_trainee
from coach.resources import load_yaml

_OURS_TO_OWN = ("ours", "shared", "third_party", "disputed")
_MOST_PIECES = 2
_LONGEST_POINT = 24


class Pieces(Record):
    """knowledge/practice/better.yaml: each list holds ways to say one piece."""

    takes_up: tuple[str, ...]
    owns: tuple[str, ...]
    answers: tuple[str, ...]
    asks: tuple[str, ...]
    offers: tuple[str, ...]
    offers_plain: tuple[str, ...]
    settles_it: tuple[str, ...]
    nudges: tuple[str, ...]
    limits: tuple[str, ...]
    waits: tuple[str, ...]
    steps: dict[str, str]


class BetterLines:
    """Builds a line for one turn of one talk."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _pieces(self) -> Pieces:
        return load_yaml(self._path, Pieces)

    def line(self, talk: PracticeTalk, number: int, before: ClientState) -> str:
        """Return a better line for a turn: at most two pieces, the most needed first."""
        turn, client = talk.turns[number - 1], talk.client
        needed = _needed(before, turn, client)[:_MOST_PIECES]
        return " ".join(self._worded(piece, number, before, turn, client) for piece in needed)

    def missing(
        self, before: ClientState, turn: TurnRecord, client: ClientProfile
    ) -> tuple[str, str] | None:
        """Return the act that a turn lacked most and one sentence on it, or None."""
        done = acts_of(turn.appraisal)
        for piece in _needed(before, turn, client):
            if done.isdisjoint(_SHOWN_BY[piece]):
                point = to_trainee(_point(before, turn))
                return _SHOWN_BY[piece][0], self._pieces.steps[piece].format(
                    point=point.rstrip(".")
                )
        return None

    def _worded(
        self,
        piece: str,
        number: int,
        before: ClientState,
        turn: TurnRecord,
        client: ClientProfile,
    ) -> str:
        ways: tuple[str, ...] = getattr(self._pieces, piece)
        text = ways[number % len(ways)]
        return text.format(
            point=sentence(to_trainee(_point(before, turn))),
            own=sentence(client.to_own),
            settles=client.settles.rstrip("."),
        )


_SHOWN_BY = {
    "takes_up": ("read_back", "specific_acknowledgement", "noting_aloud"),
    "owns": ("plain_ownership",),
    "answers": ("direct_answer",),
    "asks": ("interest_question",),
    "offers": ("concrete_step", "options_with_preferred"),
    "offers_plain": ("concrete_step", "options_with_preferred"),
    "settles_it": ("agreement_question",),
    "nudges": ("gentle_nudge", "two_part_boundary"),
    "limits": ("two_part_boundary",),
    "waits": ("allows_time",),
}


def _needed(before: ClientState, turn: TurnRecord, client: ClientProfile) -> list[str]:
    """Return the pieces a turn called for, the most needed first."""
    asked = turn.answered.rstrip("\"' ").endswith("?")
    known = before.interest in ("revealed", "addressed", "accepted")
    to_own = bool(client.to_own) and client.fault in _OURS_TO_OWN
    calls = {
        "limits": before.out_of_bounds > 1,
        "nudges": before.out_of_bounds == 1,
        "owns": to_own and "plain_ownership" not in before.used,
        "answers": asked and turn.appraisal.flags.ignores_question,
        "takes_up": bool(_point(before, turn))
        and (bool(before.unread_points) or before.heard < 50),
        "asks": not known,
        "settles_it": known and before.offer == "meets",
        "offers": known and before.offer != "meets" and bool(client.settles),
        "offers_plain": known and before.offer != "meets" and not client.settles,
        "waits": client.style == "silent" and before.turn < 2,
    }
    return [piece for piece, called in calls.items() if called] or ["settles_it"]


def _point(before: ClientState, turn: TurnRecord) -> str:
    """Return the client's point to take up: one not read back yet, else one of the line itself."""
    if before.unread_points:
        return before.unread_points[0]
    told = [part.strip() for part in re.findall(r"[^.!?…]+[.!?…]*", turn.answered)]
    fit = [
        part for part in told if not part.endswith("?") and 3 < len(part.split()) < _LONGEST_POINT
    ]
    return max(fit, key=len, default="")

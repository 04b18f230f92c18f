"""The numbers and words the client runs on: weights, rules, personas, gates; all of it data."""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter

from coach.domain.values import Move, Persona, Record
from coach.resources import load_yaml

Mood = Literal["calm", "irritated", "angry", "furious"]
Difficulty = Literal["easy", "medium", "hard"]
MOODS: tuple[Mood, ...] = ("calm", "irritated", "angry", "furious")


class Effect(Record):
    """A change of the three measures, in points of 100."""

    anger: float
    trust: float
    heard: float


class ActWeight(Effect):
    """What one act of the trainee does to the client."""

    fades: float = Field(default=0.5, gt=0, le=1)
    practice: int = Field(ge=1, le=99)


class Bands(Record):
    """The anger at which each mood begins; below the first the client is calm."""

    irritated: int
    angry: int
    furious: int

    def mood(self, anger: int) -> Mood:
        """Return the mood at a level of anger."""
        above = sum(anger >= edge for edge in (self.irritated, self.angry, self.furious))
        return MOODS[above]


class Steps(Record):
    """How steps of anger shrink near an end of the scale."""

    full_step_room: float = Field(gt=0)
    least_share: float = Field(gt=0, le=1)


class Borne(Record):
    """The scores that bear an act out: any one at least, or at most, so high."""

    least: dict[str, int] = Field(default_factory=dict)
    most: dict[str, int] = Field(default_factory=dict)


class Rules(Record):
    """How acts count; each is explained where its value stands."""

    loss_factor: float = Field(ge=1)
    flagged_share: float = Field(ge=0, le=1)
    said_again_share: float = Field(gt=0, lt=1)
    most_down: float
    most_up: float
    down: Steps
    up: Steps
    least_step: float
    settled_floor: int
    most_start_anger: int
    empty_turn_anger: tuple[float, ...] = Field(min_length=1)
    empty_turn_patience: int
    flag_patience: int
    substance_patience: int
    point_read: Effect
    interest_met: Effect
    bands: Bands


class DifficultyShift(Record):
    """What a level of difficulty changes."""

    start_anger: int
    start_trust: int
    gains: float
    losses: float
    thresholds: int
    patience: int
    sleeps_on: int = Field(ge=0)
    haggles: int = Field(ge=0)


class Weights(Record):
    """knowledge/practice/weights.yaml."""

    acts: dict[str, ActWeight]
    scores: dict[str, dict[int, Effect]]
    rules: Rules
    substance: tuple[str, ...]
    spoils: tuple[str, ...]
    borne_out: dict[str, Borne]
    difficulty: dict[Difficulty, DifficultyShift]


class PersonaCard(Record):
    """One kind of client."""

    title: str
    manner: str
    as_said: tuple[str, ...]
    start_anger: int
    start_trust: int
    gains: float
    losses: float
    floor: int
    hint_trust: int
    reveal_trust: int
    reveal_anger: int
    accept_anger: int
    patience: int
    tests: bool = False
    """Tests whatever is said, not only what is promised."""
    shouts: bool = True
    """Says lines with an exclamation mark that are anybody's, and not only their own."""
    longest_line: int = 60
    """Says lines that are anybody's up to so many words."""
    moves: dict[Move, int]


class MoveRules(Record):
    """knowledge/practice/moves.yaml."""

    heard_enough: int
    relief: int
    walk_out_anger: int
    walk_out_turns: int
    soften_weight: float
    limits_that_hold: int
    answer_odds: float = Field(ge=0, le=1)
    answers: dict[str, tuple[Move, ...]]
    not_beside_an_offer: tuple[str, ...]


class Tuning:
    """Everything of knowledge/practice that state, gates and moves need; read on first use."""

    def __init__(self, knowledge_dir: Path) -> None:
        self._folder = knowledge_dir / "practice"

    @cached_property
    def weights(self) -> Weights:
        """The weights and rules."""
        return load_yaml(self._folder / "weights.yaml", Weights)

    @cached_property
    def personas(self) -> dict[Persona, PersonaCard]:
        """The eight personas."""
        kinds: TypeAdapter[dict[Persona, PersonaCard]] = TypeAdapter(dict[Persona, PersonaCard])
        return load_yaml(self._folder / "personas.yaml", kinds)

    @cached_property
    def moves(self) -> MoveRules:
        """How moves are chosen."""
        return load_yaml(self._folder / "moves.yaml", MoveRules)

    def shift(self, difficulty: str) -> DifficultyShift:
        """Return what a level of difficulty changes; an unknown one counts as medium."""
        known = self.weights.difficulty
        return known.get(difficulty, known["medium"])  # type: ignore[call-overload,no-any-return]

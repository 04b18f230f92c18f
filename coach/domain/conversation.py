"""Practice: the client, their state, what each turn did, and the debrief."""

from pydantic import Field

from coach.domain.model_use import ModelUse
from coach.domain.values import (
    Behaviour,
    Ended,
    Engine,
    Fault,
    IssueKind,
    Move,
    Persona,
    Record,
)


class Scores(Record):
    """Four scores of a trainee turn, 1 to 5, or None for not scored."""

    empathy: int | None
    ownership: int | None
    clarity: int | None
    solution_focus: int | None


class Flags(Record):
    """Seven things a trainee turn should not do."""

    blames_client: bool = False
    excuse: bool = False
    jargon: bool = False
    interrupts: bool = False
    overpromises: bool = False
    ignores_question: bool = False
    non_apology: bool = False


class Evidence(Record):
    """The trainee's own words behind a score, flag or behaviour."""

    of: str
    start: int
    end: int
    quote: str


class Appraisal(Record):
    """What one trainee turn did."""

    scores: Scores
    flags: Flags
    behaviours: tuple[Behaviour, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Said(Record):
    """One line of a talk."""

    who: str
    """client or trainee."""
    text: str


class TurnContext(Record):
    """What a trainee turn is appraised against."""

    situation: str = ""
    fault: Fault | None = None
    history: tuple[Said, ...] = ()


class ClientProfile(Record):
    """A simulated client, complete: every field has been settled."""

    name: str
    role: str
    organisation: str = ""
    style: Persona
    start_anger: int
    start_trust: int
    stated_position: str
    hidden_interest: str
    discloses_when: tuple[str, ...]
    """Gates: asked_about_interest, trust_reached."""
    concedes_when: tuple[str, ...]
    """Gates: interest_addressed, owner_and_date, trust_reached."""
    brief: str
    issue: IssueKind
    fault: Fault
    promised: str = ""
    costs_them: str = ""
    points: tuple[str, ...] = ()
    """What the client keeps coming back to until it is read back."""
    new_fact: str = ""
    """Something the trainee does not know yet (practice 56)."""
    difficulty: str = "medium"
    opening: str = ""
    """A first line of the client's own; empty: one is chosen."""
    settles: str = ""
    """What an offer must bring, in words; an offer is held against it and the hidden interest."""
    to_own: str = ""
    """What the trainee's side did, as one plain sentence; better lines are built on it."""


class ClientSketch(Record):
    """What the user's own case says of the client, for making them a simulated one.

    Every text is the user's own words with private matters left out.
    """

    name: str
    role: str
    organisation: str
    issue: IssueKind
    fault: Fault
    happened: str
    cause: str
    promised: str
    costs_them: str
    wants: str
    feelings: str
    new_fact: str = ""


class ClientState(Record):
    """How the client feels and what they know; each measure 0 to 100."""

    anger: int
    trust: int
    heard: int
    patience: int = 100
    interest: str = "hidden"
    """hidden, hinted, revealed, addressed or accepted."""
    unread_points: tuple[str, ...] = ()
    open_question: str = ""
    out_of_bounds: int = 0
    """Level of the drama-free-zone ladder, 0 to 3 (practices 63 to 65)."""
    used: dict[str, int] = Field(default_factory=dict)
    """How often each behaviour has been used."""
    promises: tuple[str, ...] = ()
    turn: int = 0
    furious_turns: int = 0
    empty_turns: int = 0
    """Turns in a row that gave the client nothing to hold on to."""
    interest_asked: int = 0
    """The last turn in which the trainee asked what matters behind the demand; 0: never."""
    offer: str = "none"
    """The best offer so far: none, vague, owned (somebody by some day) or meets (the interest too)."""
    offer_turn: int = 0
    """The turn of that offer."""
    limits_held: int = 0
    """How often the trainee has named a limit of conduct (practices 63 and 64)."""
    haggled: int = 0
    """How often the client has asked for one more thing."""
    parting: int = 0
    """How far a parting has gone: 0 not named, 1 named, 2 its four parts being settled."""


class TurnRecord(Record):
    """One exchange: what the trainee said, what it did, what the client answered."""

    trainee: str
    client: str
    move: Move
    state: ClientState
    """After the turn."""
    appraisal: Appraisal
    written_by: Engine = "built-in"
    notices: tuple[str, ...] = ()
    answered: str = ""
    """The client's line that the trainee answered."""
    line: str = ""
    """The line of the bank behind the answer, so that none is said twice."""
    partial: bool = False
    """Whether the answer was cut off: what had come and passed its checks stands."""
    model_use: ModelUse | None = None
    """What a model was asked for the answer, and what became of it; None: none was."""


class OpeningRecord(Record):
    """The client's first line and the state it was said in."""

    client: str
    state: ClientState
    line: str = ""
    """The line of the bank behind it; empty for the client's own."""
    written_by: Engine = "built-in"
    notices: tuple[str, ...] = ()


class PracticeTalk(Record):
    """A whole rehearsal; the same client, seed and turns give the same talk."""

    client: ClientProfile
    seed: int
    opening: OpeningRecord
    turns: tuple[TurnRecord, ...] = ()
    ended: Ended | None = None
    notices: tuple[str, ...] = ()

    @property
    def model_tokens(self) -> int:
        """The tokens that a model took for all turns so far."""
        return sum(turn.model_use.tokens for turn in self.turns if turn.model_use)


class RubricCheck(Record):
    """One observable check of the debrief."""

    practice: int
    title: str
    status: str
    """passed, failed or not_shown."""
    turn: int | None = None
    quote: str = ""
    comment: str = ""


class KeyMoment(Record):
    """A turn that moved the client most, with a better line."""

    turn: int
    quote: str
    anger_change: int
    trust_change: int
    why: str
    practices: tuple[int, ...]
    better: str


class Debrief(Record):
    """What the talk showed. Practice, not assessment."""

    complete: bool
    summary: str
    checks: tuple[RubricCheck, ...]
    moments: tuple[KeyMoment, ...]
    measures: dict[str, float | int | None]
    """talk_share, questions_asked, turns, turns_to_acknowledgement, final anger and trust."""
    hidden_interest: str
    interest_found: bool
    client_says: tuple[str, ...] = ()
    """The client's own view afterwards, in character; a view, never a score."""

"""Requests: one command's options, from the command line or from a line of a batch."""

from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.domain.conversation import Said, TurnContext
from coach.domain.meeting import ItemFix, MeetingRecord, SignOff
from coach.domain.values import Audience, Engine, Fault
from coach.errors import InputError

T = TypeVar("T", bound=BaseModel)


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, Field(coerce_numbers_to_str=True)] = "1"


class CheckCommand(_Request):
    """`candor check`."""

    text: str
    audience: Audience = "client"
    allow: tuple[str, ...] = ()


class RewriteCommand(_Request):
    """`candor rewrite`."""

    text: str
    allow: tuple[str, ...] = ()
    engine: Engine | None = None


class ReplyCommand(_Request):
    """`candor reply`."""

    text: str
    notes: str = ""
    name: str = ""
    allow: tuple[str, ...] = ()
    engine: Engine | None = None


class GuideCommand(_Request):
    """`candor guide`."""

    query: str
    k: int = Field(default=5, ge=1, le=50)


class PrepareCommand(_Request):
    """`candor prepare`."""

    text: str
    answers: dict[str, str] = Field(default_factory=dict)
    today: date | None = None
    engine: Engine | None = None


class Context(_Request):
    """What was known before a turn; a plain string is its situation."""

    situation: str = ""
    fault: Fault | None = None
    history: tuple[Said, ...] = ()

    def record(self) -> TurnContext:
        """Return it as the practice room takes it."""
        return TurnContext(situation=self.situation, fault=self.fault, history=self.history)


class AfterCommand(_Request):
    """`candor after`."""

    text: str
    situation: str = ""
    fixes: dict[str, ItemFix] = Field(default_factory=dict)
    me: str = ""
    earlier: MeetingRecord | None = None
    met: date | None = None
    today: date | None = None
    sign_off: SignOff | None = None


class AppraiseCommand(_Request):
    """`candor appraise`."""

    context: str | Context = ""
    client: str = ""
    trainee: str

    def turn_context(self) -> TurnContext:
        """Return what the turn is appraised against."""
        if isinstance(self.context, str):
            return TurnContext(situation=self.context)
        return self.context.record()


class Turn(_Request):
    """One turn of a rehearsal; a given client line replaces the one answered."""

    trainee: str
    client: str | None = None


class PractiseCommand(_Request):
    """`candor practise`; exactly one of scenario, situation, client and drill."""

    scenario: str | None = None
    drill: str | None = None
    """A drill; the seed chooses its situation and each turn is one try."""
    situation: str | None = None
    client: dict[str, Any] | None = None
    seed: int = 0
    turns: tuple[Turn | str, ...] = ()
    today: date | None = None
    engine: Engine | None = None


def parsed(kind: type[T], data: object) -> T:
    """Return a request from plain data.

    Raises:
        InputError: naming the first field that does not fit.
    """
    if not isinstance(data, dict):
        raise InputError("This must be a JSON object.")
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise InputError(f"Field {field!r}: {fault['msg']}.") from None

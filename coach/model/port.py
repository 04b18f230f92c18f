"""The seam: all that Candor asks of a language model."""

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from coach.domain.values import Record


class Message(Record):
    """One message of a request; text from outside never goes into the system role."""

    role: Literal["system", "user", "assistant"]
    text: str


class Completion(Record):
    """A whole answer and what it used."""

    text: str
    tokens_in: int
    tokens_out: int
    estimated: bool
    """True when the endpoint gave no usage numbers and Candor counted."""


class Model(Protocol):
    """A language model behind some endpoint.

    Both calls raise `ModelUnavailable`, `ModelMisconfigured` or `ModelBadReply`, and end within
    the limits of the settings whatever the endpoint does.
    """

    @property
    def name(self) -> str:
        """The model's name, as configured."""

    @property
    def host(self) -> str:
        """The host that text is sent to."""

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the whole answer; a cut or refused one raises."""

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer in pieces; when it is cut, raises after giving what came."""

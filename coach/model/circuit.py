"""A circuit that opens after repeated failure, so that nobody waits for a dead endpoint twice."""

import time
from collections.abc import Callable, Iterator, Sequence

from coach.errors import ModelNotAsked, ModelUnavailable
from coach.model.port import Completion, Message, Model

FAILURES_TO_OPEN = 2
SECONDS_OPEN = 60.0


class CircuitModel:
    """A model that is left alone for a minute after it failed twice in a row."""

    def __init__(
        self,
        model: Model,
        *,
        failures_to_open: int = FAILURES_TO_OPEN,
        seconds_open: float = SECONDS_OPEN,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = model.name
        self.host = model.host
        self._model = model
        self._failures_to_open = failures_to_open
        self._seconds_open = seconds_open
        self._clock = clock
        self._failures = 0
        self._closed_again = 0.0

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the whole answer.

        Raises:
            ModelNotAsked: at once, while the circuit is open.
        """
        self._refuse_while_open()
        try:
            answer = self._model.complete(messages, max_tokens=max_tokens, json_reply=json_reply)
        except ModelUnavailable:
            self._count_failure()
            raise
        self._failures = 0
        return answer

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer in pieces.

        Raises:
            ModelNotAsked: at once, while the circuit is open.
        """
        self._refuse_while_open()
        try:
            yield from self._model.stream(messages, max_tokens=max_tokens)
        except ModelUnavailable:
            self._count_failure()
            raise
        self._failures = 0

    def _refuse_while_open(self) -> None:
        left = self._closed_again - self._clock()
        if self._failures >= self._failures_to_open and left > 0:
            raise ModelNotAsked(
                f"it failed {self._failures} times in a row and is left alone for a minute",
                f"It will be asked again in {left:.0f} s.",
            )

    def _count_failure(self) -> None:
        self._failures += 1
        self._closed_again = self._clock() + self._seconds_open

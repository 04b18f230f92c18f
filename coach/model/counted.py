"""A model whose calls are counted, with how each ended and how long it took."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from coach import counters
from coach.errors import ModelError
from coach.model.port import Completion, Message, Model


class CountedModel:
    """A model, and a count of its calls by outcome."""

    def __init__(self, model: Model) -> None:
        self.name = model.name
        self.host = model.host
        self._model = model

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the whole answer."""
        with _counted():
            return self._model.complete(messages, max_tokens=max_tokens, json_reply=json_reply)

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer in pieces."""
        with _counted():
            yield from self._model.stream(messages, max_tokens=max_tokens)


@contextmanager
def _counted() -> Iterator[None]:
    with counters.timed("model call") as labels:
        try:
            yield
        except ModelError as error:
            labels["outcome"] = error.code
            raise
        except GeneratorExit:
            # Enough was heard: the rest of the answer is not wanted.
            labels["outcome"] = "left"
            raise
        labels["outcome"] = "answered"

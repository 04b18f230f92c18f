"""A fuse: one silence of the model is enough for a pack."""

from collections.abc import Iterator, Sequence

from coach.errors import ModelError, ModelMisconfigured, ModelNotAsked, ModelUnavailable
from coach.model.port import Completion, Message, Model


class Fused:
    """A model that is not asked again once it has not answered."""

    def __init__(self, model: Model) -> None:
        self.name, self.host = model.name, model.host
        self._model = model
        self._error: ModelError | None = None

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the whole answer.

        Raises:
            ModelNotAsked: when the fuse is blown, for the reason that blew it.
        """
        if self._error is not None:
            raise ModelNotAsked(self._error.message, self._error.hint)
        try:
            return self._model.complete(messages, max_tokens=max_tokens, json_reply=json_reply)
        except (ModelUnavailable, ModelMisconfigured) as error:
            self._error = error
            raise

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer in pieces."""
        return self._model.stream(messages, max_tokens=max_tokens)

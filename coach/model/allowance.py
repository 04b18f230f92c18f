"""How much a model may be asked: so many tokens in all, so many calls at once."""

import threading
from collections.abc import Iterator, Sequence

from coach.domain.model_use import ModelUse, PartOutcome
from coach.errors import ModelBadReply, ModelNotAsked, ModelOverBudget
from coach.model.port import Completion, Message, Model
from coach.model.together import stop_asked
from coach.model.tokens import TokenCounter

PLENTY = 1_000_000


class Allowance:
    """A budget that is never exceeded: a call that might go over it is not made.

    What a call may take at most is set aside before it goes out and settled by what it took.
    """

    def __init__(
        self,
        most_tokens: int = PLENTY,
        counter: TokenCounter | None = None,
        *,
        at_once: int = 1,
        spent: int = 0,
        setting: str = "",
    ) -> None:
        """Start with `spent` tokens gone; `setting` is what the user would change to allow more."""
        self.at_once = at_once
        self.counter = counter or TokenCounter()
        self._most = most_tokens
        self._gone = spent
        self._setting = setting
        self._aside = 0
        self._use = ModelUse(most_tokens=most_tokens)
        self._lock = threading.Lock()

    def metered(self, model: Model) -> Model:
        """Return the model with every call counted against this allowance."""
        return _Metered(model, self)

    def used(self, parts: dict[str, PartOutcome]) -> ModelUse:
        """Return what was taken so far, and what became of the parts."""
        return self._use.model_copy(update={"parts": parts})

    def foreseen(self, prompts: Sequence[Sequence[Message]]) -> int:
        """Return how many tokens these calls will send."""
        return sum(self.count(messages) for messages in prompts)

    def count(self, messages: Sequence[Message]) -> int:
        """Return how many tokens a call sends."""
        return sum(self.counter.count(message.text).tokens for message in messages)

    @property
    def most_tokens(self) -> int:
        """The budget."""
        return self._most

    def set_aside(self, tokens: int) -> None:
        """Keep tokens for a call.

        Raises:
            ModelOverBudget: when the call might exceed the budget.
        """
        with self._lock:
            if self._gone + self._aside + tokens > self._most:
                hint = f"Allow more with {self._setting}." if self._setting else ""
                raise ModelOverBudget(f"its budget of {self._most:,} tokens is used up", hint)
            self._aside += tokens

    def settle(self, kept: int, took: Completion) -> None:
        """Count what a call took, in place of what was kept for it."""
        with self._lock:
            self._aside -= kept
            self._gone += took.tokens_in + took.tokens_out
            self._use = self._use.model_copy(
                update={
                    "calls": self._use.calls + 1,
                    "tokens_in": self._use.tokens_in + took.tokens_in,
                    "tokens_out": self._use.tokens_out + took.tokens_out,
                    "estimated": self._use.estimated or took.estimated,
                }
            )


class _Metered:
    """A model whose calls are counted."""

    def __init__(self, model: Model, allowance: Allowance) -> None:
        self.name, self.host = model.name, model.host
        self._model, self._allowance = model, allowance

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the whole answer.

        Raises:
            ModelOverBudget: when it might exceed the budget; nothing is sent.
        """
        sent, kept = self._start(messages, max_tokens)
        took = _guess(0, 0)
        try:
            took = self._model.complete(messages, max_tokens=max_tokens, json_reply=json_reply)
        except ModelBadReply:
            # It answered, and that is paid for, but not in a way that says how much.
            took = _guess(sent, max_tokens)
            raise
        finally:
            self._allowance.settle(kept, took)
        return took

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer in pieces; what it takes is counted here.

        Raises:
            ModelOverBudget: when it might exceed the budget; nothing is sent.
        """
        sent, kept = self._start(messages, max_tokens)
        said: list[str] = []
        try:
            for piece in self._model.stream(messages, max_tokens=max_tokens):
                said.append(piece)
                yield piece
        finally:
            spoken = self._allowance.counter.count("".join(said)).tokens
            self._allowance.settle(kept, _guess(sent, spoken))

    def _start(self, messages: Sequence[Message], max_tokens: int) -> tuple[int, int]:
        if stop_asked():
            raise ModelNotAsked("it was stopped")
        sent = self._allowance.count(messages)
        self._allowance.set_aside(sent + max_tokens)
        return sent, sent + max_tokens


def _guess(tokens_in: int, tokens_out: int) -> Completion:
    return Completion(text="", tokens_in=tokens_in, tokens_out=tokens_out, estimated=True)

"""The one way out: stand-ins in, real words back, and a record of exactly what was sent."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from coach.domain.sent import Sent
from coach.errors import ModelError, ModelNotAsked, ModelOverBudget
from coach.model.answers import cleaned
from coach.model.port import Completion, Message, Model
from coach.model.structured import json_objects
from coach.model.veil import Veil

_UNSENT = (ModelNotAsked, ModelOverBudget)
"""What says that a call was not made after all."""
Undo = Callable[[], None]
Recorder = Callable[[Sent], Undo]
"""Keeps a call before it is made; gives back how to forget it when nothing was sent after all."""


def unrecorded(_sent: Sent) -> Undo:
    """Keep nothing: what is sent from the command line is not kept."""
    return lambda: None


@dataclass(frozen=True)
class Outlet:
    """A model as the rooms get it: it never sees a name that is known or listed."""

    model: Model
    private: tuple[str, ...] = ()
    """The user's own list of what must not leave."""
    record: Recorder = unrecorded
    task: str = "question"
    veil: Veil = field(default_factory=Veil)

    @classmethod
    def of(cls, model: Model) -> "Outlet":
        """Return a model behind its veil; one that has a veil already stays as it is."""
        return model if isinstance(model, cls) else cls(model)

    @property
    def name(self) -> str:
        """The model's name, as configured."""
        return self.model.name

    @property
    def host(self) -> str:
        """The host that text is sent to."""
        return self.model.host

    def knowing(self, people: Iterable[str], organisations: Iterable[str]) -> "Outlet":
        """Return an outlet that hides these names, too; stand-ins start anew with each."""
        return replace(self, veil=Veil(people, organisations, self.private))

    def over(self, model: Model) -> "Outlet":
        """Return the same outlet, with the same stand-ins, over another way to its model."""
        return replace(self, model=model)

    def for_task(self, task: str) -> "Outlet":
        """Return the same outlet for a named task, with the same stand-ins."""
        return replace(self, task=task)

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the whole answer, with the real words in it."""
        hidden, undo = self._going_out(messages)
        try:
            answer = self.model.complete(hidden, max_tokens=max_tokens, json_reply=json_reply)
        except _UNSENT:
            undo()
            raise
        return answer.model_copy(update={"text": self._revealed(answer.text, json_reply)})

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer in pieces, holding back an end that may be half a stand-in."""
        hidden, undo = self._going_out(messages)
        held = ""
        try:
            for piece in self.model.stream(hidden, max_tokens=max_tokens):
                held += piece
                # A stand-in has at most one space in it, so the last two words wait.
                cut = held.rfind(" ", 0, max(held.rfind(" "), 0)) + 1
                if cut > 0:
                    yield self.veil.reveal(cleaned(held[:cut]))
                    held = held[cut:]
        except _UNSENT:
            undo()
            raise
        if held:
            yield self.veil.reveal(cleaned(held))

    def _going_out(self, messages: Sequence[Message]) -> tuple[list[Message], Undo]:
        hidden = self.hidden(messages)
        text = "\n\n".join(f"{message.role}:\n{message.text}" for message in hidden)
        sent = Sent(
            host=self.host,
            model=self.name,
            task=self.task,
            text=text,
            stand_ins=self.veil.used_in(text),
        )
        return hidden, self.record(sent)

    def hidden(self, messages: Sequence[Message]) -> list[Message]:
        """Return messages as they would leave; names not met before get their stand-ins."""
        return [self._hidden(message) for message in messages]

    def _hidden(self, message: Message) -> Message:
        # The system role holds only our own words.
        if message.role == "system":
            return message
        return message.model_copy(update={"text": self.veil.hide(message.text)})

    def _revealed(self, answer: str, json_reply: bool) -> str:
        """Return an answer with the real words back; in JSON a name's quotes must not end a text."""
        clean = cleaned(answer)
        objects = list(json_objects(clean)) if json_reply else []
        if not objects:
            return self.veil.reveal(clean)
        return "\n".join(json.dumps(self._inside(o), ensure_ascii=False) for o in objects)

    def _inside(self, value: object) -> object:
        match value:
            case str():
                return self.veil.reveal(value)
            case list():
                return [self._inside(inner) for inner in value]
            case dict():
                # A name may be spelt like a field of the draft; its key went out as a stand-in, too.
                return {self.veil.reveal(key): self._inside(each) for key, each in value.items()}
            case _:
                return value


class Unsent:
    """A model that sends nothing and gives the reason each time it is asked."""

    def __init__(self, name: str, host: str, error: ModelError) -> None:
        self.name = name
        self.host = host
        self._error = error

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Send nothing.

        Raises:
            ModelError: always, the one given.
        """
        raise self._error

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Send nothing.

        Raises:
            ModelError: always, the one given.
        """
        raise self._error

"""Stand-ins: names and contact details never leave; the model sees "Person1" and we put it back.

No tool finds every name. The veil replaces what the case knows and what has an unmistakable shape
(addresses, phone numbers, account and reference numbers); it promises no more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from coach.model.port import Completion, Message, Model

_SHAPES = (
    ("Mail", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("Link", re.compile(r"\bhttps?://[^\s<>()]+")),
    ("Account", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")),
    (
        "Phone",
        re.compile(
            r"(?<![\w.,£$€])(?:\+|00)\d[\d ()/-]{7,}\d|(?<![\w.,£$€-])0\d{2,4}[ /-]\d[\d -]{4,}\d"
        ),
    ),
    ("Reference", re.compile(r"\b[A-Z]{2,6}[-/ ]?\d{3,}(?:[-/]\d+)*\b|(?<=#)\d{3,}\b")),
)
_LONGEST_STAND_IN = 24


class Veil:
    """A two-way table of real words and their stand-ins, stable for its lifetime."""

    def __init__(self, people: Iterable[str] = (), organisations: Iterable[str] = ()) -> None:
        self._stand_ins: dict[str, str] = {}
        for kind, names in (("Person", people), ("Company", organisations)):
            # Longer names first, so that "Priya Nair" is not left as "Person1 Nair".
            for name in sorted(set(filter(None, names)), key=len, reverse=True):
                self._stand_in(kind, name)
                for part in name.split() if kind == "Person" else ():
                    if len(part) > 2 and part[:1].isupper():
                        self._stand_in(kind, part)
        self._kinds = {"Person", "Company", *(kind for kind, _ in _SHAPES)}

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every real word with its stand-in, to show what is being sent."""
        return tuple(self._stand_ins.items())

    def hide(self, text: str) -> str:
        """Return the text with stand-ins in place of what must not leave."""
        for kind, shape in _SHAPES:
            text = shape.sub(lambda match, kind=kind: self._stand_in(kind, match[0]), text)  # type: ignore[misc]
        for real, stand_in in sorted(self._stand_ins.items(), key=lambda pair: -len(pair[0])):
            text = re.sub(rf"(?<!\w){re.escape(real)}(?!\w)", stand_in, text, flags=re.IGNORECASE)
        return text

    def reveal(self, text: str) -> str:
        """Return the text with the real words back in place."""
        back = {stand_in: real for real, stand_in in reversed(self._stand_ins.items())}
        return re.sub(
            rf"\b(?:{'|'.join(sorted(self._kinds))})\d+\b",
            lambda match: back.get(match[0], match[0]),
            text,
        )

    def _stand_in(self, kind: str, real: str) -> str:
        if real not in self._stand_ins:
            number = sum(name.startswith(kind) for name in self._stand_ins.values()) + 1
            self._stand_ins[real] = f"{kind}{number}"
        return self._stand_ins[real]


class VeiledModel:
    """A model that never sees what the veil hides."""

    def __init__(self, model: Model, veil: Veil) -> None:
        self._model = model
        self._veil = veil
        self.name = model.name
        self.host = model.host

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the whole answer, with the real words in it."""
        hidden = self._hidden(messages)
        answer = self._model.complete(hidden, max_tokens=max_tokens, json_reply=json_reply)
        return answer.model_copy(update={"text": self._veil.reveal(answer.text)})

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer in pieces, holding back an end that may be half a stand-in."""
        held = ""
        for piece in self._model.stream(self._hidden(messages), max_tokens=max_tokens):
            held += piece
            cut = max(held.rfind(" ") + 1, len(held) - _LONGEST_STAND_IN)
            if cut > 0:
                yield self._veil.reveal(held[:cut])
                held = held[cut:]
        if held:
            yield self._veil.reveal(held)

    def _hidden(self, messages: Sequence[Message]) -> list[Message]:
        return [
            message.model_copy(update={"text": self._veil.hide(message.text)})
            if message.role != "system"
            else message
            for message in messages
        ]

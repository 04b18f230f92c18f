"""One short call that shows what an endpoint can do and whether its answers can be used."""

from coach.config import Settings
from coach.domain.values import Record
from coach.model.port import Message, Model
from coach.model.structured import json_objects
from coach.model.traits import TraitBook

_SYSTEM = "You are tested once. Answer with one JSON object and nothing else."
_QUESTION = 'Send this back: {"ready": true}'
_ROOM = 200


class Probed(Record):
    """What one call showed."""

    says: str
    found: tuple[str, ...]


def probe(model: Model, settings: Settings) -> Probed:
    """Ask one question that uses everything an endpoint may refuse, found out anew.

    Raises:
        ModelError: when there is no answer.
    """
    book = TraitBook.of(settings.data_dir)
    if settings.model is not None:
        book.forget(settings.model)
    messages = [Message(role="system", text=_SYSTEM), Message(role="user", text=_QUESTION)]
    answer = model.complete(messages, max_tokens=_ROOM, json_reply=True)
    counted = "counted here" if answer.estimated else "counted by the endpoint"
    usable = any(found.get("ready") is True for found in json_objects(answer.text))
    judged = "" if usable else " It did not send the JSON it was asked for: expect built-in drafts."
    return Probed(
        says=f"{model.name} at {model.host} answered ({answer.tokens_out} tokens, {counted})."
        + judged,
        found=(*remembered(settings), f"JSON in its answer: {_form(answer.text, usable)}"),
    )


def remembered(settings: Settings) -> tuple[str, ...]:
    """Return what was found of the configured endpoint, in plain words; empty: never asked."""
    if settings.model is None:
        return ()
    traits = TraitBook.of(settings.data_dir).known(settings.model)
    return traits.told() if traits else ()


def _form(text: str, usable: bool) -> str:
    if not usable:
        return "not found"
    if "```" in text:
        return "inside a code fence; read all the same"
    return "bare" if text.strip().startswith("{") else "among other words; read all the same"

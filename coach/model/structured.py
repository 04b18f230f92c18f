"""Structured answers: ask, find the JSON, validate, check, repair once."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from coach.errors import ModelBadReply
from coach.model.port import Message, Model
from coach.model.reasoning import without_reasoning

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

T = TypeVar("T", bound=BaseModel)

_MOST_PROBLEMS = 8


def ask(
    model: Model,
    messages: Sequence[Message],
    reply: type[T],
    *,
    max_tokens: int,
    problems: Callable[[T], Sequence[str]] = lambda _: (),
    refused: Callable[[Sequence[str]], None] = lambda _: None,
) -> T:
    """Return the model's answer as a checked record.

    `problems` names in plain sentences what is wrong with an answer; one that has any, or that is
    not the record asked for, is sent back once. `refused` is told the faults of each such answer.

    Raises:
        ModelBadReply: when the second answer cannot be used either.
        ModelUnavailable, ModelMisconfigured: when there is no answer.
    """
    answer = model.complete(messages, max_tokens=max_tokens, json_reply=True).text
    value, faults = _judge(answer, reply, problems)
    if value is not None and not faults:
        return value
    refused(faults)
    repair = (
        *messages,
        Message(role="assistant", text=answer or "(nothing)"),
        Message(role="user", text=_repair_request(faults)),
    )
    value, faults = _judge(
        model.complete(repair, max_tokens=max_tokens, json_reply=True).text, reply, problems
    )
    if value is None or faults:
        refused(faults)
        raise ModelBadReply("; ".join(faults[:3]))
    return value


def _repair_request(faults: Sequence[str]) -> str:
    lines = "\n".join(f"- {fault}" for fault in faults[:_MOST_PROBLEMS])
    ask_again = "Send the whole JSON object again, corrected, and nothing else."
    return f"That answer cannot be used:\n{lines}\n{ask_again}"


def _judge(
    answer: str, reply: type[T], problems: Callable[[T], Sequence[str]]
) -> tuple[T | None, list[str]]:
    faults = ["there is no JSON object in it"]
    for candidate in json_objects(answer):
        try:
            value = reply.model_validate(candidate)
        except ValidationError as error:
            faults = [
                _plain(fault) for fault in error.errors(include_url=False, include_input=False)
            ]
            continue
        return value, list(problems(value))
    return None, faults


def _plain(fault: "ErrorDetails") -> str:
    where = ".".join(str(part) for part in fault["loc"]) or "the object"
    return f"{where}: {fault['msg']}"


def json_objects(answer: str) -> Iterator[dict[str, Any]]:
    """Yield each JSON object in an answer, outermost first, past prose, fences and reasoning."""
    text = without_reasoning(answer)
    decoder = json.JSONDecoder()
    at = text.find("{")
    while at != -1:
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at = text.find("{", at + 1)
            continue
        if isinstance(value, dict):
            yield value
        at = text.find("{", end)

"""A model betters a draft, or the draft stands and says why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from coach import counters
from coach.domain.model_use import PartOutcome
from coach.domain.values import Engine
from coach.errors import ModelBadReply, ModelError, ModelOverBudget
from coach.model.answers import alien, texts_in
from coach.model.outlet import Outlet
from coach.model.port import Message, Model
from coach.model.prompts import Prompt
from coach.model.structured import ask

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Refined(Generic[T]):
    """A part after refinement: who wrote it, and what the user should know of that."""

    value: T
    written_by: Engine
    outcome: PartOutcome
    notices: tuple[str, ...] = ()


def refine(
    model: Model,
    prompt: Prompt,
    inputs: dict[str, str],
    draft: T,
    *,
    part: str,
    problems: Callable[[T], Sequence[str]],
) -> Refined[T]:
    """Return the model's version of a draft when it passes every check, else the draft itself.

    `part` is the name people know the draft by ("script"); it opens the notice. The prompt's
    `draft` input is filled with the draft as JSON.
    """
    messages = filled(prompt, inputs, draft)
    known = prompt.neutral("\n".join(texts_in(draft)))
    refused: list[Sequence[str]] = []

    def all_problems(value: T) -> list[str]:
        return [*alien(value, known, messages), *problems(value)]

    try:
        value = ask(
            Outlet.of(model).for_task(prompt.name),
            messages,
            type(draft),
            max_tokens=prompt.max_tokens,
            problems=all_problems,
            refused=refused.append,
        )
    except ModelError as error:
        counters.add("refused part", why=error.code)
        notices = (kept_notice(part, error),)
        return Refined(draft, "built-in", outcome_of(error, refused), notices)
    return Refined(value, "model", outcome_of(None, refused))


def filled(prompt: Prompt, inputs: dict[str, str], draft: BaseModel) -> tuple[Message, ...]:
    """Return the messages that ask for a better version of a draft."""
    return prompt.fill(draft=draft.model_dump_json(by_alias=True), **inputs)


def outcome_of(error: ModelError | None, refused: Sequence[Sequence[str]]) -> PartOutcome:
    """Return what became of a part, from what ended the asking and the faults found on the way."""
    if error is None:
        if not refused:
            return PartOutcome(outcome="kept")
        return PartOutcome(outcome="repaired", reasons=tuple(refused[0]))
    if isinstance(error, ModelOverBudget):
        return PartOutcome(outcome="over_budget", reasons=(error.message,))
    if not isinstance(error, ModelBadReply):
        return PartOutcome(outcome="unanswered", reasons=(error.message,))
    return PartOutcome(
        outcome="refused", reasons=tuple(refused[-1]) if refused else (error.message,)
    )


def kept_notice(part: str, error: ModelError) -> str:
    """Return the sentence that tells why the built-in version of a part stands."""
    name = part[:1].upper() + part[1:]
    if isinstance(error, ModelOverBudget):
        what = "model was left alone"
    elif isinstance(error, ModelBadReply):
        what = "model's version was refused"
    else:
        what = "model did not answer"
    return f"{name}: the {what} ({error.message.rstrip('.')}); this is the built-in draft."

"""A model betters a draft, or the draft stands and says why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from coach import counters
from coach.domain.values import Engine
from coach.errors import ModelBadReply, ModelError
from coach.model.answers import alien, texts_in
from coach.model.outlet import Outlet
from coach.model.port import Model
from coach.model.prompts import Prompt
from coach.model.structured import ask

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Refined(Generic[T]):
    """A part after refinement: who wrote it, and what the user should know of that."""

    value: T
    written_by: Engine
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
    as_json = draft.model_dump_json(by_alias=True)
    messages = prompt.fill(draft=as_json, **inputs)
    known = prompt.neutral("\n".join(texts_in(draft)))

    def all_problems(value: T) -> list[str]:
        return [*alien(value, known, messages), *problems(value)]

    try:
        value = ask(
            Outlet.of(model).for_task(prompt.name),
            messages,
            type(draft),
            max_tokens=prompt.max_tokens,
            problems=all_problems,
        )
    except ModelError as error:
        counters.add("refused part", why=error.code)
        return Refined(draft, "built-in", (kept_notice(part, error),))
    return Refined(value, "model")


def kept_notice(part: str, error: ModelError) -> str:
    """Return the sentence that tells why the built-in version of a part stands."""
    name = part[:1].upper() + part[1:]
    refused = isinstance(error, ModelBadReply)
    what = "model's version was refused" if refused else "model did not answer"
    return f"{name}: the {what} ({error.message.rstrip('.')}); this is the built-in draft."

"""A model betters the wording of a pack's parts, under the same checks as the built-in draft."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

from coach.domain.pack import CasePack, Option, Script
from coach.domain.values import Record
from coach.drafting.casefile import CaseFile
from coach.drafting.gates import headings, invented, kept, promised, too_long
from coach.drafting.review import (
    double_talk,
    option_problems,
    script_problems,
    script_texts,
    source_of,
)
from coach.drafting.words import Words
from coach.guidance.library import Guidance
from coach.language.checker import PlainLanguage
from coach.model.allowance import Allowance
from coach.model.fused import Fused
from coach.model.outlet import Outlet
from coach.model.port import Message
from coach.model.prompts import PromptLibrary
from coach.model.refine import Refined, filled, refine
from coach.model.together import together

_MOST_NOTE_GROWTH = 1.3
_MOST_GUIDANCE_TOKENS = 600
_GUIDANCE = {
    "script": (36, 39, 46, 52),
    "options": (69, 70, 71),
    "follow_up": (88, 87),
    "document": (5, 14),
}
T = TypeVar("T", bound=Record)


class Choices(Record):
    """Options, as a model is asked for them."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class _Job(Generic[T]):
    """One part to better: its draft, what it is drawn from, and what would be wrong with it."""

    part: str
    draft: T
    account: str
    problems: Callable[[T], Sequence[str]]
    value: Callable[[T], object]
    """What of the model's record is the part."""

    @property
    def name(self) -> str:
        return self.part.replace("_", " ")


@dataclass(frozen=True)
class Refiner:
    """What every refinement of a pack needs."""

    file: CaseFile
    model: Outlet
    """Knows the names of the case."""
    prompts: PromptLibrary
    language: PlainLanguage
    guidance: Guidance
    progress: Callable[[str], None]
    allowance: Allowance

    def pack(self, pack: CasePack) -> CasePack:
        """Return the pack with every part that a model could better; the rest stands as it was.

        The parts do not depend on one another's new words, so they are asked for together.
        """
        jobs = self._jobs(pack)
        # Hidden in the parts' order first, so that a name has the same stand-in whoever asks first.
        asking = [self.model.hidden(self._messages(job)) for job in jobs]
        foreseen = self.allowance.foreseen(asking)
        names = ", ".join(job.name for job in jobs)
        self.progress(
            f"Refining: {names} (about {foreseen:,} tokens to send, "
            f"at most {self.allowance.most_tokens:,} in all)"
        )
        model = self.model.over(Fused(self.allowance.metered(self.model.model)))
        checking = Lock()  # answers come in together, but the parser reads one text at a time
        asked = together(
            [self._asking(job, model, checking) for job in jobs],
            at_once=self.allowance.at_once,
            tick=lambda done: self.progress(f"Refining: {done} of {len(jobs)} done"),
        )
        for job, done in zip(jobs, asked, strict=True):
            pack = _with(pack, job.part, job.value(done.value), done)
        outcomes = {job.part: done.outcome for job, done in zip(jobs, asked, strict=True)}
        return pack.model_copy(update={"model_use": self.allowance.used(outcomes)})

    def _jobs(self, pack: CasePack) -> "list[_Job[Any]]":
        jobs: list[_Job[Any] | None] = [
            # Those drawn from the same account stand together: a server keeps what it has read.
            self._document(pack),
            self._options(pack),
            self._script(pack),
            self._follow_up(pack),
        ]
        return [job for job in jobs if job is not None]

    def _document(self, pack: CasePack) -> _Job[Words]:
        draft = Words(text=pack.document or "")

        def problems(value: Words) -> list[str]:
            source = source_of(self.file)
            return [
                *kept(draft.text, value.text),
                *invented(source, value.text, draft.text),
                *headings(draft.text, value.text),
            ]

        return _Job("document", draft, self.file.reading.text, problems, _text)

    def _options(self, pack: CasePack) -> _Job[Choices]:
        draft = Choices(options=pack.options)
        before = _option_text(draft.options)

        def problems(value: Choices) -> list[str]:
            text = _option_text(value.options)
            same = [o.preferred for o in value.options] == [o.preferred for o in draft.options]
            return [
                *option_problems(value.options),
                *([] if same else ["The number, order or preference of the options changed."]),
                *kept(before, text),
                *self._client_problems(text, before),
            ]

        return _Job("options", draft, self._open_account(), problems, lambda done: done.options)

    def _script(self, pack: CasePack) -> _Job[Script] | None:
        draft = pack.script
        if draft is None:
            return None
        before = "\n".join(script_texts(draft))

        def problems(value: Script) -> list[str]:
            text = "\n".join(script_texts(value))
            parted = (value.parting is None) == (draft.parting is None)
            return [
                *script_problems(self.file, value),
                *([] if parted else ["The parting plan has to stay as it was, present or not."]),
                *kept(draft.opening, value.opening),
                *self._client_problems(text, before),
            ]

        return _Job("script", draft, self._open_account(), problems, lambda done: done)

    def _follow_up(self, pack: CasePack) -> _Job[Words]:
        draft = Words(text=pack.follow_up or "")

        def problems(value: Words) -> list[str]:
            return [
                *kept(draft.text, value.text),
                *headings(draft.text, value.text),
                *too_long(draft.text, value.text, _MOST_NOTE_GROWTH),
                *self._client_problems(value.text, draft.text),
            ]

        return _Job("follow_up", draft, self._open_account(), problems, _text)

    def _asking(self, job: _Job[T], model: Outlet, checking: Lock) -> Callable[[], Refined[T]]:
        prompt, inputs = self.prompts.get(job.part), self._inputs(job)

        def problems(value: T) -> Sequence[str]:
            with checking:
                return job.problems(value)

        def ask() -> Refined[T]:
            return refine(model, prompt, inputs, job.draft, part=job.name, problems=problems)

        return ask

    def _messages(self, job: _Job[Any]) -> Sequence[Message]:
        return filled(self.prompts.get(job.part), self._inputs(job), job.draft)

    def _inputs(self, job: _Job[Any]) -> dict[str, str]:
        guidance = self._passages(job.part)
        return {"account": job.account, "guidance": guidance, "rules": self._rules()}

    def _open_account(self) -> str:
        """Return the account without what is internal, which is never sent for client words.

        A clause that is open by itself but says some of what is internal stays here with it.
        """
        said = (piece.plain for piece in self.file.pieces if not piece.confidential)
        return "\n".join(line for line in said if not self.file.secrets.leaked(line))

    def _passages(self, part: str) -> str:
        """Return the passages for a part, the weightiest first, as many as there is room for."""
        passages = [self.guidance.for_practice(number) for number in _GUIDANCE[part]]
        told = [f"{passage.title}: {passage.text}" for passage in passages]
        return "\n\n".join(self.allowance.counter.fit(told, _MOST_GUIDANCE_TOKENS))

    def _rules(self) -> str:
        return f"track: {self.file.track}; issue: {self.file.kind}"

    def _client_problems(self, text: str, before: str) -> list[str]:
        leaked = self.file.secrets.leaked(text)
        had = {f.text.lower() for f in double_talk(self.language, before.splitlines())}
        found = [
            finding
            for finding in double_talk(self.language, text.splitlines())
            if finding.text.lower() not in had
        ]
        return [
            *(["It holds something internal; use only the account given."] if leaked else []),
            *invented(source_of(self.file), text, before),
            *promised(before, text),
            *(f'"{one.text}": {one.why}' for one in found),
        ]


def _text(words: Words) -> object:
    return words.text


def _with(pack: CasePack, part: str, value: object, done: Refined[T]) -> CasePack:
    return pack.model_copy(
        update={
            part: value,
            "written_by": {**pack.written_by, part: done.written_by},
            "notices": (*pack.notices, *done.notices),
        }
    )


def _option_text(options: Sequence[Option]) -> str:
    rows = [f"{a.who}: {a.what} ({a.when})." for option in options for a in option.actions]
    told = [f"{o.title}. {o.gives} {o.costs} {o.why}" for o in options]
    return "\n".join([*told, *rows])

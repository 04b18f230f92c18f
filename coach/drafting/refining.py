"""A model betters the wording of parts, one by one, under the same checks as the built-in draft."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TypeVar

from coach.domain.language import Change, Finding, KeptFact, Rewrite
from coach.domain.pack import CasePack, Option, Script
from coach.domain.values import FactKind, Record
from coach.drafting.casefile import CaseFile
from coach.drafting.cues import cue
from coach.drafting.review import (
    blanks,
    double_talk,
    invented_names,
    option_problems,
    script_problems,
    script_texts,
    source_of,
    untraceable,
)
from coach.errors import ModelError, ModelMisconfigured, ModelNotAsked, ModelUnavailable
from coach.guidance.library import Guidance
from coach.language.checker import PlainLanguage
from coach.language.facts import compare_facts
from coach.model.outlet import Outlet
from coach.model.port import Completion, Message, Model
from coach.model.prompts import PromptLibrary
from coach.model.refine import Refined, refine
from coach.model.veil import named_in

MOST_GROWTH = 1.1
"""A rewrite is at most this many times as long as the original (B13)."""
_MOST_NOTE_GROWTH = 1.3
_GUIDANCE = {
    "script": (36, 39, 46, 52),
    "options": (69, 70, 71),
    "follow_up": (88, 87),
    "document": (5, 14),
}
_SOLID: frozenset[FactKind] = frozenset(
    {"amount", "date", "percent", "number", "duration", "reference"}
)
_CLAIMED: frozenset[FactKind] = _SOLID | {"name", "organisation", "negation"}
"""A promise worded anew is caught by its date or amount, or by the words of promising."""
T = TypeVar("T", bound=Record)


class Words(Record):
    """A text, as a model is asked for it."""

    text: str


class Choices(Record):
    """Options, as a model is asked for them."""

    options: tuple[Option, ...]


class _Fused:
    """A model that is not asked again once it has not answered."""

    def __init__(self, model: Model) -> None:
        self.name, self.host = model.name, model.host
        self._model = model
        self._error: ModelError | None = None

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        if self._error is not None:
            raise ModelNotAsked(self._error.message, self._error.hint)
        try:
            return self._model.complete(messages, max_tokens=max_tokens, json_reply=json_reply)
        except (ModelUnavailable, ModelMisconfigured) as error:
            self._error = error
            raise

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        return self._model.stream(messages, max_tokens=max_tokens)


@dataclass(frozen=True)
class Refiner:
    """What every refinement of a pack needs."""

    file: CaseFile
    model: Outlet
    prompts: PromptLibrary
    language: PlainLanguage
    guidance: Guidance
    progress: Callable[[str], None]

    def pack(self, pack: CasePack) -> CasePack:
        """Return the pack with every part that a model could better; the rest stands as it was."""
        once = replace(self, model=replace(self.model, model=_Fused(self.model.model)))
        for step in (once._document, once._options, once._script, once._follow_up):
            pack = step(pack)
        return pack

    def _document(self, pack: CasePack) -> CasePack:
        draft = Words(text=pack.document or "")

        def problems(value: Words) -> list[str]:
            source = source_of(self.file)
            return [
                *_kept(draft.text, value.text),
                *_invented(source, value.text, draft.text),
                *_headings(draft.text, value.text),
            ]

        done = self._ask("document", draft, self.file.reading.text, problems)
        return _with(pack, "document", done.value.text, done)

    def _options(self, pack: CasePack) -> CasePack:
        draft = Choices(options=pack.options)
        before = _option_text(draft.options)

        def problems(value: Choices) -> list[str]:
            text = _option_text(value.options)
            same = [o.preferred for o in value.options] == [o.preferred for o in draft.options]
            return [
                *option_problems(value.options),
                *([] if same else ["The number, order or preference of the options changed."]),
                *_kept(before, text),
                *self._client_problems(text, before),
            ]

        done = self._ask("options", draft, self._open_account(), problems)
        return _with(pack, "options", done.value.options, done)

    def _script(self, pack: CasePack) -> CasePack:
        draft = pack.script
        if draft is None:
            return pack
        before = "\n".join(script_texts(draft))

        def problems(value: Script) -> list[str]:
            text = "\n".join(script_texts(value))
            parted = (value.parting is None) == (draft.parting is None)
            return [
                *script_problems(self.file, value),
                *([] if parted else ["The parting plan has to stay as it was, present or not."]),
                *_kept(draft.opening, value.opening),
                *self._client_problems(text, before),
            ]

        done = self._ask("script", draft, self._open_account(), problems)
        return _with(pack, "script", done.value, done)

    def _follow_up(self, pack: CasePack) -> CasePack:
        draft = Words(text=pack.follow_up or "")

        def problems(value: Words) -> list[str]:
            return [
                *_kept(draft.text, value.text),
                *_headings(draft.text, value.text),
                *_too_long(draft.text, value.text, _MOST_NOTE_GROWTH),
                *self._client_problems(value.text, draft.text),
            ]

        done = self._ask("follow_up", draft, self._open_account(), problems)
        return _with(pack, "follow_up", done.value.text, done)

    def _ask(
        self, part: str, draft: T, account: str, problems: Callable[[T], Sequence[str]]
    ) -> Refined[T]:
        name = part.replace("_", " ")
        self.progress(f"Refining: {name}")
        inputs = {"account": account, "guidance": self._passages(part), "rules": self._rules()}
        return refine(
            self.model, self.prompts.get(part), inputs, draft, part=name, problems=problems
        )

    def _open_account(self) -> str:
        """Return the account without what is internal, which is never sent for client words.

        A clause that is open by itself but says some of what is internal stays here with it.
        """
        said = (piece.plain for piece in self.file.pieces if not piece.confidential)
        return "\n".join(line for line in said if not self.file.secrets.leaked(line))

    def _passages(self, part: str) -> str:
        passages = [self.guidance.for_practice(number) for number in _GUIDANCE[part]]
        return "\n\n".join(f"{passage.title}: {passage.text}" for passage in passages)

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
            *_invented(source_of(self.file), text, before),
            *_promised(before, text),
            *(f'"{one.text}": {one.why}' for one in found),
        ]


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


def _kept(before: str, after: str) -> list[str]:
    """Return what of the draft's facts and blanks is gone."""
    lost = [f.text for f in compare_facts(before, after).lost if f.kind in _SOLID]
    gone = [blank for blank in dict.fromkeys(blanks(before)) if blank not in after]
    return [f'"{text}" has to stay.' for text in dict.fromkeys([*lost, *gone])]


def _invented(source: str, text: str, before: str) -> list[str]:
    known = f"{source}\n{before}"
    found = (*untraceable(known, text), *invented_names(known, text))
    return [f'"{one}" is not in the account; leave it out.' for one in dict.fromkeys(found)]


def _promised(before: str, text: str) -> list[str]:
    had = {word.lower() for word in cue("promises").findall(before)}
    new = [word for word in cue("promises").findall(text) if word.lower() not in had]
    return [f'"{word}" promises something the draft does not.' for word in dict.fromkeys(new)]


def _headings(before: str, after: str) -> list[str]:
    lines = [line for line in before.splitlines() if line.startswith(("#", "| "))]
    heads = [line for line in lines if line.startswith("#")]
    gone = [line for line in heads if line not in after]
    rows = sum(line.startswith("| ") for line in lines)
    fewer = sum(line.startswith("| ") for line in after.splitlines()) < rows
    return [
        *(f'The heading "{line}" has to stay.' for line in gone),
        *(["Every table row has to stay."] if fewer else []),
    ]


def _too_long(before: str, after: str, growth: float) -> list[str]:
    most = max(int(len(before.split()) * growth), len(before.split()) + 5)
    return [f"It has more than {most} words."] if len(after.split()) > most else []


def refined_rewrite(
    built: Rewrite,
    original: str,
    allow: Sequence[str],
    model: Model,
    prompts: PromptLibrary,
    language: PlainLanguage,
) -> Rewrite:
    """Return a rewrite bettered by a model, or the built-in one with a notice (B13)."""
    model = Outlet.of(model).knowing(*named_in(original))
    draft = Words(text=built.text)
    left = _above_note(built.findings)

    def problems(value: Words) -> list[str]:
        found = _above_note(language.check(value.text, allow=tuple(allow)).findings)
        report = compare_facts(f"{original}\n{built.text}", value.text)
        lost = [f.text for f in compare_facts(built.text, value.text).lost if f.kind in _CLAIMED]
        gone = [blank for blank in blanks(built.text) if blank not in value.text]
        return [
            *(f'"{text}" has to stay.' for text in dict.fromkeys([*lost, *gone])),
            *(f'"{f.text}" is new; leave it out.' for f in report.invented if f.kind in _CLAIMED),
            *_promised(f"{original}\n{built.text}", value.text),
            *(f'"{f.text}": {f.why}' for f in found if len(found) > len(left)),
            *_too_long(original, value.text, MOST_GROWTH),
        ]

    told = "\n".join(f'"{f.text}": {f.why}' for f in built.findings) or "none"
    inputs: Mapping[str, str] = {"original": original, "findings": told}
    done = refine(
        model, prompts.get("rewrite"), dict(inputs), draft, part="email", problems=problems
    )
    if done.written_by == "built-in":
        return built.model_copy(update={"notices": (*built.notices, *done.notices)})
    text = done.value.text
    kept = {fact.text for fact in compare_facts(original, text).kept}
    return built.model_copy(
        update={
            "text": text,
            "changes": _changes(original, text),
            "facts": tuple(
                KeptFact(text=f.text, kind=f.kind, kept=f.text in kept or f.kept)
                for f in built.facts
            ),
            "findings": language.check(text, allow=tuple(allow)).findings,
            "written_by": "model",
        }
    )


def _changes(original: str, text: str) -> tuple[Change, ...]:
    """Return what was replaced, word by word, with offsets in the original."""
    before, after = list(re.finditer(r"\S+\s*", original)), re.findall(r"\S+\s*", text)
    words = [match[0].strip() for match in before]
    matcher = SequenceMatcher(None, words, [word.strip() for word in after], autojunk=False)
    found = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            start = before[i].start() if i < len(before) else len(original)
            end = before[j - 1].end() if j > i else start
            old, new = original[start:end], "".join(after[k:m])
            found.append(Change(start=start, end=end, before=old, after=new, why=_WHY))
    return tuple(found)


_WHY = "Plainer words."


def _above_note(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level != "note"]

"""A model betters a rewritten email, or the built-in rewrite stands."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from coach.domain.language import Change, Finding, KeptFact, Rewrite
from coach.domain.values import FactKind
from coach.drafting.gates import SOLID, promised, too_long
from coach.drafting.review import blanks
from coach.drafting.words import Words
from coach.language.checker import PlainLanguage
from coach.language.facts import compare_facts
from coach.model.allowance import Allowance
from coach.model.outlet import Outlet
from coach.model.port import Model
from coach.model.prompts import PromptLibrary
from coach.model.refine import refine
from coach.model.veil import named_in

MOST_GROWTH = 1.1
"""A rewrite is at most this many times as long as the original (B13)."""
_CLAIMED: frozenset[FactKind] = SOLID | {"name", "organisation", "negation"}
"""A promise worded anew is caught by its date or amount, or by the words of promising."""


def refined_rewrite(
    built: Rewrite,
    original: str,
    allow: Sequence[str],
    model: Model,
    prompts: PromptLibrary,
    language: PlainLanguage,
    allowance: Allowance,
) -> Rewrite:
    """Return a rewrite bettered by a model, or the built-in one with a notice (B13)."""
    way = Outlet.of(model).knowing(*named_in(original))
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
            *promised(f"{original}\n{built.text}", value.text),
            *(f'"{f.text}": {f.why}' for f in found if len(found) > len(left)),
            *too_long(original, value.text, MOST_GROWTH),
        ]

    told = "\n".join(f'"{f.text}": {f.why}' for f in built.findings) or "none"
    inputs = {"original": original, "findings": told}
    prompt = prompts.get("rewrite")
    metered = way.over(allowance.metered(way.model))
    done = refine(metered, prompt, inputs, draft, part="email", problems=problems)
    used = allowance.used({"text": done.outcome})
    if done.written_by == "built-in":
        notices = (*built.notices, *done.notices)
        return built.model_copy(update={"notices": notices, "model_use": used})
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
            "model_use": used,
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

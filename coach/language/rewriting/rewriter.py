"""The built-in rewriting of an email: sentence by sentence, each change judged by the facts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coach.domain.language import Change, CheckResult, Finding, Rewrite
from coach.language.facts import BLANK
from coach.language.rewriting import layout
from coach.language.rewriting.assembly import Outcome, changes_of, dangles
from coach.language.rewriting.bad_news import warn
from coach.language.rewriting.constructions import Constructions
from coach.language.rewriting.data import Phrasings, load_phrasings
from coach.language.rewriting.draft import Draft, apply_changes
from coach.language.rewriting.filler import Filler
from coach.language.rewriting.gate import Gate
from coach.language.rewriting.grammar import reads_worse
from coach.language.rewriting.hollow import Hollow
from coach.language.rewriting.questions import ask
from coach.language.rewriting.splitting import Splitting
from coach.language.rewriting.swaps import Swaps
from coach.language.rewriting.verbs import Verbs
from coach.language.rewriting.voice import Voice
from coach.language.rewriting.wholes import Wholes
from coach.language.rewriting.writer import Writer, writer_of
from coach.language.text import Span

Check = Callable[..., CheckResult]
Stage = Callable[[Draft], Iterable[Draft]]

_ROUNDS = 24
"""Changes by one stage in one sentence."""
_TALKS_SHOP = 2
"""Findings that make a whole email one of business talk."""
_LONGEST = 1.1
"""Of the original's length (the result may be a tenth longer, no more)."""


class Tools(NamedTuple):
    """What a rewrite works with, built once for a folder of phrasings."""

    data: Phrasings
    gate: Gate
    filler: Filler
    wholes: Wholes
    constructions: Constructions
    swaps: Swaps
    verbs: Verbs
    voice: Voice
    splitting: Splitting


@lru_cache(maxsize=4)
def tools(folder: Path) -> Tools:
    """Return the tools of a knowledge/language/rewriting folder."""
    data = load_phrasings(folder)
    hollow = Hollow(data.hollow)
    return Tools(
        data,
        Gate(data.gate),
        Filler(data.filler, hollow),
        Wholes(data.wholes, hollow),
        Constructions(data.constructions),
        Swaps(data.swaps),
        Verbs(data.buried),
        Voice(data.actors),
        Splitting(data.splitting.why),
    )


class Rewriter:
    """Rewrites emails by the phrasings of one knowledge folder."""

    def __init__(self, tools: Tools, check: Check) -> None:
        self._tools = tools
        self._check = check

    @classmethod
    def load(cls, knowledge_dir: Path, check: Check) -> "Rewriter":
        """Return the rewriter of a knowledge folder; `check` finds what is left over.

        Raises:
            SetupError: when a phrasing file does not fit, naming file and line.
        """
        return cls(tools(knowledge_dir / "language" / "rewriting"), check)

    def rewrite(self, text: str, allow: Iterable[str] = ()) -> Rewrite:
        """Return an email in plain words, every fact kept and every change listed."""
        allowed = tuple(allow)
        changes = self._within(text, self._sound(text, self._changes(text, allowed)))
        result = apply_changes(text, changes)
        facts, invented = self._tools.gate.account(text, result)
        findings = self._check(result, allow=allowed).findings
        return Rewrite(
            text=result,
            changes=changes,
            facts=facts,
            invented=invented,
            questions=ask(text, result, self._tools.data.questions),
            findings=findings,
            advice=warn(text, result, findings, self._tools.data.bad_news),
        )

    def _changes(self, text: str, allow: tuple[str, ...]) -> tuple[Change, ...]:
        writer = writer_of(text, self._tools.data.spelling)
        spans = list(layout.editable(text))
        found = self._check(text, allow=allow).findings
        weighty = sum(f.level != "note" for f in found)
        writer = writer._replace(talks_shop=weighty >= _TALKS_SHOP)
        outcomes: list[Outcome] = []
        said: set[str] = set()
        for at, (span, listed) in enumerate(spans):
            draft = Draft.of(span.text, layout.protected(span.text, allow))
            following = spans[at + 1][0].text if at + 1 < len(spans) else ""
            if not listed and not draft.protected and self._goes(span, following):
                outcomes.append(Outcome(span, None))
            else:
                new = self._improved(draft, _here(writer, span, found))
                again = new.text in said and BLANK.search(new.text) is not None
                outcomes.append(Outcome(span, None if again and not listed else new))
                said.add(new.text)
        if not any(outcome.draft for outcome in outcomes):
            return ()
        return changes_of(text, outcomes, self._tools.filler.why)

    def _goes(self, span: Span, following: str) -> bool:
        return self._tools.filler.is_empty(span.text, self._tools.gate) and not dangles(following)

    def _improved(self, draft: Draft, writer: Writer) -> Draft:
        for stage in self._stages(writer):
            draft = self._settled(draft, stage)
        return draft

    def _stages(self, writer: Writer) -> Iterator[Stage]:
        yield lambda draft: self._tools.filler.edits(draft, writer)
        yield lambda draft: self._tools.constructions.edits(draft, writer)
        yield self._tools.splitting.open_ended
        yield lambda draft: self._tools.constructions.edits(draft, writer)
        yield lambda draft: self._tools.wholes.edits(draft, writer)
        yield lambda draft: self._tools.swaps.edits(draft, writer)
        yield lambda draft: self._tools.verbs.edits(draft, writer)
        yield lambda draft: self._tools.voice.edits(draft, writer)
        yield self._tools.splitting.edits

    def _settled(self, draft: Draft, stage: Stage) -> Draft:
        """Return a draft after every change of a stage that the gate lets through."""
        refused: set[str] = set()
        for _ in range(_ROUNDS):
            for offer in stage(draft):
                new = offer.text
                if new == draft.text or new in refused:
                    continue
                if self._tools.gate.passes(draft.text, new) and not reads_worse(draft.text, new):
                    draft = offer
                    break
                refused.add(new)
            else:
                return draft
        return draft

    def _sound(self, text: str, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """Return the changes without those that lose or invent a fact in the whole email."""
        while changes and self._unsound(text, changes):
            worst = next((c for c in changes if self._unsound(text, (c,))), changes[-1])
            changes = tuple(c for c in changes if c is not worst)
        return changes

    def _unsound(self, text: str, changes: tuple[Change, ...]) -> bool:
        facts, invented = self._tools.gate.account(text, apply_changes(text, changes))
        return bool(invented) or not all(fact.kept for fact in facts)

    def _within(self, text: str, changes: tuple[Change, ...]) -> tuple[Change, ...]:
        """Return the changes without the longest additions, until the length fits."""
        while len(apply_changes(text, changes)) > max(len(text) * _LONGEST, len(text) + 1):
            widest = max(changes, key=lambda c: len(c.after) - len(c.before))
            changes = tuple(c for c in changes if c is not widest)
        return changes


def _here(writer: Writer, span: Span, found: Sequence[Finding]) -> Writer:
    """Return the writer, told what the checks found in one sentence."""
    here = {f.category for f in found if f.start < span.end and span.start < f.end}
    weighty = any(f.level != "note" and f.start < span.end and span.start < f.end for f in found)
    return writer._replace(flagged=weighty, kinds=frozenset(here))

"""The language checks: what in a text is double-talk, where, why, and what to say instead."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.domain.language import CheckResult, Finding, Rewrite
from coach.domain.values import Audience
from coach.language import grammar
from coach.language.findings import judge
from coach.language.inflect import forms
from coach.language.lexicon import Lexicon
from coach.language.model import Models
from coach.language.quotes import masked
from coach.language.readability import measure
from coach.language.reader import Sensed, SentenceReader
from coach.language.reading import Reading
from coach.language.text import LINK, Span, sentences

if TYPE_CHECKING:
    from coach.language.rewriting.rewriter import Rewriter

_BLOT = "¤"
"""Stands for each code point that is not to be read; no rule and no feature knows it."""


class PlainLanguage:
    """Checks and rewrites texts by the rules of one knowledge folder."""

    def __init__(self, knowledge_dir: Path, lexicon: Lexicon, texts: grammar.GrammarTexts) -> None:
        self._knowledge_dir = knowledge_dir
        self._lexicon = lexicon
        self._texts = texts

    @classmethod
    def load(cls, knowledge_dir: Path) -> "PlainLanguage":
        """Return the checks of a knowledge folder.

        Raises:
            SetupError: when a rule file does not fit, naming file and line.
        """
        folder = knowledge_dir / "language"
        return cls(knowledge_dir, Lexicon.load(folder), grammar.load_texts(folder))

    def check(
        self, text: str, *, audience: Audience = "client", allow: Iterable[str] = ()
    ) -> CheckResult:
        """Return the findings and the readability of a text.

        Quoted history, quoted words, addresses and the `allow`-ed words are never flagged.
        """
        spans = sentences(_hidden(text, allow))
        findings: list[Finding] = []
        for at, span in enumerate(spans):
            follows = spans[at + 1].text if at + 1 < len(spans) else None
            before = spans[at - 1].text if at else None
            reading = Reading(
                span.text, follows, self._lexicon, audience, before=before, read=self._read
            )
            findings.extend(self._findings(text, span, reading))
        return CheckResult(findings=tuple(findings), readability=measure(text))

    def rewrite(self, text: str, *, allow: Iterable[str] = ()) -> Rewrite:
        """Return a text in plain words, every fact kept (practices 44 to 48)."""
        return self._rewriter.rewrite(text, allow)

    @cached_property
    def _models(self) -> Models:
        return Models.load(self._knowledge_dir / "language")

    def _read(self, sentence: str) -> Sensed:
        return self._reader.read(sentence)

    @cached_property
    def _reader(self) -> SentenceReader:
        return SentenceReader.load(self._knowledge_dir / "language")

    @cached_property
    def _rewriter(self) -> "Rewriter":
        from coach.language.rewriting.rewriter import Rewriter

        return Rewriter.load(self._knowledge_dir, self.check)

    def _findings(self, text: str, span: Span, reading: Reading) -> Iterable[Finding]:
        for local in judge(reading, self._models, self._texts):
            start, end = span.start + local.start, span.start + local.end
            yield Finding(
                start=start,
                end=end,
                text=text[start:end],
                category=local.category,
                level=local.level,
                why=local.why,
                instead=local.instead,
                rule=local.rule,
            )


def _hidden(text: str, allow: Iterable[str]) -> str:
    """Return a text of the same length with addresses, quotations and allowed words blotted out."""
    hidden = masked(LINK.sub(_blot, text))
    for phrase in allow:
        pattern = _allowed(phrase)
        if pattern:
            hidden = pattern.sub(_blot, hidden)
    return hidden


def _allowed(phrase: str) -> re.Pattern[str] | None:
    words = phrase.lower().split()
    if not words:
        return None
    last = sorted({words[-1], *forms(words[-1])}, key=len, reverse=True)
    parts = [re.escape(word) for word in words[:-1]] + [f"(?:{'|'.join(map(re.escape, last))})"]
    return re.compile(r"(?<!\w)" + r"[\s-]+".join(parts) + r"(?!\w)", re.IGNORECASE)


def _blot(match: re.Match[str]) -> str:
    return _BLOT * len(match.group())

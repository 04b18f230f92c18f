"""The language checks: what in a text is double-talk, where, why, and what to say instead."""

from collections.abc import Iterable
from pathlib import Path

from coach.domain.language import CheckResult, Finding, Rewrite
from coach.domain.values import Audience
from coach.language.lexicon import Lexicon
from coach.language.pattern import normalise
from coach.language.readability import measure
from coach.language.rewriting.rewriter import Rewriter
from coach.language.text import sentences


class PlainLanguage:
    """Checks and rewrites texts by the rules of one knowledge folder."""

    def __init__(self, lexicon: Lexicon, knowledge_dir: Path) -> None:
        self._lexicon = lexicon
        self._knowledge_dir = knowledge_dir

    @classmethod
    def load(cls, knowledge_dir: Path) -> "PlainLanguage":
        """Return the checks of a knowledge folder.

        Raises:
            SetupError: when a rule file does not fit, naming file and line.
        """
        return cls(Lexicon.load(knowledge_dir / "language"), knowledge_dir)

    def check(
        self, text: str, *, audience: Audience = "client", allow: Iterable[str] = ()
    ) -> CheckResult:
        """Return the findings and the readability of a text."""
        findings: list[Finding] = []
        for sentence in sentences(text):
            for hit in self._lexicon.hits(normalise(sentence.text)):
                start, end = sentence.start + hit.start, sentence.start + hit.end
                findings.append(
                    Finding(
                        start=start,
                        end=end,
                        text=text[start:end],
                        category=hit.rule.category,
                        level=hit.rule.rule.level,
                        why=hit.rule.why,
                        instead=hit.rule.instead,
                        rule=hit.rule.id,
                    )
                )
        return CheckResult(findings=tuple(findings), readability=measure(text))

    def rewrite(self, text: str, *, allow: Iterable[str] = ()) -> Rewrite:
        """Return a text in plain words, every fact kept."""
        return Rewriter.load(self._knowledge_dir, self.check).rewrite(text, allow)

"""The judge of every change: a fact lost or invented sends the change back (practice 44)."""

import re
from collections.abc import Iterable

from coach.domain.language import Fact, KeptFact
from coach.language.facts import BLANK, compare_facts, extract_facts
from coach.language.rewriting.data import GateFile
from coach.language.text import split_sentences

_STEM = 4
_BROKEN = re.compile(
    "|".join(
        (
            r"\b(\w+) \1\b(?<!had had)(?<!that that)",
            r"\s[,.;:](?=\s|$)|,\s*[,.;]|\(\s*\)",
            r"\b(?:a|an|the) (?:a|an|the)\b",
            r"\b(?:to|of|by|from|the|an?|with|and|our|your|is|are|was|were|be|very|so)\s*[.!?;,]\s*$",
            r"\ba [aeio]\w+|\ban [bcdfgjklmnpqrstvwxyz]\w{2,}",
            r"\b(?:an?|the|my|your|our|their|of|its) (?:we|I|he|she|they) (?!['\u2019-])",
            r"\b(?:has|have|had) (?:hav|be)ing\b|\b(?:has|have|had) been having\b|\b(?:is|are) being having\b",
            r"\b(?:quite )?a little of (?!(?:the|this|that|it|what|our|your|my|them)\b)|\bquite a little\b",
            r"\b(?:am|are|is|['\u2019]m|['\u2019]re) \w+ing (?:share|give|tell|ask|let|make|get|provide)\b",
            r"\byou['\u2019]s\b|\babout (?:the |a )?(?:\w+ )?about\b|"
            r"\babout (?:roughly|approximately|around|nearly)\b|"
            r"\bmore (?:early|good|better|quick|big|hard|easy|long|late|small|large)\b",
            r"\b(?:to|will|can|could|would|may|might|must) (?:\w+ed|was|were|is|are|has)\b(?<!need)(?<!feed)(?<!speed)"
            r"(?<!exceed)(?<!proceed)(?<!embed)(?<!succeed)(?<!seed)(?<!shed)(?<!wed)(?<!to bed)(?<!to red)(?<!breed)",
        )
    ),
    re.IGNORECASE,
)


class Gate:
    """Judges a change, told which negations state nothing."""

    def __init__(self, data: GateFile) -> None:
        self._empty = data.regex
        self._alike = tuple(tuple(row.split()) for row in data.alike)

    def passes(self, before: str, after: str) -> bool:
        """Tell whether a change keeps every fact, adds none and breaks no grammar it can see."""
        if broken_places(after) > broken_places(before):
            return False
        if _most_blanks(after) > max(1, _most_blanks(before)):
            return False
        report = compare_facts(before, after)
        lost = [f for f in report.lost if not self.is_empty(f, before)]
        return not self._unmatched(lost, report.invented) and not self._unmatched(
            report.invented, report.lost
        )

    def is_empty(self, fact: Fact, text: str) -> bool:
        """Tell whether a negation belongs to a formula, such as "not take this lightly"."""
        return fact.kind == "negation" and any(
            m.start() < fact.end and fact.start < m.end() for m in self._empty.finditer(text)
        )

    def account(self, source: str, result: str) -> tuple[tuple[KeptFact, ...], tuple[str, ...]]:
        """Return the facts of the source, each kept or not, and those the result invents."""
        report = compare_facts(source, result)
        gone = {(f.start, f.end, f.kind) for f in self._unmatched(report.lost, report.invented)}
        facts = tuple(
            KeptFact(text=f.text, kind=f.kind, kept=(f.start, f.end, f.kind) not in gone)
            for f in extract_facts(source)
            if not self.is_empty(f, source)
        )
        return facts, tuple(f.text for f in self._unmatched(report.invented, report.lost))

    def _unmatched(self, facts: Iterable[Fact], others: Iterable[Fact]) -> list[Fact]:
        """Return the facts that no other one states in another form or like word."""
        return [f for f in facts if not any(self._same(f, other) for other in others)]

    def _same(self, one: Fact, other: Fact) -> bool:
        if one.kind != other.kind or one.kind != "negation":
            return False
        a, b = (fact.value.removeprefix("not ") for fact in (one, other))
        short, long = sorted((a[:_STEM], b[:_STEM]), key=len)
        return long.startswith(short) or any(
            _heads(a, row) and _heads(b, row) for row in self._alike
        )


def _most_blanks(text: str) -> int:
    """Return the blanks of the sentence that has most: two in one are clumsy to fill."""
    return max((len(BLANK.findall(s.text)) for s in split_sentences(text)), default=0)


def _heads(word: str, row: tuple[str, ...]) -> bool:
    return any(word.startswith(stem) or stem.startswith(word) for stem in row)


def broken_places(text: str) -> int:
    """Return how many places of a text show broken grammar by their form."""
    return sum(1 for _ in _BROKEN.finditer(BLANK.sub("thing", text)))

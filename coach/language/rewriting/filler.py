"""Sentences and clauses that say nothing about the case, taken out (practice 45)."""

import re
from collections.abc import Iterator

from coach.language.facts import extract_facts
from coach.language.parse import parse
from coach.language.rewriting.data import FillerFile
from coach.language.rewriting.draft import Draft
from coach.language.rewriting.edits import cut, put
from coach.language.rewriting.gate import Gate
from coach.language.rewriting.writer import Writer

_VERB = re.compile(
    r"(?:apologi[sz]e|regret|thank|hope|trust|would|will|can|are|remain|want|wish|look)\b"
)
_LINK_WORD = r"(?:and|but|so|as|while|yet|because)"


class Filler:
    """The formulas of one file."""

    def __init__(self, data: FillerFile) -> None:
        self.why = data.why
        self._sentences = tuple(_compiled(p) for p in data.sentences)
        self._act = _compiled(data.act)
        self._lead = tuple(_compiled(rf"^{p},? (?:and|but|so) (?=[a-z\[])") for p in data.clauses)
        self._tail = tuple(
            _compiled(rf",? {_LINK_WORD} {p}(?=\s*[.!?]|\s*$)") for p in data.clauses
        )
        self._middle = tuple(_compiled(rf", (?:and )?{p}(?=, and\b)") for p in data.clauses)

    def is_empty(self, sentence: str, gate: Gate) -> bool:
        """Tell whether a whole sentence says nothing: a formula, no fact and no question."""
        if sentence.rstrip().endswith("?") or self._act.search(sentence):
            return False
        if not any(p.search(sentence) for p in self._sentences):
            return False
        return all(gate.is_empty(fact, sentence) for fact in extract_facts(sentence))

    def edits(self, draft: Draft, writer: Writer) -> Iterator[Draft]:
        """Yield the drafts without one empty clause."""
        text = draft.text
        for pattern in (*self._lead, *self._tail, *self._middle):
            match = pattern.search(text)
            if match and match.start() == 0 and _lacks_subject(text[match.end() :]):
                yield put(draft, 0, match.end(), writer.words["we"] + " ", self.why)
            elif match:
                yield cut(draft, match.start(), match.end(), self.why)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


def _lacks_subject(rest: str) -> bool:
    """Tell whether words begin with a verb that lost its subject."""
    if _VERB.match(rest):
        return True
    token = parse(rest.replace("\n", " "))[0]
    return token.tag_ in ("VB", "VBP", "VBZ", "VBD", "MD") and token.lower_ != "please"

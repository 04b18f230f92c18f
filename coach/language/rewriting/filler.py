"""Sentences and clauses that say nothing about the case, taken out (practice 45)."""

import re
from collections.abc import Iterable, Iterator

from coach.domain.language import Fact
from coach.language.facts import BLANK, extract_facts
from coach.language.parse import parse
from coach.language.rewriting.clauses import opens_clause, stands_alone
from coach.language.rewriting.data import FillerFile
from coach.language.rewriting.draft import Draft
from coach.language.rewriting.edits import cut, put
from coach.language.rewriting.gate import Gate
from coach.language.rewriting.hollow import Hollow
from coach.language.rewriting.writer import Writer

_VERB = re.compile(
    r"(?:apologi[sz]e|regret|thank|hope|trust|would|will|can|are|remain|want|wish|look)\b"
)
_LINK_WORD = r"(?:and|but|so|as|while|yet|because)"
_NAMES = ("name", "organisation")
_JOINT = re.compile(r",?\s+(?:and|but|so|while|whilst|although|though)\s+", re.IGNORECASE)
_SHARES_SUBJECT = re.compile(
    r"(?:,? and| but) (?:will|are|am|have|would|want|can|must|do|apologi[sz]e|hope|regret)\b"
)
"""A second verb of the frame's subject: "we know that ..., and will ..."."""
_SORRY = re.compile(r"\b(?:apolog\w+|regret\w*|sorry)\b", re.IGNORECASE)
_INSIDE = r"[^,;:.!?\[]"
"""A character of a phrase that no mark and no blank parts."""


class Filler:
    """The formulas of one file, and what is made of hollow words alone."""

    def __init__(self, data: FillerFile, hollow: Hollow) -> None:
        self.why = data.why
        self._hollow = hollow
        self._sentences = tuple(_compiled(p) for p in data.sentences)
        self._act = _compiled(data.act)
        self._opening = _compiled(rf"^(?:{data.links})?(?:{data.openings})\b{_INSIDE}*, (?=\S)")
        self._aside = _compiled(rf", (?:{data.asides})\b{_INSIDE}*(?=,|\s*[.!?]|\s*$)")
        self._frame = _compiled(rf"^(?P<lead>{_INSIDE}{{6,90}}?) that (?=\S)")
        self._tells = _compiled(rf"\b(?:{data.tells})$")
        self._doubts = _compiled(data.doubts)
        self._weighs = _compiled(data.weighs)
        self._lead = tuple(_compiled(rf"^{p},? (?:and|but|so) (?=[a-z\[])") for p in data.clauses)
        self._tail = tuple(
            _compiled(rf",? {_LINK_WORD} {p}(?=\s*[.!?]|\s*$)") for p in data.clauses
        )
        self._middle = tuple(_compiled(rf", (?:and )?{p}(?=, and\b)") for p in data.clauses)

    def is_empty(self, sentence: str, gate: Gate) -> bool:
        """Tell whether a whole sentence says nothing: a formula or hollow words, and no fact."""
        if sentence.rstrip().endswith("?"):
            return False
        facts = extract_facts(sentence)
        owns = _SORRY.search(sentence) is not None
        formula = not owns and self._is_formula(sentence) and not self._tells_more(sentence)
        closed = sentence.rstrip()[-1:] in (".", "!")
        if not formula and not (closed and self.says_nothing(_nameless(sentence, facts))):
            return False
        return all(gate.is_empty(f, sentence) for f in facts if f.kind not in _NAMES)

    def edits(self, draft: Draft, writer: Writer) -> Iterator[Draft]:
        """Yield the drafts without one empty clause."""
        text = draft.text
        for pattern in (*self._lead, *self._tail, *self._middle):
            match = pattern.search(text)
            if match and text[match.end() :].lower().startswith("that "):
                continue
            if match and match.start() == 0 and _lacks_subject(text[match.end() :]):
                yield put(draft, 0, match.end(), writer.words["we"] + " ", self.why)
            elif match:
                yield cut(draft, match.start(), match.end(), self.why)
        lead = self._opening.match(text)
        if lead and self._hollow.pads(lead.group()) and opens_clause(text[lead.end() :]):
            yield cut(draft, 0, lead.end(), self.why)
        frame = self._frame.match(text)
        shared = frame and _SHARES_SUBJECT.search(text, frame.end())
        if (
            frame
            and not shared
            and self._only_tells(frame.group("lead"))
            and opens_clause(text[frame.end() :])
        ):
            yield cut(draft, 0, frame.end(), self.why)
        if writer.flagged:
            yield from self._padding(draft)

    def _padding(self, draft: Draft) -> Iterator[Draft]:
        """Yield the drafts without an aside or a clause of hollow words."""
        text = draft.text
        for aside in self._aside.finditer(text):
            if self._hollow.praises(aside.group()) and stands_alone(text[: aside.start()]):
                yield draft.replace(aside.start(), aside.end(), "", self.why)
        for joint in _JOINT.finditer(text):
            first, second = text[: joint.start()], text[joint.end() :].rstrip(" .!")
            if self._says_little(second) and stands_alone(first):
                yield draft.replace(joint.start(), joint.end() + len(second), "", self.why)
            rest = text[joint.end() :]
            if rest.lower().startswith("that "):
                continue
            if self._says_little(first) and stands_alone(rest):
                yield cut(draft, 0, joint.end(), self.why)

    def _says_little(self, words: str) -> bool:
        return self.says_nothing(words) or self._is_formula(words)

    def _is_formula(self, words: str) -> bool:
        found = any(p.search(words) for p in self._sentences)
        return found and not self._act.search(words)

    def _tells_more(self, sentence: str) -> bool:
        """Tell whether a clause of a sentence stands beside its formula and says something."""
        opening = self._opening.match(sentence)
        clauses = _JOINT.split(sentence[opening.end() :] if opening else sentence)
        return (opening is not None or len(clauses) > 1) and any(
            not self._is_formula(c) and self._hollow.solid(c) and stands_alone(c) for c in clauses
        )

    def _only_tells(self, lead: str) -> bool:
        """Tell whether the words before "that" only announce what comes after it."""
        told = self._tells.search(lead)
        if told is None or self._doubts.search(lead):
            return False
        return not self._hollow.solid(lead[: told.start()])

    def says_nothing(self, words: str) -> bool:
        """Tell whether words are hollow, one of praise among them, and neither own nor promise."""
        return (
            self._hollow.praises(words)
            and not self._weighs.search(words)
            and not BLANK.search(words)
        )


def _nameless(sentence: str, facts: Iterable[Fact]) -> str:
    """Return a sentence without its names: whether one is lost shows in the whole email."""
    for fact in facts:
        if fact.kind in _NAMES:
            sentence = sentence.replace(fact.text, " ")
    return sentence


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


def _lacks_subject(rest: str) -> bool:
    """Tell whether words begin with a verb that lost its subject."""
    if _VERB.match(rest):
        return True
    token = parse(rest.replace("\n", " "))[0]
    return token.tag_ in ("VB", "VBP", "VBZ", "VBD", "MD") and token.lower_ != "please"

"""The clauses of notes: one deed or one matter each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.drafting.afterwards.deeds import Deed, Deeds
from coach.drafting.afterwards.lines import Line
from coach.drafting.afterwards.shorthand import written_out
from coach.drafting.afterwards.words import NoteWords

_STOP = re.compile(r"[.!?…]+[\"”')\]]*(?=\s)|;(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|st|no|nr|approx|ca|vs|etc|e\.g|i\.e|inv|ref|incl|tel|w|mon|tues?|wed|thurs?|fri|sat"
    r"|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|(?<![\w])[a-z])$",
    re.IGNORECASE,
)
_DAY_STOP = re.compile(r"\d{1,2}\.\d{1,2}$")
_JOINT = re.compile(
    r",\s+|\s+[-–—]+\s+|\s*(?:→|->)\s*|\s+(?=(?:and|but|so|oh|then)\s)|\s+[+&]\s+|\s+(?=which\s)|\s+(?=(?:he|she|they|we|i)(?:'ll|['’]ll|\s))",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"(?:(?:and|but|so|oh|then|um|also|now)\s+)+", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\b(?:(?<!about )(?<!with )(?<!of )(?<!to )that|what|who|which|whether|if|when|because|as|than|where|how|until"
    r"|till|once|after|before|since"
    r"|said|says|say|think|thinks|sure"
    r"|told (?:him|her|them)|promised|agreed|from)\s*$"
    r"|(?:^|: )(?:can|could|shall|should|would|will|do|does|did)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]*)\)")
_ONLY_JOINT = re.compile(r"(?:and|but|so|oh|then|um|also|now|\s)+", re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"(?:if|when|once|unless|as soon as|instead of|rather than)\b", re.IGNORECASE
)
_NEW_SUBJECT = re.compile(
    r"(?:um )?(?:(?:he|she|they|we|I|it)(?:'\w+)? \w|(?:basically )?what (?:we|I) (?:agreed|said)|what came out)",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(r"(?:will|'ll) [a-z]")
_SUBJECT = re.compile(r"(?:he|she|they|we|I)\b", re.IGNORECASE)
_FEW = 3


@dataclass(frozen=True)
class Clause:
    """A stretch of the notes with its shorthand written out."""

    start: int
    end: int
    text: str
    line: Line
    opens_sentence: bool
    remark: bool
    """Whether it stood in brackets behind what it remarks on."""
    deed: Deed | None
    """What it says somebody does, as far as its form tells."""


class Clauses:
    """Cuts lines into clauses."""

    def __init__(self, notes: str, words: NoteWords, deeds: Deeds) -> None:
        self._notes, self._words, self._deeds = notes, words, deeds

    def of(self, line: Line) -> Iterator[Clause]:
        """Yield the clauses of a line in order."""
        expected = line.section == "action" or (
            line.listed and line.mark is None and self._boxed(line)
        )
        before: Deed | None = None
        for start, end in self._sentences(line):
            # What stands behind a semicolon goes on with the deed before it.
            if not self._notes[line.start : start].rstrip().endswith(";"):
                before = None
            first, subject = True, ""
            for low, high, text in self._parts(start, end):
                deed = self._deeds.of(text, expected=expected, before=before, subject=subject)
                remark = low > line.start and self._notes[low - 1] == "("
                yield Clause(low, high, text, line, first, remark, deed)
                own = _SUBJECT.match(text)
                subject = own[0] if own else subject
                before, first = (deed if deed and deed.verb else before), False

    def _boxed(self, line: Line) -> bool:
        return self._notes[: line.start].rstrip().endswith("]")

    def _sentences(self, line: Line) -> Iterator[tuple[int, int]]:
        text = self._notes[line.start : line.end]
        start = 0
        for match in _STOP.finditer(text):
            if match[0] == "." and self._abbreviated(text[: match.start()], text[match.end() :]):
                continue
            yield from self._trimmed(line.start + start, line.start + match.end())
            start = match.end()
        yield from self._trimmed(line.start + start, line.end)

    @staticmethod
    def _abbreviated(before: str, after: str) -> bool:
        follows = after.lstrip()
        day = _DAY_STOP.search(before) and (follows[:1].islower() or follows[:1].isdigit())
        return bool(day or (_ABBREVIATION.search(before) and follows[:1].isalnum()))

    def _trimmed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        text = self._notes[start:end]
        low = start + len(text) - len(text.removeprefix("->").lstrip(" ,;\n>→"))
        high = start + len(text.rstrip(" ,;\n"))
        if any(c.isalnum() or c == "?" for c in self._notes[low:high]):
            yield low, high

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield the clauses of a sentence, a longer remark in brackets after its own."""
        remarks = []
        for match in _BRACKET.finditer(self._notes, start, end):
            if len(match[1].split()) >= _FEW and match.start() > start:
                remarks.append((match.start(1), match.end(1)))
        for low, high in self._cut(start, end, remarks):
            yield low, high, self._plain(low, high, remarks)
            for first, last in remarks:
                if low <= first and last <= high:
                    yield first, last, self._plain(first, last, [])

    def _cut(
        self, start: int, end: int, remarks: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int]]:
        before: Deed | None = None
        low = start
        for joint in _JOINT.finditer(self._notes, start, end):
            if joint.start() <= low or any(a <= joint.start() < b for a, b in remarks):
                continue
            left = self._plain(low, joint.start(), remarks)
            right = self._plain(joint.end(), end, remarks)
            if not left or not right or _SUBORDINATE.search(left) or _ONLY_JOINT.fullmatch(left):
                continue
            if self._deeds.is_only_a_name(left):
                continue
            before = self._deeds.of(left, before=before) or before
            joined = (
                joint[0].strip() in (",", "-", "–", "—")
                or _ONLY_JOINT.match(self._notes, joint.end(), end) is not None
            )
            if self._parted(left, right, joint[0], before, joined=joined):
                yield from self._trimmed(low, joint.start())
                low = joint.end()
        yield from self._trimmed(low, end)

    def _parted(
        self, left: str, right: str, joint: str, before: Deed | None, *, joined: bool
    ) -> bool:
        """Return whether a new clause begins behind a joint."""
        cues = self._words.cues
        conditional = _CONDITIONAL.match(left) is not None
        if right.startswith("which "):
            return bool(cues["internal"].search(right) or cues["bare_no"].match(right))
        if conditional and "," not in joint:
            return False
        if self._deeds.opens(right) or (before is not None and self._deeds.goes_on(right, before)):
            return not conditional
        if "->" in joint or "→" in joint or conditional:
            return False
        answers = cues["bare_no"].match(right) or cues["bare_yes"].match(right)
        spoken = joined and (_NEW_SUBJECT.match(right) or _NO_SUBJECT.match(right))
        return bool(answers or spoken)

    def _plain(self, start: int, end: int, remarks: list[tuple[int, int]]) -> str:
        text, at = "", start
        for low, high in remarks:
            if start <= low and high <= end:
                text += self._notes[at : low - 1] + " "
                at = high + 1
        text += self._notes[at:end]
        plain = written_out(text, self._words).strip(" ,;")
        lead = _CONJUNCTION.match(plain)
        return plain[lead.end() if lead else 0 :].rstrip(".")

"""The checks that decide: what is traceable, what must stay inside, what an opening may be."""

import re
from collections.abc import Iterable, Mapping, Sequence

from coach.domain.language import Finding
from coach.domain.pack import CasePack, Option, Script
from coach.domain.values import FactKind
from coach.drafting.arithmetic import sums
from coach.drafting.calendar import days_of, long_day, short_day
from coach.drafting.casefile import CaseFile
from coach.language.checker import PlainLanguage
from coach.language.facts import compare_facts

CLIENT_FACING = ("holding_message", "hard_questions", "script", "follow_up")
"""Parts that must hold no internal fact."""
_COUNTED: frozenset[FactKind] = frozenset({"amount", "date", "percent", "number", "duration"})
_NAMED: frozenset[FactKind] = frozenset({"name", "organisation", "reference"})
_RUN = 4
_WORD = re.compile(r"[\w'’%£$€]+")
_BLANK = re.compile(r"\[[a-z][^\[\]\n]*\]")
_OWN = re.compile(
    r"\b(?:our mistake|we (?:got|did|made|were|failed|forgot|missed|sent|let|broke|said|told|should)|"
    r"I (?:got|did|made|was|failed|forgot|missed|sent|let|broke|should|am sorry)|that is on us|on us|"
    r"we are sorry|I'm sorry|is ours|our part)\b",
    re.IGNORECASE,
)
_CULPRIT = re.compile(
    r"\b(?:your (?:mistake|fault|error|team's|people's)|you (?:forgot|failed|did not|didn't|never|should have"
    r"|changed your mind|got it wrong|caused)|because of you)\b",
    re.IGNORECASE,
)
_PROOF = re.compile(
    r"\b(?:I have the e-?mail|we have (?:it in writing|proof|the e-?mails?)|as you can see from|you signed"
    r"|the records? (?:show|prove)|you agreed to this|as per our)\b",
    re.IGNORECASE,
)
_FAIR = re.compile(
    r"\b(?:only fair|it's fair|is fair|not fair|unfair|in fairness)\b", re.IGNORECASE
)
MOST_OPENING_WORDS = 140
MOST_ALOUD_WORDS = 60


def texts(value: object) -> list[str]:
    """Return every text inside a part."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, Iterable):
        return [text for inner in value for text in texts(inner)]
    return []


def part_texts(pack: CasePack, part: str) -> list[str]:
    """Return the texts of a named part of a pack, what the client says on the cards left out."""
    if part == "script" and pack.script is not None:
        return script_texts(pack.script)
    if part == "hard_questions":
        return [answer.answer for answer in pack.hard_questions]
    value = getattr(pack, part)
    return texts(value.model_dump() if hasattr(value, "model_dump") else value)


def script_texts(script: Script) -> list[str]:
    """Return all that is said from a script."""
    data = script.model_dump(exclude={"cards", "conduct"})
    return [*texts(data), *(card.say for card in script.cards)]


def source_of(file: CaseFile) -> str:
    """Return all that a draft may take a fact from: the account, the profile, days and sums."""
    profile = file.case.profile
    lines = [file.reading.text, file.tidy.capitals(file.reading.text), profile.name, profile.role]
    lines += [profile.company, profile.signature, profile.authority, long_day(file.today)]
    for fact in file.situation.facts:
        for day in days_of(fact.value):
            lines += [long_day(day), short_day(day), f"{day.day} {day:%B}", day.isoformat()]
    lines += [piece.plain for piece in file.pieces]
    return "\n".join([*lines, *sums(file.reading.text), file.case.today])


def untraceable(source: str, text: str) -> tuple[str, ...]:
    """Return the figures, dates and references of a text that its source does not hold (B4)."""
    known = {digits for digits in re.findall(r"\d+", source)}
    found = []
    for fact in compare_facts(source, text).invented:
        if (
            fact.kind in _COUNTED and any(d not in known for d in re.findall(r"\d+", fact.text))
        ) or fact.kind in ("amount", "percent"):
            found.append(fact.text)
    return tuple(dict.fromkeys(found))


def invented_names(source: str, text: str) -> tuple[str, ...]:
    """Return the names in a text that its source does not hold."""
    low = source.lower()
    return tuple(
        dict.fromkeys(
            fact.text
            for fact in compare_facts(source, text).invented
            if fact.kind in _NAMED and not all(w in low for w in fact.text.lower().split())
        )
    )


class Secrets:
    """What the account keeps inside, as figures, names and runs of words."""

    def __init__(self, file: CaseFile) -> None:
        facts = file.situation.facts
        inside = [p for p in file.pieces if p.confidential]
        said = [p for p in file.pieces if not p.confidential]
        open_text = " . ".join(file.reading.text[p.start : p.end] for p in said)
        known = {_plain(f.text) for f in facts if not f.confidential}
        known |= {_plain(name) for name in (file.case.profile.name, file.contact_name)}
        self._tokens = tuple(
            _plain(f.text)
            for f in facts
            if f.confidential
            and f.kind in _COUNTED | _NAMED
            and _plain(f.text) not in known
            and (re.search(r"\d", f.text) or f.kind in _NAMED)
            and not _in(_plain(f.text), _plain(open_text))
        )
        private = [file.reading.text[p.start : p.end] for p in inside]
        private += list(file.case.internal)
        self._runs = _runs(private) - _runs([open_text])

    def leaked(self, text: str) -> tuple[str, ...]:
        """Return what of the inside stands in a text."""
        plain = _plain(_BLANK.sub(" ", text))
        tokens = [token for token in self._tokens if _in(token, plain)]
        runs = [" ".join(run) for run in _runs([text]) & self._runs]
        return tuple(dict.fromkeys([*tokens, *sorted(runs)]))


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace(",", "")))


def _in(token: str, text: str) -> bool:
    return bool(token) and re.search(rf"(?<![\w]){re.escape(token)}(?![\w])", text) is not None


def _runs(lines: Iterable[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for line in lines:
        words = _plain(line).split()
        found |= {tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
    return found


def double_talk(language: PlainLanguage, lines: Iterable[str]) -> tuple[Finding, ...]:
    """Return the findings above note level in words for the client (B9)."""
    return tuple(
        finding
        for line in lines
        for finding in language.check(line, audience="client").findings
        if finding.level != "note"
    )


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a spoken text."""
    marked = re.sub(r"\b(Mr|Mrs|Ms|Dr|Prof|St|No|approx)\.", r"\1<dot>", text)
    parts = re.split(r"(?<=[.!?])\s+(?=[A-Z\"'“\[])", marked)
    return [part.replace("<dot>", ".") for part in parts if part.strip()]


def opening_problems(file: CaseFile, script: Script) -> tuple[str, ...]:
    """Return what breaks the rules of an opening, in plain sentences (B7)."""
    opening = script.opening
    found = []
    if len(opening.split()) > MOST_OPENING_WORDS:
        found.append(f"The opening has more than {MOST_OPENING_WORDS} words.")
    parts = sentences_of(opening)
    if file.track == "ours" and not _OWN.search(" ".join(parts[:3])):
        found.append("Nothing in the first three sentences owns what is ours.")
    if file.track in ("client", "disputed", "nobody") and re.search(
        r"\b(?:our mistake|our fault|we are to blame)\b", opening, re.IGNORECASE
    ):
        found.append("The opening takes the blame for something that is not ours.")
    if file.track != "ours" and _CULPRIT.search(opening):
        found.append("The opening names a culprit.")
    if _PROOF.search(opening):
        found.append("The opening waves proof.")
    return tuple(found)


def script_problems(file: CaseFile, script: Script) -> tuple[str, ...]:
    """Return what breaks the rules of a script."""
    found = list(opening_problems(file, script))
    if not script.hand_over.strip().endswith("?"):
        found.append("The hand-over has to end in a question.")
    if len(script.options_aloud.split()) > MOST_ALOUD_WORDS:
        found.append(f"The options aloud have more than {MOST_ALOUD_WORDS} words.")
    if len(script.cards) < 5:
        found.append("There have to be at least five cards.")
    if not script.agreement_question.strip().endswith("?"):
        found.append("The agreement question has to be a question.")
    return tuple(found)


def option_problems(options: Sequence[Option]) -> tuple[str, ...]:
    """Return what breaks the rules of options (B10)."""
    found = []
    if not 2 <= len(options) <= 3:
        found.append("There have to be two or three options.")
    if sum(option.preferred for option in options) != 1:
        found.append("Exactly one option has to be preferred.")
    if len({option.title.lower() for option in options}) != len(options):
        found.append("The options have to differ.")
    if any(not option.actions for option in options):
        found.append("Every option needs its actions.")
    return tuple(found)


def uses_fairness(text: str) -> bool:
    """Return whether fairness is used as an argument (practice 23)."""
    return bool(_FAIR.search(text))


def waves_proof(text: str) -> bool:
    """Return whether a text waves proof (practice 43)."""
    return bool(_PROOF.search(text))


def names_culprit(text: str) -> bool:
    """Return whether a text blames the client (practice 48)."""
    return bool(_CULPRIT.search(text))


def owns(text: str) -> bool:
    """Return whether a text owns something in the first person (practice 46)."""
    return bool(_OWN.search(text))


def blanks(text: str) -> tuple[str, ...]:
    """Return the visible blanks of a text."""
    return tuple(_BLANK.findall(text))

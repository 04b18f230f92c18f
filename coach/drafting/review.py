"""The checks that decide: what is traceable, what must stay inside, what an opening may be."""

import re
from collections.abc import Iterable, Mapping, Sequence

from coach.domain.language import Finding
from coach.domain.pack import CasePack, Option, Script
from coach.domain.values import FactKind
from coach.drafting.arithmetic import sums
from coach.drafting.calendar import days_of, long_day, short_day
from coach.drafting.casefile import CaseFile
from coach.drafting.cues import cue
from coach.language.checker import PlainLanguage
from coach.language.facts import compare_facts

CLIENT_FACING = ("holding_message", "hard_questions", "script", "follow_up")
"""Parts that must hold no internal fact."""
_COUNTED: frozenset[FactKind] = frozenset({"amount", "date", "percent", "number", "duration"})
_NAMED: frozenset[FactKind] = frozenset({"name", "organisation", "reference"})
_BLANK = re.compile(r"\[[a-z][^\[\]\n]*\]")
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
    known = set(re.findall(r"\d+", source))
    found = [
        fact.text
        for fact in compare_facts(source, text).invented
        if fact.kind in ("amount", "percent")
        or (fact.kind in _COUNTED and not known.issuperset(re.findall(r"\d+", fact.text)))
    ]
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


def double_talk(language: PlainLanguage, lines: Iterable[str]) -> tuple[Finding, ...]:
    """Return the findings above note level in words for the client (B9)."""
    return tuple(
        finding
        for line in lines
        for finding in language.check(_as_filled(line), audience="client").findings
        if finding.level != "note"
    )


def _as_filled(text: str) -> str:
    """Return a text with its blanks filled, offsets unchanged: a blank stands for a fact."""

    def fact(match: re.Match[str]) -> str:
        day = re.search(r"\b(?:date|time|day|hours|often)\b", match[0])
        return ("5 May" if day else "Anna").ljust(len(match[0]))

    return _BLANK.sub(fact, text)


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
    if file.track == "ours" and not cue("own").search(" ".join(parts[:3])):
        found.append("Nothing in the first three sentences owns what is ours.")
    if file.track in ("client", "disputed", "nobody") and re.search(
        r"\b(?:our mistake|our fault|we are to blame)\b", opening, re.IGNORECASE
    ):
        found.append("The opening takes the blame for something that is not ours.")
    if file.track != "ours" and cue("culprit").search(opening):
        found.append("The opening names a culprit.")
    if cue("proof").search(opening):
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
    return bool(cue("fair").search(text))


def waves_proof(text: str) -> bool:
    """Return whether a text waves proof (practice 43)."""
    return bool(cue("proof").search(text))


def names_culprit(text: str) -> bool:
    """Return whether a text blames the client (practice 48)."""
    return bool(cue("culprit").search(text))


def owns(text: str) -> bool:
    """Return whether a text owns something in the first person (practice 46)."""
    return bool(cue("own").search(text))


def blanks(text: str) -> tuple[str, ...]:
    """Return the visible blanks of a text."""
    return tuple(_BLANK.findall(text))

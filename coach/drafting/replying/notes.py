"""What the user knows: answers that stand in their notes, and what of them must stay inside."""

import re
from collections.abc import Callable
from typing import NamedTuple

from coach.drafting.replying.wording import found
from coach.language.parse import parse
from coach.language.text import sentences

_LABELLED = re.compile(r"\s*(?:[-*•]\s*)?\[?([A-Za-z][A-Za-z ]{1,40}|\d{1,2})\]?\s*[:.)]\s+(\S.*)")
_ENOUGH = 2
_SMALL = frozenset(
    "that this they them have been were will would could should what when where which there their "
    "your yours from with about into after before because does did done being some also just than "
    "then only very more most much many over under again know tell told said says want need".split()
)
_DATED = re.compile(
    r"\b(?:\d|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|noon|week)",
    re.I,
)


class Notes(NamedTuple):
    """The user's notes, taken apart."""

    text: str
    labelled: dict[str, str]
    """By a blank's words, or a question's number: what belongs there."""
    told: tuple[str, ...]
    """Sentences that may answer a question."""
    held: tuple[str, ...]
    """Sentences that stay inside."""


def read_notes(text: str, private: str, is_plain: Callable[[str], bool]) -> Notes:
    """Return notes taken apart: lines such as "2: on Friday, by Kev" and free sentences."""
    labelled: dict[str, str] = {}
    rest: list[str] = []
    held: list[str] = []
    for line in text.splitlines():
        match = _LABELLED.fullmatch(line)
        if match is None:
            rest.append(line)
        elif not match[2].strip():
            continue
        elif found(private, match[2]) or not is_plain(match[2]):
            held.append(match[2].strip())
        else:
            labelled[" ".join(match[1].lower().split())] = match[2].strip()
    told: list[str] = []
    for span in sentences("\n".join(rest)):
        one = " ".join(span.text.split())
        if found(private, one) or not is_plain(one) or one.endswith("?"):
            held.append(one)
        else:
            told.append(one)
    return Notes(text, labelled, tuple(told), tuple(held))


def answer_from(notes: Notes, number: int, question: str, used: set[str]) -> str:
    """Return what the notes say to a question: by its number, or the sentence on the same matter."""
    if str(number) in notes.labelled:
        return notes.labelled[str(number)].rstrip(" .")
    wanted = _matter(question)
    best, most = "", _ENOUGH - 1
    for sentence in notes.told:
        shared = len(wanted & _matter(sentence))
        dated = not question.startswith("when") or _DATED.search(sentence)
        if shared > most and dated and sentence not in used:
            best, most = sentence, shared
    if best:
        used.add(best)
    return best.rstrip(" .")


def _matter(text: str) -> set[str]:
    """Return the words of weight, in their plain forms."""
    return {
        token.lemma_.lower()
        for token in parse(text)
        if token.is_alpha and len(token) > 3 and token.lemma_.lower() not in _SMALL
    }

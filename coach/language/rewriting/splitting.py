"""One idea a sentence: long sentences parted where a new one can begin (practice 45)."""

import re
from collections.abc import Iterator

from coach.language.facts import BLANK
from coach.language.rewriting.clauses import opens_clause
from coach.language.rewriting.draft import Draft
from coach.language.rewriting.edits import raised

_LONG = 26
_SHORTEST = 4
_SEMICOLON = re.compile(r"\s*;\s+(?=[a-zA-Z])")
_JOINT = re.compile(r",\s+(?:and|so)\s+(?=\w)")
_LOOSE_JOINT = re.compile(r",?\s+(?:and|so)\s+(?=\w)")


class Splitting:
    """Parts long sentences."""

    def __init__(self, why: str) -> None:
        self._why = why

    def edits(self, draft: Draft) -> Iterator[Draft]:
        """Yield the draft parted at each place where both halves are whole sentences."""
        if len(draft.text.split()) >= _LONG:
            yield from self._parted(draft, _JOINT)
        yield from self.open_ended(draft)

    def open_ended(self, draft: Draft) -> Iterator[Draft]:
        """Yield a draft that holds a blank, parted: what the user fills in makes it longer."""
        if BLANK.search(draft.text):
            yield from self._parted(draft, _LOOSE_JOINT)

    def _parted(self, draft: Draft, joint: re.Pattern[str]) -> Iterator[Draft]:
        text = draft.text
        for match in (*_SEMICOLON.finditer(text), *joint.finditer(text)):
            first, second = text[: match.start()], text[match.end() :]
            if _whole(first) and _whole(second):
                opener = "So " + second[0] if "so" in match.group() else raised(second[0])
                yield draft.replace(match.start(), match.end() + 1, f". {opener}", self._why)


def _whole(half: str) -> bool:
    """Tell whether words of some length make a sentence by themselves."""
    return len(half.split()) >= _SHORTEST and opens_clause(half)

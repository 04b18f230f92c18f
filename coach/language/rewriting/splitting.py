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
"""Where a sentence with a blank is parted: what the user fills in makes it longer."""


class Splitting:
    """Parts long sentences."""

    def __init__(self, why: str) -> None:
        self._why = why

    def edits(self, draft: Draft) -> Iterator[Draft]:
        """Yield the draft parted at each place where both halves are whole sentences."""
        text = draft.text
        open_ended = BLANK.search(text) is not None
        if len(text.split()) < _LONG and not open_ended:
            return
        joints = _LOOSE_JOINT if open_ended else _JOINT
        for match in (*_SEMICOLON.finditer(text), *joints.finditer(text)):
            first, second = text[: match.start()], text[match.end() :]
            if _whole(first) and _whole(second):
                opener = "So " + second[0] if "so" in match.group() else raised(second[0])
                yield draft.replace(match.start(), match.end() + 1, f". {opener}", self._why)


def _whole(half: str) -> bool:
    """Tell whether words of some length make a sentence by themselves."""
    return len(half.split()) >= _SHORTEST and opens_clause(half)

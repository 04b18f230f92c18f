"""One idea a sentence: long sentences parted where a new one can begin (practice 45)."""

import re
from collections.abc import Iterator

from coach.language.parse import parse
from coach.language.rewriting.draft import Draft
from coach.language.rewriting.edits import raised

_LONG = 26
_SHORTEST = 5
_SEMICOLON = re.compile(r"\s*;\s+(?=[a-zA-Z])")
_JOINT = re.compile(r",\s+(?:and|so)\s+(?=\w)")
_OPENERS = ("we", "i", "you", "they", "it", "this", "there", "he", "she", "the", "our", "your")


class Splitting:
    """Parts long sentences."""

    def __init__(self, why: str) -> None:
        self._why = why

    def edits(self, draft: Draft) -> Iterator[Draft]:
        """Yield the draft parted at each place where both halves are whole sentences."""
        text = draft.text
        if len(text.split()) < _LONG:
            return
        for match in (*_SEMICOLON.finditer(text), *_JOINT.finditer(text)):
            first, second = text[: match.start()], text[match.end() :]
            if _whole(first) and _whole(second):
                opener = "So " + second[0] if "so" in match.group() else raised(second[0])
                yield draft.replace(match.start(), match.end() + 1, f". {opener}", self._why)


def _whole(half: str) -> bool:
    """Tell whether words make a sentence by themselves: subject and finite verb at its root."""
    if len(half.split()) < _SHORTEST or half.count("(") != half.count(")"):
        return False
    doc = parse(half.replace("\n", " "))
    roots = [token for token in doc if token.dep_ == "ROOT"]
    if len(roots) != 1 or roots[0].pos_ not in ("VERB", "AUX"):
        return False
    subjects = [c for c in roots[0].children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
    opens = doc[0].lower_ in _OPENERS or doc[0].pos_ in ("DET", "PROPN", "NOUN", "PRON")
    return bool(subjects) and opens and subjects[0].i < roots[0].i

"""Words the trainee quotes or turns down: not the trainee's own act (practices 44, 57)."""

import re

from coach.practice.appraisal.cues import Place

_SINGLE = r"(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){2,80}'(?!\w)"
_QUOTED = re.compile(rf'"[^"\n]{{2,120}}"|{_SINGLE}')
_REFUSES_TO_SAY = re.compile(
    r"\b(?:i|we)(?:'m| am|'re| are)? (?:not (?:going|here|about|trying) to|won't|will not|would never|"
    r"wouldn't|never|shan't|refuse to|don't want to|can't) (?:just |simply |ever )?"
    r"(?:say|tell you|pretend|claim|blame|hide behind|argue|suggest|call it|make excuses|"
    r"give you (?:excuses|a speech)|insult you|trot out|offer you excuses|fob you)\b[^.;!?\n]*"
)
_DENIES = re.compile(
    r"\b(?:it|that|this) (?:isn't|wasn't|is not|was not) (?:your|down to you|because of you|anything you)"
    r"[^.,;!?\n]*|\bnothing (?:about|to do with) you\b[^.,;!?\n]*|\bnot your (?:fault|doing|job|mistake)\b"
)
_BLANK = " "


def quotations(plain_text: str) -> list[Place]:
    """Return the quoted stretches of a plain text, marks included."""
    return [Place(m.start(), m.end()) for m in _QUOTED.finditer(plain_text)]


def own_words(plain_text: str) -> str:
    """Return a plain text with quoted and refused words blanked, each other character in place."""
    places = quotations(plain_text)
    for pattern in (_REFUSES_TO_SAY, _DENIES):
        places += [Place(m.start(), m.end()) for m in pattern.finditer(plain_text)]
    characters = list(plain_text)
    for place in places:
        characters[place.start : place.end] = _BLANK * (place.end - place.start)
    return "".join(characters)

"""Words the trainee quotes or turns down: not the trainee's own act (practices 44, 57)."""

import re

from coach.practice.appraisal.cues import Cues, Place

_SINGLE = r"(?<!\w)'(?:[^'\n]|(?<=\w)'(?=\w)){2,80}'(?!\w)"
_QUOTED = re.compile(rf'"[^"\n]{{2,120}}"|{_SINGLE}')


def quotations(plain_text: str) -> list[Place]:
    """Return the quoted stretches of a plain text, marks included."""
    return [Place(m.start(), m.end()) for m in _QUOTED.finditer(plain_text)]


def own_words(plain_text: str, cues: Cues) -> str:
    """Return a plain text with quoted and refused words blanked, each other character in place."""
    characters = list(plain_text)
    for place in quotations(plain_text) + cues.find("refuses_to_say", plain_text):
        characters[place.start : place.end] = " " * (place.end - place.start)
    return "".join(characters)

"""What the client asked, whether they broke off, and whether the trainee answered."""

import re
from typing import Literal

from coach.domain.values import Record
from coach.language.text import split_sentences
from coach.practice.appraisal.cues import Cues, plain

Kind = Literal["when", "who", "how_much", "why", "how", "what", "yes_no"]

_BREAKS_OFF = re.compile(r"(?:—|-|…|\.\.\.)[\"'”’)\s]*$")
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "when",
        re.compile(r"\b(?:when|what (?:time|date|day)|how (?:soon|long)|by when|which day)\b"),
    ),
    (
        "how_much",
        re.compile(
            r"\b(?:how (?:much|many)|what(?:'s| is| does| will| would)?\b[^?]{0,30}"
            r"\b(?:cost|total|exposure|price|figure|sum|penalty|amount)|by how much)\b"
        ),
    ),
    (
        "why",
        re.compile(
            r"\b(?:why|how come|what for|for what reason|on what basis|"
            r"how (?:did|could|can|on earth)\b[^?]{0,60}\b(?:miss|happen|let|forget|go wrong))\b"
        ),
    ),
    ("who", re.compile(r"\b(?:who|whose|who's|whom)\b")),
    ("what", re.compile(r"\b(?:what|which|where)\b")),
    ("how", re.compile(r"\bhow\b")),
)
_REQUESTS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "when",
        re.compile(
            r"\b(?:i (?:just )?(?:need|want|asked for)|give me|tell me) (?:a|the|your) (?:date|day|time)\b"
        ),
    ),
    ("why", re.compile(r"\b(?:love|like|want|waiting) to hear (?:it|why|your)\b|\btell me why\b")),
)
_RHETORICAL = re.compile(
    r"\b(?:are (?:you|your people) (?:\w+ )?(?:brain|stupid|thick|blind|serious|joking|kidding)|do you (?:even )?"
    r"(?:think|know who)|do you have any idea|how dare|who do you think|isn't it|aren't you|right|eh|you know)\?"
)
_MOST_QUESTIONS = 3


class Asked(Record):
    """The client's last line: its direct questions by kind, and whether it breaks off."""

    kinds: tuple[Kind, ...] = ()
    questions: tuple[str, ...] = ()
    breaks_off: bool = False


def read_client(line: str) -> Asked:
    """Return what a client line asks; rhetorical questions are left out."""
    kinds: list[Kind] = []
    questions: list[str] = []
    for sentence in split_sentences(line.strip()):
        low = plain(sentence.text)
        kind = _kind(low)
        if kind is not None:
            kinds.append(kind)
            questions.append(sentence.text)
    return Asked(
        kinds=tuple(kinds[-_MOST_QUESTIONS:]),
        questions=tuple(questions[-_MOST_QUESTIONS:]),
        breaks_off=bool(_BREAKS_OFF.search(line)),
    )


def _kind(low: str) -> Kind | None:
    if "?" not in low:
        return next((kind for kind, pattern in _REQUESTS if pattern.search(low)), None)
    if _RHETORICAL.search(low):
        return None
    return next((kind for kind, pattern in _KINDS if pattern.search(low)), "yes_no")


_NAME = re.compile(
    r"(?<=[a-z,;] )[A-Z][a-z]+|^[A-Z][a-z]+ (?=[A-Z]|will|is|has|starts|brings|comes)"
)
_FIGURE = re.compile(
    r"\d|\b(?:nothing|half|a (?:third|quarter|fifth)|hundred|thousand|percent|none|all of it|"
    r"two|three|four|five|six|seven|eight|nine|ten|twenty|fifty)\b"
)
_PERSON = re.compile(
    r"\b(?:i|we|our|my)\b(?: (?:do|will|did|have|am|are|was|pay|cover|refund|credit|said)|'ll|'ve|'m)"
)
_ABOUT_US = re.compile(
    r"\b(?:i|we|it|she|he|they|nobody|our|my|the)\b[^.?!]{0,40}\b\w+(?:ed|t|n|d)\b"
)


def answers(kind: Kind, own: str, original: str, cues: Cues) -> bool:
    """Tell whether a turn gives the kind of answer a question asks for, or says it is not known."""
    if cues.find("unknown_answer", own):
        return True
    if kind == "when":
        return bool(cues.find("when", own))
    if kind == "how_much":
        return bool(_FIGURE.search(own))
    if kind == "who":
        return bool(_PERSON.search(own) or _NAME.search(original))
    if kind == "why":
        return bool(cues.find("reason", own) or cues.find("own", own))
    if kind == "yes_no":
        return bool(cues.find("yes_no", own))
    return bool(cues.find("step", own) or cues.find("own", own))

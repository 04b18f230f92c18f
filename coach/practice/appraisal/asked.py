"""What the client asked, whether they broke off, and whether the trainee answered."""

import re
from typing import Literal, get_args

from coach.domain.values import Record
from coach.language.text import split_sentences
from coach.practice.appraisal.cues import Cues, Place, plain
from coach.practice.appraisal.reading import Turn

Kind = Literal["when", "how_much", "why", "who", "what", "how", "yes_no"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_BREAKS_OFF = re.compile(r"(?:[—–-]|…|\.\.\.)[\"'”’)\s]*$")
_NAME = re.compile(
    r"(?<=[a-z,;] )[A-Z][a-z]+|(?:^|[.!?] )[A-Z][a-z]+ (?=[A-Z]|will|is|has|starts|brings|comes)"
)
_MOST_QUESTIONS = 3
_ANSWERED_BY: dict[Kind, tuple[str, ...]] = {
    "when": ("when",),
    "how_much": ("figure",),
    "why": ("reason", "own"),
    "who": ("we_do",),
    "what": ("step", "own"),
    "how": ("step", "own"),
    "yes_no": ("yes_no",),
}


class Asked(Record):
    """The client's line: the kinds of its direct questions, and whether it breaks off."""

    kinds: tuple[Kind, ...] = ()
    breaks_off: bool = False


def read_client(line: str, cues: Cues) -> Asked:
    """Return what a client line asks; rhetorical questions are left out."""
    kinds = [_kind(plain(s.text), cues) for s in split_sentences(line.strip())]
    return Asked(
        kinds=tuple(kind for kind in kinds if kind is not None)[-_MOST_QUESTIONS:],
        breaks_off=bool(_BREAKS_OFF.search(line)),
    )


def answers(kind: Kind, turn: Turn) -> bool:
    """Tell whether a turn gives the kind of answer a question asks for, or says it is not known."""
    if turn.has("unknown_answer") or any(turn.has(c) for c in _ANSWERED_BY[kind]):
        return True
    return kind == "who" and bool(_NAME.search(turn.text))


def answer_places(kind: Kind, turn: Turn) -> list[Place]:
    """Return where a turn gives that kind of answer, a plain admission of not knowing first."""
    concepts = ("unknown_answer", *_ANSWERED_BY[kind])
    return [place for concept in concepts for place in turn.hits[concept]]


def _kind(sentence: str, cues: Cues) -> Kind | None:
    if cues.find("asks_nothing", sentence):
        return None
    return next((kind for kind in KINDS if cues.find(f"asks_{kind}", sentence)), None)

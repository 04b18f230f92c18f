"""What fills the slots of a line: the client's own case, and the trainee's own words."""

import re

from coach.domain.conversation import (
    Appraisal,
    ClientProfile,
    ClientState,
    Evidence,
    PracticeTalk,
)
from coach.practice.matching import content_words, share_of
from coach.practice.turning import has_subject, to_first_person

_QUOTABLE = (
    "formula_phrase",
    "non_apology",
    "jargon",
    "excuse",
    "overpromises",
    "minimises",
    "defensive",
    "bribe",
    "blames_client",
)
_MOST_QUOTED_WORDS = 7
_LEAST_QUOTED_WORDS = 2
_NAMED_SHARE = 0.5
_STOPS = re.compile(r"[,.;:!?…—\u2013\"“”()]+")


def slots_of(client: ClientProfile, state: ClientState, *, interest_open: bool) -> dict[str, str]:
    """Return the slots that this client's case fills; the interest only once it may be told."""
    point = state.unread_points[0] if state.unread_points else ""
    slots = {
        "promised": client.promised,
        "cost": client.costs_them,
        "point": sentence(point),
        "position": sentence(client.stated_position),
        "new_fact": sentence(client.new_fact),
        "interest": as_told(client) if interest_open else "",
    }
    return {name: text for name, text in slots.items() if text}


def as_told(client: ClientProfile) -> str:
    """Return the hidden interest as the client says it, in whole sentences."""
    told = sentence(to_first_person(client.hidden_interest, client.name))
    return told if not told or has_subject(told) else f"It comes down to this: {told}"


def acts_of(appraisal: Appraisal) -> frozenset[str]:
    """Return everything a turn did, behaviours and flags alike."""
    return frozenset((*appraisal.behaviours, *(name for name, up in appraisal.flags if up)))


def their_words(trainee: str, appraisal: Appraisal) -> str:
    """Return a few of the trainee's own words that a person would throw back, or nothing."""
    for act in _QUOTABLE:
        for item in appraisal.evidence:
            if item.of == act and (quote := _fragment(_clause(trainee, item))):
                return quote
    return ""


def _clause(trainee: str, item: Evidence) -> str:
    """Return what was said between two stops around some words: half a phrase is no quote."""
    before = list(_STOPS.finditer(trainee, 0, item.start))
    after = _STOPS.search(trainee, max(item.start, item.end - 1))
    return trainee[before[-1].end() if before else 0 : after.start() if after else None]


def _fragment(quote: str) -> str:
    """Return the first stretch between stops that is short enough to throw back."""
    for part in _STOPS.split(quote):
        words = part.split()
        if _LEAST_QUOTED_WORDS <= len(words) <= _MOST_QUOTED_WORDS:
            return " ".join(words)
    return ""


def says(trainee: str, text: str) -> bool:
    """Whether a turn names what a text names, in half of its words or more."""
    return bool(text) and share_of(content_words(text), content_words(trainee)) >= _NAMED_SHARE


def sentence(text: str) -> str:
    """Return a text as whole sentences: a capital to begin with and a stop at the end."""
    text = text.strip()
    if not text:
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?…" else f"{text}."


def client_lines(talk: PracticeTalk) -> tuple[str, ...]:
    """Return every line the client has said in a talk, in order."""
    return (talk.opening.client, *(turn.client for turn in talk.turns))

"""What to take care of: threats of law, data, safety; what the client told us to do or to leave."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from coach.domain.reply import Caution
from coach.drafting.replying.wording import WatchWords, straight
from coach.language.facts import extract_facts
from coach.language.text import Span

_LONGEST_QUOTE = 140


class Watch(NamedTuple):
    """Cautions, and what they mean for the reply."""

    cautions: tuple[Caution, ...]
    admit_nothing: bool
    speak_first: bool
    hurt: bool
    """Whether somebody came to bodily harm."""
    unsafe: bool
    """Whether somebody threatens a person."""
    wishes: frozenset[str]
    deadline: str
    """By when they want to hear, in their words; empty if they do not say."""


def watch(text: str, body: Sequence[Span], words: WatchWords) -> Watch:
    """Return what to take care of in an email."""
    cautions: list[Caution] = []
    admit = call = hurt = unsafe = False
    for rule in words.cautions:
        quote = _first(body, rule.find)
        if not quote or any(c.about == rule.about for c in cautions):
            continue
        cautions.append(
            Caution(about=rule.about, quote=quote, text=rule.tell, practices=rule.practices)
        )
        admit, call = admit or rule.admit_nothing, call or rule.call
        hurt = hurt or (rule.about == "safety" and rule.admit_nothing)
        unsafe = unsafe or rule.stay_away
    wishes = []
    for wish in words.wishes:
        quote = _first(body, wish.find)
        if quote and not any(c.quote == quote and c.about == "wish" for c in cautions):
            wishes.append(wish.name)
            cautions.append(Caution(about="wish", quote=quote, text=wish.tell, practices=()))
    return Watch(
        tuple(cautions),
        admit,
        call,
        hurt,
        unsafe,
        frozenset(wishes),
        _deadline(text, body, words),
    )


def _first(body: Sequence[Span], patterns: Sequence[str]) -> str:
    """Return the first sentence in which one of the wordings stands."""
    for span in body:
        if any(re.search(p, straight(span.text), re.IGNORECASE) for p in patterns):
            quote = " ".join(span.text.split())
            short = quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
            return quote if len(quote) <= _LONGEST_QUOTE else short
    return ""


def _deadline(text: str, body: Sequence[Span], words: WatchWords) -> str:
    days = [f for f in extract_facts(text) if f.kind in ("date", "duration")]
    for fact in days:
        said = next((s.text for s in body if s.start <= fact.start < s.end), "")
        if not re.search(words.deadline_in, straight(said), re.IGNORECASE):
            continue
        lead = re.search(words.deadline, text[max(0, fact.start - 40) : fact.start], re.IGNORECASE)
        if lead is None:
            continue
        end = fact.end
        for other in days:
            if 0 <= other.start - end <= 4 and "\n" not in text[end : other.start]:
                end = other.end
        said = " ".join((lead[0] + text[fact.start : end]).split())
        return f"{said[0].lower()}{said[1:]}"
    return ""

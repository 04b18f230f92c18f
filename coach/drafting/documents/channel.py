"""How and when to tell the client, and the word that they know today (practices 26 to 33)."""

import re
from datetime import date

from coach.domain.pack import Channel
from coach.drafting.calendar import days_of, shown
from coach.drafting.casefile import CaseFile
from coach.drafting.phrasebook import ChannelRule, fill
from coach.drafting.tidy import lower_first

_PREPOSITION = re.compile(
    r"^(?:by|on|until|till|from|since|before|after|in|of|for|to)\s+", re.IGNORECASE
)


def channel(file: CaseFile) -> Channel:
    """Return the first contact's medium and time with the reason.

    Email is never first unless the client demands writing; data and safety are told within hours.
    """
    rule = _rule(file)
    words = file.book.channel
    precall = rule.id == "group_meeting" or (rule.medium != "letter" and meets_group(file))
    why = [fill(rule.why, client=file.client_word)]
    if precall and rule.id != "group_meeting":
        why.append(fill(words.when["precall"], client=file.client_word))
    why.append(fill(words.places[rule.medium], client=file.client_word))
    practices = (*rule.practices, *((33,) if precall else ()), 27)
    return Channel(
        medium=rule.medium,
        when=_when(file, rule),
        why=" ".join(why),
        practices=tuple(dict.fromkeys(practices)),
    )


def meets_group(file: CaseFile) -> bool:
    """Return whether a meeting with several people is near (practice 33)."""
    return any(re.search(c, file.reading.text, re.IGNORECASE) for c in file.book.channel.group_cues)


def _rule(file: CaseFile) -> ChannelRule:
    rules = file.book.channel.rules
    return next((rule for rule in rules if _fits(rule, file.reading.text)), rules[-1])


def _fits(rule: ChannelRule, text: str) -> bool:
    for line in re.split(r"(?<=[.!?])\s+|\n+", text):
        if any(re.search(cue, line, re.IGNORECASE) for cue in rule.unless):
            continue
        if any(re.search(cue, line, re.IGNORECASE) for cue in rule.cues):
            return True
    return False


def _when(file: CaseFile, rule: ChannelRule) -> str:
    words = file.book.channel.when
    if file.urgent and rule.medium != "letter":
        return words["urgent"]
    next_day = _next_date(file)
    if rule.medium == "letter":
        day = f"By {next_day}" if next_day else "[date to confirm]"
        return fill(words["letter"], day=day)
    return fill(words["dated"], date=next_day) if next_day else words["soon"]


def _next_date(file: CaseFile) -> str:
    """Return the first day ahead that the note names, as written and as meant."""
    ahead: list[tuple[date, str]] = []
    for fact in file.situation.facts:
        days = days_of(fact.value) if fact.kind == "date" and not fact.confidential else ()
        piece = next((p for p in file.pieces if p.start <= fact.start < p.end), None)
        if piece is not None and piece.has("unknown", "offer", "history"):
            continue
        if len(days) == 1 and days[0] > file.today:
            words = _PREPOSITION.sub("", file.tidy.capitals(fact.text))
            ahead.append((days[0], shown(words, fact.value)))
    return min(ahead, key=lambda one: one[0])[1] if ahead else ""


def holding_message(file: CaseFile) -> str:
    """Return two lines that say we know and are on it (practice 27)."""
    words = file.book.script.holding
    if file.leaving:
        key = "we_end"
    elif _rule(file).medium == "letter":
        key = "letter"
    elif file.unaware:
        key = "unaware"
    else:
        key = file.track if file.track in ("client", "disputed") else "ours"
    when = "by [date to confirm]" if key == "letter" else "at [time to confirm]"
    body = fill(words[key], what=file.matter, topic=file.topic, when=when)
    return fill(words["greeting"], name=file.address) + " " + _after_comma(body)


def _after_comma(body: str) -> str:
    return lower_first(body)

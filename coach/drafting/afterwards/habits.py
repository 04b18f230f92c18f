"""Regular updates: how often, as a calendar understands it (practice 91)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur|r)?(?:days?)?\b", re.IGNORECASE)
_EVERY = (
    (
        re.compile(
            r"\b(?:fortnightly|bi-?weekly|every other week|(?:every|each|a) fortnight)\b", re.I
        ),
        "WEEKLY",
        2,
    ),
    (re.compile(r"\b(?:monthly|(?:every|each|a|per) month)\b", re.IGNORECASE), "MONTHLY", 1),
    (
        re.compile(r"\b(?:daily|(?:every|each|a|per) (?:single )?(?:day|morning|evening))\b", re.I),
        "DAILY",
        1,
    ),
    (re.compile(r"\b(?:weekly|(?:every|each|a|per) week)\b", re.IGNORECASE), "WEEKLY", 1),
)


@dataclass(frozen=True)
class Habit:
    """A repeat rule and the weekdays in it."""

    rule: str
    weekdays: tuple[int, ...]


def habit_of(text: str) -> Habit | None:
    """Return how often something happens, or None when no calendar could repeat it."""
    weekdays = tuple(dict.fromkeys(_index(match[1]) for match in _DAY.finditer(text)))
    named = ",".join(_DAYS[day] for day in weekdays)
    for pattern, often, step in _EVERY:
        if not pattern.search(text):
            continue
        parts = [f"FREQ={often}"] + ([f"INTERVAL={step}"] if step > 1 else [])
        if weekdays and often == "WEEKLY":
            parts.append(f"BYDAY={named}")
        return Habit(";".join(parts), weekdays if often == "WEEKLY" else ())
    if weekdays and re.search(r"\b(?:every|each)\b|days\b", text, re.IGNORECASE):
        return Habit(f"FREQ=WEEKLY;BYDAY={named}", weekdays)
    return None


def first_of(habit: Habit | None, met: date) -> str:
    """Return the first day after the talk that a habit falls on; "" when it names no weekday."""
    if habit is None:
        return ""
    if habit.rule == "FREQ=DAILY":
        return (met + timedelta(days=1)).isoformat()
    ahead = [(day - met.weekday() - 1) % 7 + 1 for day in habit.weekdays]
    return (met + timedelta(days=min(ahead))).isoformat() if ahead else ""


def _index(name: str) -> int:
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(name[:3].lower())

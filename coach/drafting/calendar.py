"""Dates as people say and write them, from the values that the intake resolved."""

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RELATIVE = re.compile(
    r"\b(?:today|tomorrow|tmrw|yesterday|tonight|last|next|this|coming|ago|the other|end of|mon|tue"
    r"|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|the \d{1,2}(?:st|nd|rd|th)?|eow|eom|eod)\b",
    re.IGNORECASE,
)
_MONTH_NAMED = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|\d[/.-]\d", re.IGNORECASE
)


_SHORT = re.compile(
    r"^\W*(?:by |on |from |since |until )?\d{1,2}[/.-]\d{1,2}\b"
    r"|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
    r"|\b(?:mon|tues?|wed|thurs?|fri|sat|sun)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_BEFORE = re.compile(r"^(?:by|on|from|since|until|till|before|after|in|for)\s+", re.IGNORECASE)


def days_of(value: str) -> tuple[date, ...]:
    """Return the days that a date fact's value names: none, one, or both ends of a range."""
    found = []
    for text in _DAY.findall(value):
        try:
            found.append(date.fromisoformat(text))
        except ValueError:
            continue
    return tuple(found)


def sort_key(value: str) -> str:
    """Return a key that puts date values in order of time, undated ones last."""
    match = re.search(r"\d{4}(?:-\d\d(?:-\d\d)?|-Q\d)?", value)
    if not match:
        return "9999"
    key = match[0]
    quarter = re.fullmatch(r"(\d{4})-Q(\d)", key)
    if quarter:
        key = f"{quarter[1]}-{int(quarter[2]) * 3 - 2:02d}"
    clock = re.search(r"\d{1,2}[:.h]\d\d", value[match.end() :])
    return f"{key:<10} {clock[0].replace('.', ':').zfill(5) if clock else ''}"


def long_day(day: date) -> str:
    """Return "Tuesday 10 March 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """Return "Tuesday 10 March"."""
    return f"{day:%A} {day.day} {day:%B}"


def is_relative(words: str) -> bool:
    """Return whether the words of a date mean nothing without knowing today."""
    return bool(_RELATIVE.search(words)) and not _MONTH_NAMED.search(words)


def shown(words: str, value: str) -> str:
    """Return a date as written, with the day it means behind it where that adds something."""
    days = days_of(value)
    if not days:
        return words
    meant = " to ".join(long_day(day) for day in dict.fromkeys(days))
    return f"{words} ({meant})" if meant.lower() != words.lower() else words


def said(words: str, value: str) -> str:
    """Return a date for speech: relative days by name and month, others as they were written."""
    days = days_of(value)
    if len(days) != 1 or not (is_relative(words) or _SHORT.search(words)):
        return words
    clock = re.search(
        r"(?:\bat )?\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)|\bat \d{1,2}(?:[:.]\d\d)?|\b\d\d[:.]\d\d|"
        r"\b(?:before|after|by) (?:noon|\d{1,2}(?:[:.]\d\d)?)|\b(?:morning|afternoon|evening)\b",
        words,
        re.IGNORECASE,
    )
    named = is_relative(words) or _WEEKDAY.search(words)
    day = short_day(days[0]) if named else f"{days[0].day} {days[0]:%B}"
    before = _BEFORE.match(words)
    return (before[0] if before else "") + day + (f" {clock[0]}" if clock else "")

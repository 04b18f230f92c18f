"""When a thing is due: a day resolved against the talk's own, or the notes' words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from coach.drafting.afterwards.words import NoteWords
from coach.drafting.calendar import long_day
from coach.drafting.intake.dates import Dates

BLANK = "[date to confirm]"
_DUE = re.compile(
    r"(?:\bby|\buntil|\btill|\bno later than|\bdue(?: on| by)?|\bbefore|\bon|\blatest|->|[-–(,;:]|\bnot later than"
    r"|\bdeadline|\bthe|\bfor|\bstarting|\bfrom|\bby the end of)\s*\(?$",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:not|was|were|instead of|rather than|(?<!later )(?<!sooner )than|from|since|of)\s*(?:the )?$",
    re.I,
)
_LEFT = re.compile(
    r"[\s,;:(-]*(?:\b(?:closes|closing|ends|by|on|until|till|no later than|not later than|latest|due(?: on| by)?|before"
    r"|for|in|from|at|deadline|starting(?: on| from)?|the)\b\s*)*$",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?")
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)\w*", re.IGNORECASE)
_THIS = re.compile(r"\b(?:this|today|tonight|next|last)\b", re.IGNORECASE)
_WEEK_OF = re.compile(r"\bweek (?:commencing|of|beginning|starting) (?:the )?$", re.IGNORECASE)
_PART_OF_DAY = re.compile(
    r"\s(?:at )?(?:noon|midday|lunchtime|(?:early |late )?(?:morning|afternoon|evening|night)|am|pm)\b",
    re.IGNORECASE,
)
_NTH = re.compile(r"\d{1,2}(?:st|nd|rd|th)")
_HOUR = re.compile(r"^T?(\d\d:\d\d)$")


@dataclass(frozen=True)
class Due:
    """A date in a clause: where it stands, the notes' words, and the day where it is one."""

    start: int
    end: int
    words: str
    day: str
    time: str = ""

    @property
    def shown(self) -> str:
        """The words with the day they mean behind them, where that adds something."""
        if not self.day:
            return self.words
        meant = long_day(date.fromisoformat(self.day))
        bare = self.words.strip()
        same = bare.lower() in (meant.lower(), self.day)
        return meant if same else f"{meant} ({bare})"


class Calendar:
    """Finds when things are due in notes of one day."""

    def __init__(self, met: date, order: str, words: NoteWords) -> None:
        self.met, self._words = met, words
        self._dates = Dates(met, order)

    def all(self, text: str) -> tuple[Due, ...]:
        """Return every day in a clause, none overlapping."""
        kept: list[Due] = []
        hours: list[tuple[int, str]] = []
        for found in self._dates.find(text):
            hour = _HOUR.match(found.value)
            if hour:
                hours.append((found.start, hour[1]))
                continue
            before, words = text[: found.start], text[found.start : found.end]
            if _WEEK_OF.search(before) or (_NTH.fullmatch(words) and not _DUE.search(before)):
                continue
            part = _PART_OF_DAY.match(text, found.end)
            end = part.end() if part else found.end
            day, time = self._day(found.value, words)
            due = Due(found.start, end, text[found.start : end], day, time)
            if day and not any(due.start < one.end and one.start < due.end for one in kept):
                kept.append(due)
        timed = [
            one
            if one.time
            else Due(one.start, one.end, one.words, one.day, self._clock(one, hours))
            for one in kept
        ]
        return tuple(sorted(timed, key=lambda one: one.start))

    @staticmethod
    def _clock(due: Due, hours: list[tuple[int, str]]) -> str:
        """Return the time of day that stands right behind a day."""
        return next((time for at, time in hours if 0 <= at - due.end <= 8), "")

    def due(self, text: str) -> Due | None:
        """Return when a deed is due; a day before other times, a date after "by" before others."""
        days = [one for one in self.all(text) if not _OLD.search(text[: one.start])]
        if len(days) > 1 and re.fullmatch(r"\s+or\s+", text[days[0].end : days[1].start]):
            return days[0]
        if days:
            marked = [one for one in days if _DUE.search(text[: one.start])]
            return (marked or days)[-1] if len(marked) != 1 else marked[0]
        event = next(iter(self._words.events.finditer(text)), None)
        if event is None:
            return None
        words = event[0].rstrip(" ,.")
        return Due(event.start(), event.start() + len(words), words, "")

    def _day(self, value: str, words: str) -> tuple[str, str]:
        """Return the day and time of a resolved value; ("", "") for what is no single day."""
        ending = re.fullmatch(r"end of (\d{4})-(\d\d)", value)
        if ending:
            first = date(int(ending[1]), int(ending[2]), 1)
            return str(first + relativedelta(months=1) - timedelta(days=1)), ""
        if not _DAY.fullmatch(value):
            return "", ""
        day, _, time = value.partition("T")
        resolved = date.fromisoformat(day)
        named_only = _WEEKDAY.search(words) and not re.search(
            r"\d(?:st|nd|rd|th)|\d/|\d ?[a-z]{3}", words
        )
        # "By Tuesday", noted on a Tuesday, is the next one.
        if resolved == self.met and named_only and not _THIS.search(words):
            resolved += timedelta(days=7)
        return resolved.isoformat(), time


def is_only_a_date(text: str, due: Due) -> bool:
    """Return whether a clause says nothing but when: "due 14/10"."""
    left = _LEFT.sub("", text[: due.start]) + text[due.end :]
    return not any(c.isalnum() for c in left)


def without(text: str, due: Due | None) -> str:
    """Return a deed without its date and the words that lead to it, where the date stands outside."""
    if due is None:
        return text
    before, after = text[: due.start], text[due.end :]
    lead = _LEFT.search(before)
    head = before[: lead.start()] if lead else before
    rest = after.lstrip(" ).,;")
    if not rest:
        return head.rstrip(" ,;:->(")
    if not head.strip(" ,;:-("):
        return rest
    outside = after[:1] in ".,;)" or after.lstrip()[:1] in ",;)-"
    return f"{head.rstrip(' ,;:-(')}, {rest}" if outside else text

"""The next talk as a calendar file, once its day is known (practices 90 and 91)."""

import re
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from coach.domain.meeting import Cadence, FollowUp

_LENGTH = timedelta(minutes=30)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def calendar_file(
    follow_up: FollowUp | None, cadence: Cadence | None, met: date, titles: tuple[str, str]
) -> str | None:
    """Return an iCalendar file with the next talk and regular updates; None without a day.

    `titles` are the names of the two events. Times have no zone: they mean the clock on the wall.
    The same record gives the same file.
    """
    from icalendar import Calendar

    if follow_up is None or not follow_up.day:
        return None
    file = Calendar()
    file.add("prodid", "-//Candor//After the talk//EN")
    file.add("version", "2.0")
    talk = date.fromisoformat(follow_up.day)
    file.add_component(_event(titles[0], talk, follow_up.time, met, follow_up.what))
    if cadence is not None and cadence.rule and cadence.first and cadence.first != follow_up.day:
        first = date.fromisoformat(cadence.first)
        event = _event(titles[1], first, cadence.time, met, cadence.what)
        event.add("rrule", _rule(cadence.rule))
        file.add_component(event)
    return str(file.to_ical().decode("utf-8"))


def _event(title: str, day: date, clock: str, met: date, about: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from icalendar import Event

    event = Event()
    event.add("summary", _clean(title))
    event.add("description", _clean(about))
    mark = sha256(f"{title}|{day}|{clock}".encode()).hexdigest()[:24]
    event.add("uid", f"{mark}@candor")
    event.add("dtstamp", datetime.combine(met, time(), UTC))
    if clock:
        start = datetime.combine(day, time.fromisoformat(clock))
        event.add("dtstart", start)
        event.add("dtend", start + _LENGTH)
    else:
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
    return event


def _rule(rule: str) -> dict[str, str | list[str]]:
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    return {name: value.split(",") for name, value in parts.items()}


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)

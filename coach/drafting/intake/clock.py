"""Times of day, in figures and in words, with nothing but the words around them to tell."""

import re
from collections.abc import Iterator

from coach.drafting.intake.quantities import Found

_HOURS = {
    **{
        word: n + 1
        for n, word in enumerate(
            "one two three four five six seven eight nine ten eleven twelve".split()
        )
    },
}
_HOUR = rf"(?:{'|'.join(_HOURS)}|1[0-2]|[1-9])"
_PART = r"\s?(?:am|pm)|\sin\sthe\s(?:morning|afternoon|evening|night)"
_ENDS = r"(?=\s*(?:[.,;:!?)\n]|$)|\s(?:sharp|on|in\sthe|instead|today|tonight|tomorrow|and|but|or|to|till|when|so)\b)"
_SPOKEN = re.compile(
    rf"(?<![\w.,£$€])(?:(?P<to>half|(?:a\s)?quarter|five|ten|twenty|twenty[\s-]five|\d{{1,2}})\s(?P<way>past|to)\s"
    rf"(?P<hour>{_HOUR})(?![\w%]|[.,:/]\d)(?!\s(?:of|percent|per|days?|weeks?|hours?))(?:{_PART})?"
    rf"|half\s(?P<half>{_HOUR})(?![\w%]|[.,:/]\d)(?!\s(?:of|percent|per|days?|weeks?|hours?|hundred|dozen))(?:{_PART})?"
    rf"|(?P<named>{'|'.join(_HOURS)})(?:\s?o['’]?\s?clock|{_PART})"
    rf"|(?P<figure>1[0-2]|[1-9])(?:\s?o['’]?\s?clock|\sin\sthe\s(?:morning|afternoon|evening|night))"
    rf"|(?<=\bat\s)(?P<at>{'|'.join(_HOURS)}){_ENDS})",
    re.IGNORECASE,
)
_PAIR = r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?![\d%]|[.,]\d|\s?(?:%|percent|euros?|eur|usd|gbp|pounds|quid|[kKmM]\b|[£$€]))"
_SHARP = re.compile(
    r"(?<![\w.,£$€:/])(?:till?|until|since|at|by|around|about|before|after|there|again|late,|came|rang"
    rf"|opens|starts|\w+ed)\s(?:at\s)?(?:about\s|around\s)?(?P<time>{_PAIR})",
    re.IGNORECASE,
)
_PAIRS = re.compile(rf"(?<![\w.,£$€:/]){_PAIR}")
_PRICED = re.compile(
    r"\b(?:cost|price|fee|paid|pay|sell|sold|charge|bill|rate|worth)\w*\b[^.;]{0,25}$|\s?(?:each|per|a\s(?:piece|head|unit|kilo|m2))",
    re.I,
)
_RANGE = re.compile(
    r"(?<![\w.,£$€:/])(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?\s?(?:am|pm)?\s?[-–]\s?(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)?\s?(?:am|pm)(?!\w)"
    r"|(?<![\w.,£$€:/])(?:[01]?\d|2[0-3])[.:][0-5]\d\s?[-–]\s?(?:1?\d|2[0-4])(?![\w.,:/%]|\s(?:days|weeks|hours))",
    re.IGNORECASE,
)
_FROM = re.compile(
    rf"(?<=\bfrom\s)(?:1?\d|2[0-3])(?=\s(?:till|til|until|to)\s(?:about\s|around\s|nearly\s|past\s)?(?:{_PAIR}|{_HOUR}\s?(?:am|pm)|half\s))",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(r"\b(?:at|by|till|until|about|around)\s$", re.IGNORECASE)
"""Without these "five to ten" is a range."""
_NEAR = 48


def find_times(text: str) -> Iterator[Found]:
    """Yield every time of day that its words or its surroundings give away."""
    for match in _RANGE.finditer(text):
        yield Found(match.start(), match.end(), "date", " ".join(match[0].lower().split()))
    for match in _SPOKEN.finditer(text):
        span = (match["way"] or "").lower() == "to" and "quarter" not in match[0].lower()
        if span and not _AT_A_TIME.search(text[: match.start()]):
            continue
        yield Found(match.start(), match.end(), "date", _spoken(match))
    for match in _FROM.finditer(text):
        yield Found(match.start(), match.end(), "date", f"T{int(match[0]):02d}:00")
    named = [match.span("time") for match in _SHARP.finditer(text)]
    sure = [span for span in named if not _is_price(text, *span)]
    for start, end in sure:
        yield _sharp(text, start, end)
    for match in _PAIRS.finditer(text):
        start, end = match.span()
        beside = any(0 < start - high < _NEAR or 0 < low - end < _NEAR for low, high in sure)
        if beside and (start, end) not in sure and not _is_price(text, start, end):
            yield _sharp(text, start, end)


def _is_price(text: str, start: int, end: int) -> bool:
    priced = _PRICED.search(text[max(0, start - _NEAR) : start])
    return bool(priced and priced[0].strip()) or bool(
        re.match(r"\s?(?:each|per|a\s(?:piece|head|unit|kilo))", text[end:])
    )


def _sharp(text: str, start: int, end: int) -> Found:
    hour, minute = re.split(r"[.:]", text[start:end])
    return Found(start, end, "date", f"T{int(hour):02d}:{minute}")


def _spoken(match: re.Match[str]) -> str:
    """Return the time as "T09:30"; half nine is half past nine."""
    told = next(match[name] for name in ("hour", "half", "named", "figure", "at") if match[name])
    hour = int(told) if told.isdigit() else _HOURS[told.lower()]
    minutes = 0
    if match["half"]:
        minutes = 30
    elif match["to"]:
        words = match["to"].lower().replace("-", " ").removeprefix("a ")
        known = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
        minutes = int(words) if words.isdigit() else known[words]
        if match["way"].lower() == "to":
            hour, minutes = hour - 1, 60 - minutes
    low = match[0].lower()
    if re.search(r"pm$|afternoon|evening", low) and hour < 12:
        hour += 12
    return f"T{hour % 24:02d}:{minutes % 60:02d}"


_DAY_AND_TIME = re.compile(r"\s|,?\s(?:at|on|about|around|at about|from)\s", re.IGNORECASE)


def joined(text: str, explicit: list[Found], others: list[Found]) -> Iterator[Found]:
    """Yield explicit dates, then the longest of the others, each day joined with the time that stands beside it."""
    kept: list[Found] = []
    for one in [*explicit, *sorted(others, key=lambda one: one.start - one.end)]:
        if not any(one.overlaps(other) for other in kept):
            kept.append(one)
    kept.sort(key=lambda one: one.start)
    while kept:
        one = kept.pop(0)
        if kept and _DAY_AND_TIME.fullmatch(text[one.end : kept[0].start]):
            values = {value[:1] == "T": value for value in (one.value, kept[0].value)}
            day, time = values.get(False, ""), values.get(True, "")
            if re.fullmatch(r"\d{4}-\d\d-\d\d", day) and re.fullmatch(r"T\d\d:\d\d", time):
                kept[0] = Found(one.start, kept[0].end, "date", day + time)
                continue
        yield one

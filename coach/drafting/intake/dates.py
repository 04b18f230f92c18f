"""Dates and times in any style, resolved against today where that is possible."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from coach.drafting.intake.clock import find_times, joined
from coach.drafting.intake.quantities import Found

Past = Callable[[int], bool]
"""Tells whether the words around a position speak of the past."""

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_DAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_DAY_LONG = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)days?|tues|thurs?|weds|fri"
_NTH = r"(?:3[01]|[12]?\d)(?:st|nd|rd|th)"
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?:19|20)\d\d|\s['’]\d\d)"
_PART = r"morning|afternoon|arvo|evening|nite|night|lunchtime|lunch"
_CLOCK = (
    r"(?:[01]?\d|2[0-3])(?:(?:[:.][0-5]\d)?\s?(?:am|pm|a\.m\.|p\.m\.)|:[0-5]\d|\s?h(?:[0-5]\d)?(?!\w)"
    r"|\s?o['’]?clock)"
)
_AT = (
    rf"(?:\s?,?\s(?:at\s)?(?:{_CLOCK})|\sat\s\d{{1,2}}(?![\d/.:%]\d|\s?%)|\s(?:{_PART})"
    rf"|\s(?:before|after)\s(?:noon|\d{{1,2}}(?![\w:/%]|[.,]\d|\s(?:days?|weeks?|months?|years?|hours?))))"
)
_COUNTED_THING = (
    r"(?:and\s(?:last|final)\s)?(?:instal\w*|invoices?|payments?|versions?|drafts?|rounds?|sprints?|times?"
    r"|visits?|sessions?|calls?|emails?|reminders?|clients?|jobs?|orders?|weeks?|months?|quarters?"
    r"|milestones?|stages?|phases?|parties|pages?|batch(?:es)?|one|grade|placed?)\b"
)
_HABIT = re.compile(
    r"['’]?s?\s(?:help|clean(?:ing|er)?s?|shifts?|staff|slots?|class(?:es)?|visits?|rounds?|job|runs?"
    r"|market|crew|team|girls?|lads?|boys?|rota|service|catch-?ups?|stand-?ups?|calls?|reports?|night club)\b",
    re.IGNORECASE,
)
_FIXED_BEFORE = re.compile(r"\b(?:last|next|this|coming|on|by|until|till|since|past)\s$", re.I)
_LOOKS_BACK = re.compile(r"\b(?:as of|as at|since|ever since)\s(?:the\s)?$", re.IGNORECASE)
_EDGE_L = r"(?<![\w/£$€])"
_EDGE_R = r"(?![\w])"


def _rule(body: str) -> re.Pattern[str]:
    return re.compile(_EDGE_L + "(?:" + body + ")" + _EDGE_R, re.IGNORECASE)


_SPAN = r"\s?(?:-|–|—|to|and|or|until|till)\s?"
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", _rule(r"(?:19|20)\d\d-[01]\d-[0-3]\d")),
    (
        "day_month",
        _rule(
            rf"(?:(?:{_DAY})\.?,?\s(?:the\s)?)?(?:(?P<d1>{_D})(?:{_SPAN}))?(?P<d>{_D})"
            rf"\s(?:of\s)?(?P<m>{_MONTH})(?P<y>{_YEAR})?{_AT}?"
        ),
    ),
    (
        "month_day",
        _rule(
            rf"(?:(?:{_DAY})\.?,?\s)?(?P<m>{_MONTH})\s(?:the\s)?(?P<d>{_D})(?![\d:%])"
            rf"(?:{_SPAN}(?P<d2>{_D})(?![\d:%]))?(?P<y>{_YEAR})?{_AT}?"
        ),
    ),
    (
        "numeric",
        _rule(
            rf"(?:(?:{_DAY})\.?\s)?(?P<a>\d{{1,2}})(?:/|\.|-)(?P<b>\d{{1,2}})(?:/|\.|-)(?P<y>\d{{4}}|\d\d)"
            rf"|(?:(?:{_DAY})\.?\s)?(?P<a3>\d{{1,2}})\.(?P<b3>0[1-9]|1[0-2])\.(?=[,;)]|\s[a-z(])"
            rf"|(?:(?:{_DAY})\.?\s)?(?P<a2>\d{{1,2}})/(?P<b2>\d{{1,2}})(?!/|\s?(?:%|hrs?|hours|of))"
        ),
    ),
    ("month_year", _rule(rf"(?P<m>{_MONTH})\s(?P<y>(?:19|20)\d\d)")),
    (
        "weekday_nth",
        _rule(
            rf"(?:{_DAY})\.?,?\s(?:the\s)?(?P<d>{_NTH}|3[01]|[12]\d|[1-9])(?![\d:.]\d|\s?(?:am|pm|%)){_AT}?"
        ),
    ),
    (
        "weekday",
        _rule(
            rf"(?:(?P<which>last|next|this|coming|following|past|every|each|by|on|until|till|from|since|before|after)\s)"
            rf"(?P<day>{_DAY})s?(?:\sweek)?{_AT}?|(?P<day2>{_DAY_LONG})(?:\sweek)?{_AT}?"
            rf"|(?P<day3>(?-i:Sat|Sun|Mon|Wed|Tue|Thu))\.?{_AT}?|(?P<day5>mon|tue|wed)(?!['’\w]){_AT}?"
            rf"|(?<=\w\s)(?P<day4>sat)(?=[.,;!?\n]|\s(?:(?:{_PART}|and|or)\b|\d|at\s\d)){_AT}?"
        ),
    ),
    (
        "nth",
        _rule(
            rf"(?:between\s)?the\s(?P<d1>{_NTH}){_SPAN}(?:the\s)?(?P<d2>{_NTH})(?!\s(?:floor|birthday|time))"
            rf"|(?:the\s)?(?P<d>{_NTH})(?!\s(?:floor|birthday|time|year|anniversary|century|party|edition|round|attempt|of\s(?:{_MONTH})|{_COUNTED_THING}))"
            rf"(?:\s(?:today|of\s(?:next|this|last)\smonth))?{_AT}?"
        ),
    ),
    (
        "quarter",
        _rule(
            r"(?:(?:the\s)?(?:end|start|beginning|close)\sof\s)?(?:last\s|next\s|this\s)?(?P<q>Q[1-4]|H[12])(?P<y>\s(?:19|20)\d\d)?"
        ),
    ),
    (
        "month",
        _rule(
            rf"(?:(?:the\s)?(?:end|start|beginning|middle)\sof\s|(?:early|mid|late|end)[\s-])?"
            rf"(?:(?P<which>in|of|since|by|until|till|last|next|this|from|for|before|after|during|to|and|through|all\sof)\s)?"
            rf"(?P<m>{_MONTH})(?!\s(?:be|have|not|well|need|also|or\smay|i|we|they|take|get)\b)"
        ),
    ),
    (
        "relative",
        _rule(
            r"(?:(?:the\s)?(?:end|start|beginning|middle)\sof\s(?:the\s|this\s|next\s|last\s)?(?:week|month|quarter|year)"
            r"|(?:last|next|this|the\sother|the\sfollowing)\s(?:week(?:end)?|month|quarter|year|morning|afternoon|evening|night|"
            r"spring|summer|autumn|fall|winter|christmas|xmas|easter|term|season|semester|half[\s-]term)"
            r"|(?:in|by|since|before|after|until|till|over|for|during|from|late|early|mid|end\sof)[\s-](?:the\s)?(?:spring|summer|autumn|winter|half[\s-]term"
            r"|bank\sholiday|thanksgiving|ramadan|eid|diwali|hanukkah|new\syear|christmas|xmas|easter|whitsun|pentecost|advent)"
            r"|(?:week|wk|kw|cw)\s?\d{1,2}(?!\d)|fy\s?\d\d(?:/\d\d|\d\d)?|black\sfriday|cyber\smonday|good\sfriday|boxing\sday|(?:before|after|over|this|at|by)\sthe\sweekend"
            r"|(?:first|last)\sthing\s(?:tomorrow|monday|tuesday|wednesday|thursday|friday)|the\s(?:next|same|following|previous|other)\s(?:day|morning|evening|afternoon|week)"
            r"|(?:the\sday\s(?:before|after)\s)?(?:yesterday|today|tomorrow|tonight|tmrw|tomoz)"
            rf"(?:,?\s(?:{_PART}|before\snoon|(?:at|before|after|by)\s(?:{_CLOCK}|\d{{1,2}}))|\s(?:{_CLOCK}))?"
            r"|(?:eo[dwmqy]|cob|eop)|(?:before|after|since|over|by|at|until|till)\s(?:christmas|xmas|easter|new\syear)"
            r"|(?:since|in|from|by|until|till|before|after|during|of)\s(?:19|20)\d\d(?!\s?[-:/.]\d)|midnight|noon|midday)"
        ),
    ),
    (
        "ago",
        _rule(
            r"(?:in\s|within\s)?(?P<n>\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a\scouple\sof|a\sfew)\s"
            r"(?P<u>days?|weeks?|months?|years?)(?:['’]?\s(?:time|ago|from\snow|back))"
        ),
    ),
    (
        "time",
        _rule(
            rf"(?:{_CLOCK})(?:\s(?:this\smorning|this\safternoon|this\sevening|tonight|last\snight|today|yesterday|tomorrow))?"
            r"|(?:(?<=\bat\s)|(?<=\bby\s))\d{1,2}(?:\.[0-5]\d)?(?![\d%/]|[.,:]\d|\s?%|\s(?:per|€|£|euro|days?|weeks?|hours?))"
            r"(?:\s(?:this\smorning|this\safternoon|tonight|today|tomorrow|(?:her|his|their|our)\stime))?"
            r"|(?:(?<=\buntil\s)|(?<=\bsince\s)|(?<=\babout\s)|(?<=\bafter\s)|(?<=\bbefore\s)|(?<=\bat\s))\d{1,2}(?::|\.)[0-5]\d"
            r"|(?<=\buntil\s)\d{1,2}(?=[.,;]|\s(?:today|tomorrow|tonight|do\b))|(?<=\btill\s)\d{1,2}(?=[.,;])"
            r"|(?:[01]?\d|2[0-3])\.[0-5]\d\s(?:this\smorning|this\safternoon|tonight|today|yesterday|last\snight)"
            r"|(?:before|after)\s\d{1,2}\s(?:this\smorning|tonight|today|tomorrow)"
        ),
    ),
)

_WORD_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "a couple of": 2,
}


class Dates:
    """Finds dates as one person writes them on one day."""

    def __init__(self, today: date, order: str = "dmy") -> None:
        self._today = today
        self._month_first = order == "mdy"

    def find(self, text: str, past: Past = lambda position: False) -> Iterator[Found]:
        """Yield every date and time; a day with its time beside it is one."""
        found: list[Found] = []
        spelt_out: set[int] = set()
        for name, rule in _RULES:
            for match in rule.finditer(text):
                if name == "weekday" and _is_habit(text, match):
                    continue
                resolve = getattr(self, f"_{name}")
                behind = text[: match.start()] + (_LEADING.match(match[0]) or [""])[0]
                back = _LOOKS_BACK.search(behind) is not None
                value = resolve(match, back or past(match.start()))
                if value is not None:
                    one = Found(*_bounds(match), "date", value)
                    if name in _EXPLICIT:
                        spelt_out.add(one.start)
                    bare = name == "weekday" and not match["which"]
                    found.append(self._agreeing(text, one, found) if bare else one)
        explicit = [one for one in found if one.start in spelt_out]
        others = [one for one in found if one.start not in spelt_out]
        yield from joined(text, explicit, [*find_times(text), *others])

    def _agreeing(self, text: str, day: Found, earlier: list[Found]) -> Found:
        """Return a bare weekday read by the dates the note spells out.

        After "tues 3 march, then" it is the next one; a past day is that date if the weekday fits.
        """
        told = re.fullmatch(r"(\d{4}-\d\d-\d\d)(.*)", day.value)
        if told is None:
            return day
        wanted, spelt = date.fromisoformat(told[1]), []
        for one in earlier:
            known = re.match(r"\d{4}-\d\d-\d\d$", one.value[:10])
            if known and re.search(r"\d", text[one.start : one.end]):
                spelt.append((one, date.fromisoformat(known[0])))
        for one, known_day in spelt:
            if one.end <= day.start and _THEN.fullmatch(text[one.end : day.start]):
                gap = (wanted.weekday() - known_day.weekday()) % 7 or 7
                return replace(day, value=f"{known_day + timedelta(days=gap)}{told[2]}")
        fitting = [
            known_day
            for _, known_day in spelt
            if known_day.weekday() == wanted.weekday() and known_day <= self._today
        ]
        if wanted <= self._today and fitting:
            return replace(day, value=f"{max(fitting)}{told[2]}")
        return day

    def _iso(self, match: re.Match[str], past: bool) -> str | None:
        return match[0]

    def _day_month(self, match: re.Match[str], past: bool) -> str | None:
        month = _month(match["m"])
        last = self._near(_int(match["d"]), month, _year(match["y"]))
        if match["d1"] and last:
            first = _safe(last.year, month, _int(match["d1"]))
            return f"{first}/{last}" if first else str(last)
        return _with_time(last, match[0]) if last else None

    def _month_day(self, match: re.Match[str], past: bool) -> str | None:
        month = _month(match["m"])
        first = self._near(_int(match["d"]), month, _year(match["y"]))
        if match["d2"] and first:
            return f"{first}/{_safe(first.year, month, _int(match['d2'])) or first}"
        return _with_time(first, match[0]) if first else None

    def _numeric(self, match: re.Match[str], past: bool) -> str | None:
        one, two = (
            int(next(match[f"{part}{form}"] for form in ("", "2", "3") if match[f"{part}{form}"]))
            for part in "ab"
        )
        day, month = (two, one) if self._month_first else (one, two)
        if month > 12 >= day:
            day, month = month, day
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            return None
        found = self._near(day, month, _year(match["y"]))
        return str(found) if found else None

    def _month_year(self, match: re.Match[str], past: bool) -> str | None:
        return f"{match['y']}-{_month(match['m']):02d}"

    def _weekday_nth(self, match: re.Match[str], past: bool) -> str | None:
        day, wanted = _int(match["d"]), _weekday(match[0])
        months = (self._today.replace(day=1) + relativedelta(months=n) for n in range(-3, 7))
        dates = [found for m in months if (found := _safe(m.year, m.month, day))]
        fitting = [one for one in dates if one.weekday() == wanted] or dates
        best = min(fitting, key=lambda one: abs((one - self._today).days))
        return _with_time(best, match[0])

    def _weekday(self, match: re.Match[str], past: bool) -> str | None:
        name = next(
            match[group] for group in ("day", "day2", "day3", "day4", "day5") if match[group]
        )
        which = (match["which"] or "").lower()
        if which in ("every", "each") or (name.lower().endswith("days")):
            return f"every {_DAYS[_weekday(name)]}"
        gap = (_weekday(name) - self._today.weekday()) % 7
        if which in ("last", "past", "since") or (past and which not in _AHEAD):
            found = self._today - timedelta(days=(-gap) % 7 or 7 * (which == "last"))
        elif which == "next":
            found = self._today - timedelta(days=self._today.weekday() - 7 - _weekday(name))
        else:
            found = self._today + timedelta(days=gap)
        if re.search(r"day\sweek$", match[0], re.I):
            found += timedelta(days=7)
        return _with_time(found, match[0])

    def _nth(self, match: re.Match[str], past: bool) -> str | None:
        if match["d1"]:
            low, high = (self._of_month(_int(match[group]), past) for group in ("d1", "d2"))
            return f"{low}/{high}"
        shift = 1 if "next month" in match[0].lower() else 0
        found = self._of_month(_int(match["d"]), past)
        return _with_time(found + relativedelta(months=shift), match[0]) if found else None

    def _of_month(self, day: int, past: bool) -> date | None:
        firsts = [self._today.replace(day=1) + relativedelta(months=n) for n in (-1, 0, 1)]
        dates = [found for first in firsts if (found := _safe(first.year, first.month, day))]
        now = self._today
        fitting = [one for one in dates if (one <= now if past else one >= now)] or dates
        return min(fitting, key=lambda one: abs((one - self._today).days)) if fitting else None

    def _quarter(self, match: re.Match[str], past: bool) -> str | None:
        year = int((match["y"] or "").strip() or self._today.year)
        name, part = match["q"].upper(), int(match["q"][1])
        length = 3 if name[0] == "Q" else 6
        first = date(year, (part - 1) * length + 1, 1)
        return _edge(match[0], first, first + relativedelta(months=length), f"{year}-{name}")

    def _month(self, match: re.Match[str], past: bool) -> str | None:
        word, which = match["m"].strip("."), (match["which"] or "").lower()
        bare_word = word.lower() in ("may", "mar", "march", "jan", "jun", "dec", "sept", "sep")
        if bare_word and not which and (word[0].islower() or word == "May"):
            return None
        if word.lower() in ("may", "march") and which in ("to", "and", "for") and word[0].islower():
            return None
        month = _month(word)
        near = self._near(15, month, None)
        if near is None:
            return None
        if (
            (past or which in ("last", "since"))
            and near > self._today
            and month != self._today.month
        ):
            near -= relativedelta(years=1)
        leads = which in _AHEAD or _UNTIL.search(match.string[: match.start()]) is not None
        if not past and leads and near.replace(day=28) < self._today:
            near += relativedelta(years=1)
        first = near.replace(day=1)
        return _edge(match[0], first, first + relativedelta(months=1), f"{first:%Y-%m}")

    def _relative(self, match: re.Match[str], past: bool) -> str | None:
        low = " ".join(match[0].lower().split())
        if year := re.search(r"(?:19|20)\d\d", low):
            return year[0]
        if week := re.fullmatch(r"(?:week|wk|kw|cw)\s?(\d{1,2})", low):
            return self._numbered_week(int(week[1])) or low
        if "easter" in low:
            return str(easter(self._today.year))
        days = next((step for word, step in _STEPS.items() if word in low), None)
        if days is not None:
            return _with_time(self._today + timedelta(days=days), low)
        unit = next((unit for unit in ("week", "month", "quarter", "year") if unit in low), "")
        sign = -1 if low.startswith("last") or " last " in low else 1 if "next" in low else 0
        if not unit:
            return low
        return (
            self._end(unit, sign) if re.match(r"(?:the\s)?end\b", low) else self._unit(unit, sign)
        )

    def _numbered_week(self, number: int) -> str | None:
        """Return the days of the calendar week of that number nearest to today."""
        weeks = []
        for year in (self._today.year - 1, self._today.year, self._today.year + 1):
            try:
                weeks.append(date.fromisocalendar(year, number, 1))
            except ValueError:
                continue
        if not weeks:
            return None
        monday = min(weeks, key=lambda day: abs((day - self._today).days))
        return f"{monday}/{monday + timedelta(days=6)}"

    def _end(self, unit: str, sign: int) -> str:
        """Return the last day of a stretch; a working week ends on Friday."""
        day = self._today
        if unit == "week":
            return str(day + timedelta(days=4 - day.weekday() + 7 * sign))
        months = {"month": 1, "quarter": 3, "year": 12}[unit]
        first = day.replace(day=1) - relativedelta(months=(day.month - 1) % months)
        return str(first + relativedelta(months=months * (sign + 1)) - timedelta(days=1))

    def _unit(self, unit: str, sign: int) -> str:
        day = self._today
        if unit == "week":
            monday = day - timedelta(days=day.weekday() - 7 * sign)
            return f"{monday}/{monday + timedelta(days=6)}"
        if unit == "month":
            return f"{day + relativedelta(months=sign):%Y-%m}"
        if unit == "quarter":
            moved = day + relativedelta(months=3 * sign)
            return f"{moved.year}-Q{(moved.month - 1) // 3 + 1}"
        return str(day.year + sign)

    def _ago(self, match: re.Match[str], past: bool) -> str | None:
        words = " ".join(match["n"].lower().split())
        number = int(words) if words.isdigit() else _WORD_COUNTS.get(words)
        if number is None or number > 400:
            return match[0].lower()
        unit = match["u"].lower().rstrip("s") + "s"
        back = re.search(r"(?:ago|back)$", match[0], re.I)
        step = relativedelta(**{unit: -number if back else number})  # type: ignore[arg-type]
        return str(self._today + step)

    def _time(self, match: re.Match[str], past: bool) -> str | None:
        low, clock = match[0].lower(), _clock(match[0])
        days = next((step for word, step in _STEPS.items() if word in low), None)
        if clock and days is not None:
            return f"{self._today + timedelta(days=days)}{clock}"
        return clock or low

    def _near(self, day: int, month: int, year: int | None) -> date | None:
        if year is not None:
            return _safe(year, month, day)
        years = (self._today.year, self._today.year - 1, self._today.year + 1)
        found = [one for y in years if (one := _safe(y, month, day))]
        return min(found, key=lambda one: abs((one - self._today).days)) if found else None


_EXPLICIT = ("iso", "day_month", "month_day", "numeric", "month_year", "weekday_nth")
"""The ways of writing that leave no doubt; they come before any other reading."""
_AHEAD = ("next", "this", "coming", "following", "by", "until", "till", "before")
_STEPS = {
    "day before yesterday": -2,
    "day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "tmrw": 1,
    "tomoz": 1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "eod": 0,
    "cob": 0,
}
_UNTIL = re.compile(r"\b(?:to|until|till|by|before)\s(?:the\s)?$", re.IGNORECASE)
_THEN = re.compile(
    r",?\s(?:(?:and\s)?then\s|and\s|or\s|to\s|till\s|until\s|moved\sto\s)?(?:the\s)?", re.IGNORECASE
)
_LEADING = re.compile(r"^(?:since|as of|as at)\s", re.IGNORECASE)
_LEAD = re.compile(r"^(?:on|in|of|for|from|during|to|and|at|through)\s+", re.IGNORECASE)


def _is_habit(text: str, match: re.Match[str]) -> bool:
    """Return whether a weekday only says of what kind a thing is: "our Saturday help"."""
    if _HABIT.match(text, match.end()) is None or match["which"]:
        return False
    return _FIXED_BEFORE.search(text[: match.start()]) is None


def _bounds(match: re.Match[str]) -> tuple[int, int]:
    lead = _LEAD.match(match[0])
    end = match.end() - (match[0][-1] == "." and match[0][-4:].lower() not in ("a.m.", "p.m."))
    return match.start() + (lead.end() if lead else 0), end


def _edge(words: str, first: date, after: date, whole: str) -> str:
    """Return the first or last day of a stretch where the words say so, else the stretch."""
    low = words.lower()
    if re.match(r"(?:the\s)?(?:end|close)\b", low):
        return str(after - timedelta(days=1))
    return str(first) if re.match(r"(?:the\s)?(?:start|beginning)\b", low) else whole


def _int(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _month(words: str) -> int:
    return _MONTHS.index(words[:3].lower()) + 1


def _weekday(words: str) -> int:
    found = re.search(rf"{_DAY}", words, re.IGNORECASE)
    return _DAYS.index(found[0][:3].lower()) if found else 0


def _year(words: str | None) -> int | None:
    if not words:
        return None
    year = _int(words)
    return year + 2000 if year < 100 else year


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_time(day: date | None, words: str) -> str | None:
    if day is None:
        return None
    clock = _clock(words)
    return f"{day}{clock}" if clock else str(day)


_HOUR = re.compile(
    r"(?<![\d/])(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>am|pm|a\.m\.|p\.m\.)"
    r"|(?<![\d/])(?P<h2>\d{1,2})[:.](?P<m2>[0-5]\d)(?!\d)|(?<!\d)(?P<h3>\d{1,2})\s?h(?P<m3>[0-5]\d)?\b",
    re.IGNORECASE,
)


def _clock(words: str) -> str:
    """Return "T09:05" for a time of day in the words, or an empty string."""
    found = _HOUR.search(words)
    if not found:
        return ""
    hour = int(found["h"] or found["h2"] or found["h3"])
    minute = int(found["m"] or found["m2"] or found["m3"] or 0)
    half = (found["half"] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}" if hour < 24 else ""

"""How numbers, dates, amounts, durations and references look, and their normal forms."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from coach.domain.values import FactKind
from coach.language.text import LINK


class Pattern(NamedTuple):
    """One way a kind of fact is written; earlier patterns win where two overlap."""

    kind: FactKind
    regex: re.Pattern[str]
    normal: Callable[[re.Match[str]], str]


class Match(NamedTuple):
    """A fact found by its form."""

    start: int
    end: int
    kind: FactKind
    value: str


MONTHS = {
    name: number
    for number, names in enumerate(
        "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|"
        "sep sept september|oct october|nov november|dec december".split("|"),
        start=1,
    )
    for name in names.split()
}
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_UNITS = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        range(2, 20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(),
        range(20, 100, 10),
        strict=True,
    )
)
_BIG = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_CURRENCY = {"£": "gbp", "$": "usd", "€": "eur", "¥": "jpy"} | {
    word: code
    for code, words in {
        "gbp": "gbp pounds pound sterling",
        "usd": "usd dollars dollar us$",
        "eur": "eur euros euro",
        "jpy": "jpy yen",
        "chf": "chf francs",
        "pln": "pln zł zloty",
        "sek": "sek",
        "nok": "nok",
        "dkk": "dkk",
        "inr": "inr rupees",
        "aud": "aud",
        "cad": "cad",
    }.items()
    for word in words.split()
}
_SCALE = {"k": 1000, "m": 1_000_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9}

_NUM = r"\d+(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD_NUM = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:one|{'|'.join(list(_UNITS)[:8])}))?"
    rf"|{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?: (?:{'|'.join(_BIG)})s?)?"
    rf"|(?:a|one|half a) (?:{'|'.join(_BIG)})"
)
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b(?:\.(?= \d))?"
_WHOLE_MONTHS = "|".join(name.title() for name in MONTHS if len(name) > 4 and name != "march")
_DAY = "(?:" + "|".join(DAYS) + "|" + "|".join(day[:3] for day in DAYS) + r")\b"
_TIME = (
    r"(?:\d{1,2}[:.]\d{2}(?:\s?[ap](?:m\b|\.m\b\.?))?|\d{1,2}\s?[ap](?:m\b|\.m\b\.?)|\d{1,2}h\d{2}"
    r"|(?:noon|midnight|midday)\b)"
)
_CODES = "|".join(
    word for word in _CURRENCY if word.isascii() and len(word) == 3 and word.isalpha()
)
_NAMES = "pounds|pound|dollars|dollar|euros|euro|yen|francs|rupees"
_PERIOD = r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|quarters?|years?)"


def number_value(text: str) -> str:
    """Return the digits of a number written in figures or words."""
    plain = text.lower().replace(",", "").replace(" ", " ").strip()
    if re.fullmatch(r"[\d .]+", plain):
        figure = plain.replace(" ", "")
        return figure.rstrip("0").rstrip(".") if "." in figure else figure
    return str(_spelt(plain))


def _spelt(words: str) -> int:
    total = 0
    for word in re.split(r"[- ]", words):
        if word in _UNITS:
            total += _UNITS[word]
        elif word in _TENS:
            total += _TENS[word]
        elif word in ("a", "one"):
            total += 1
        elif word.rstrip("s") in _BIG:
            total = max(total, 1) * _BIG[word.rstrip("s")]
    return total


def _amount(match: re.Match[str]) -> str:
    text = match.group().lower()
    figure = re.search(_NUM, text)
    sign = next((code for mark, code in _CURRENCY.items() if _has(text, mark)), "")
    value = float(number_value(figure.group())) if figure else float(_spelt(text))
    scale = re.search(r"\d\s?(k|m|million|bn|billion)\b", text)
    value *= _SCALE[scale.group(1)] if scale else 1
    return f"{sign} {value:g}" if value < 1e5 else f"{sign} {value:.2f}".removesuffix(".00")


def _has(text: str, mark: str) -> bool:
    if mark.isalpha():
        return re.search(rf"(?<![a-z]){re.escape(mark)}(?![a-z])", text) is not None
    return mark in text


def _date(match: re.Match[str]) -> str:
    text = match.group().lower()
    month = next((MONTHS[w] for w in re.findall(r"[a-z]+", text) if w in MONTHS), 0)
    figures = re.findall(r"\d+", text)
    year = next((f for f in figures if len(f) == 4), "")
    day = next((str(int(f)) for f in figures if len(f) <= 2), "")
    return "-".join(part for part in (year, str(month), day) if part)


def _iso(match: re.Match[str]) -> str:
    year, month, day = (int(part) for part in re.findall(r"\d+", match.group()))
    return f"{year}-{month}-{day}"


def _clock(match: re.Match[str]) -> str:
    text = match.group().lower()
    if text in ("noon", "midday"):
        return "12:00"
    if text == "midnight":
        return "24:00"
    figures = re.findall(r"\d+", text)
    hour, minute = int(figures[0]), figures[1] if len(figures) > 1 else "00"
    if re.search(r"p\.?m", text) and hour < 12:
        hour += 12
    return f"{hour:02d}:{minute}"


def _lower(match: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", match.group().lower()).rstrip(".,;:")


def _day_name(match: re.Match[str]) -> str:
    return match.group().lower()[:3]


def _duration(match: re.Match[str]) -> str:
    text = match.group().lower()
    unit = re.search(rf"\b{_PERIOD}\b", text)
    name = unit.group().rstrip("s") if unit else ""
    return f"{_first_number(text)} {name}"


def _first_number(text: str) -> str:
    figure = re.match(rf"{_NUM}|{_WORD_NUM}", text)
    return number_value(figure.group()) if figure else text.split()[0]


def _percent(match: re.Match[str]) -> str:
    return _first_number(match.group().lower()) + "%"


def _number(match: re.Match[str]) -> str:
    return number_value(match.group())


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match.group())


_I = re.IGNORECASE
PATTERNS = (
    Pattern("reference", re.compile(LINK.pattern), _lower),
    Pattern(
        "reference",
        re.compile(
            r"\+\d[\d ()-]{7,}\d|\(?\b0\d{2,4}\)?[ -]\d{3,4}[ -]?\d{3,4}\b"
            r"|\(\d{3}\) ?\d{3}-\d{4}|\b0\d{4} \d{6}\b"
        ),
        _digits,
    ),
    Pattern("date", re.compile(r"\b\d{4}-\d{2}-\d{2}\b"), _iso),
    Pattern(
        "date",
        re.compile(
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}}\b)?"
            rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?|\b{_MONTH} \d{{4}}\b",
            _I,
        ),
        _date,
    ),
    Pattern("date", re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"), _lower),
    Pattern(
        "amount",
        re.compile(
            rf"[£$€¥]\s?(?:{_NUM})(?:\s?(?:k|m|bn|million|billion)\b)?"
            rf"|\b(?:{_CODES})\s?(?:{_NUM})|\b(?:{_NUM})\s?(?:{_CODES})\b"
            rf"|\b(?:{_NUM}|{_WORD_NUM}) (?:{_NAMES})\b",
            _I,
        ),
        _amount,
    ),
    Pattern(
        "percent",
        re.compile(rf"\b(?:{_NUM}|{_WORD_NUM})\s?(?:%|per ?cent\b|percent\b)", _I),
        _percent,
    ),
    Pattern(
        "reference",
        re.compile(
            r"\b(?:clause|section|article|paragraph|schedule|part|chapter|version|release|revision"
            r"|room|plot|page|phase|flat|unit|ticket|case|order|invoice|claim|policy|lot|batch"
            r"|ref(?:erence)?|number|no)\b\.?\s?#?\d[\w./-]*\w|\bv\d+(?:\.\d+)+\b",
            _I,
        ),
        _lower,
    ),
    Pattern(
        "reference",
        re.compile(
            r"\b(?=[\w/-]*\d)(?=[\w/-]*[A-Z])[A-Z0-9]+(?:[-/][A-Za-z0-9]+)+\b"
            r"|\b[A-Z]{2,}\d{2,}\w*\b|\b[A-Z]{3,4} \d{6}-\d\b"
        ),
        _lower,
    ),
    Pattern("date", re.compile(rf"\b{_TIME}", _I), _clock),
    Pattern(
        "duration",
        re.compile(
            rf"\b(?:{_NUM}|{_WORD_NUM}|one|a|an|half a|half an)(?:[ -](?:more|extra|working|business|"
            rf"full|calendar))?[ -]{_PERIOD}\b",
            _I,
        ),
        _duration,
    ),
    Pattern("date", re.compile(rf"\b{_DAY}", _I), _day_name),
    Pattern(
        "date",
        re.compile(
            r"\b(?:today|tonight|tomorrow|yesterday|(?:this|next|last) (?:week|month|quarter|year|"
            r"spring|summer|autumn|winter)|Q[1-4])\b",
            _I,
        ),
        _lower,
    ),
    Pattern("date", re.compile(rf"\b(?:{_WHOLE_MONTHS})\b|(?<=[a-z] )(?:May|March)\b"), _date),
    Pattern("reference", re.compile(r"\b[A-Z]\d{2,4}\b"), _lower),
    Pattern("number", re.compile(r"\b(?:once|twice)\b(?=[.,;!?]| (?:a|per|each|in) )", _I), _lower),
    Pattern("number", re.compile(rf"(?<![\w.])(?:{_NUM})(?!\w)|\b\d+(?=[a-zA-Z]+\b)"), _number),
    Pattern("number", re.compile(rf"\b(?:{_WORD_NUM})\b", _I), _number),
)
"""In order of precedence."""


def find(text: str) -> Iterator[Match]:
    """Yield the facts of a text that show by their form, none overlapping."""
    taken = bytearray(len(text))
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(text):
            start, end = match.span()
            if any(taken[start:end]) or _is_may(match):
                continue
            taken[start:end] = b"\x01" * (end - start)
            yield Match(start, end, pattern.kind, pattern.normal(match))


def _is_may(match: re.Match[str]) -> bool:
    """Tell whether a match is the verb "may", "march" or "sat", not the month or day."""
    return match.group().lower() in ("second", "a second") or match.group() in (
        "may",
        "march",
        "mar",
        "sat",
        "sun",
        "wed",
    )

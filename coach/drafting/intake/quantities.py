"""Amounts, percentages, durations, counts and references, with the words they are counted in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from coach.domain.values import FactKind

NUMBER = r"\d{1,3}(?:[ .,’']\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d+)?"
_SCALE = r"(?:\s?(?:k|m|mn|bn|million|thousand|grand|lakh|mil)(?![a-z0-9]))"
_TO = r"\s?(?:-|–|—|to|or|bis)\s?"


@dataclass(frozen=True)
class Found:
    """A stretch of text that states something countable or datable."""

    start: int
    end: int
    kind: FactKind
    value: str

    def overlaps(self, other: "Found") -> bool:
        """Return whether two stretches share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class QuantityWords:
    """The closed sets that quantities are read with."""

    currencies: dict[str, str]
    numbers: dict[str, int]
    fractions: str
    time_unit: str


class Quantities:
    """Finds quantities; wordings come from words.yaml."""

    def __init__(self, words: QuantityWords) -> None:
        self._words = words
        signs = "".join(re.escape(sign) for sign in words.currencies if not sign.isalpha())
        names = "|".join(sorted((n for n in words.currencies if n.isalpha()), key=len)[::-1])
        spelt = "|".join(sorted(words.numbers, key=len, reverse=True))
        word_number = rf"(?:{spelt})(?:[\s-](?:and\s)?(?:{spelt}))*"
        money = rf"(?:[A-Z]{{0,3}}[{signs}]\s?(?:{NUMBER}){_SCALE}?)"
        tail = rf"(?:{_TO}(?:[{signs}]\s?)?(?:{NUMBER}){_SCALE}?)?"
        per = (
            r"(?:\s?/\s?(?:h|hr|hour|day|d|week|wk|month|mo|pm|qtr|head|unit|each|user|seat|kg)(?![a-z])|"
            r"\s?(?:an?|per|the|each)\s(?:hour|hr|day|week|wk|month|quarter|qtr|year|word|lesson|unit|head|user|seat|crate|"
            r"box|piece|kilo|kg|page|item|night|shift|visit|person|tonne|litre|lead|click|roll|metre|m2|seat|minute|mile|copy|unit|bottle|case|plate|cover)"
            r"(?![a-z])|\s?(?:p/?[mhw]|pcm)(?![a-z])|\smonthly(?![a-z])|\seach(?![a-z]))"
        )
        self.rate = re.compile(rf"(?:{per}|\sa\s?piece(?![a-z]))", re.IGNORECASE)
        per = f"{per}?"
        code = rf"(?:{names})"
        self._amount = re.compile(
            rf"{money}{tail}(?:\s?(?:{code})(?![a-z]))?{per}"
            rf"|(?<![a-z]){code}\s?(?:{NUMBER}){_SCALE}?{tail}{per}"
            rf"|(?<![\w.,])(?:{NUMBER}){_SCALE}?(?:{_TO}(?:{NUMBER}){_SCALE}?)?"
            rf"\s?(?:[{signs}](?!\s?\d)|(?:{code})(?![a-z])){per}"
            rf"|(?<![a-z]){word_number}\s(?:{code})(?![a-z]){per}"
            rf"|(?<![\w.,])(?:{NUMBER})\s?(?:k|million)(?![a-z0-9])"
            rf"|(?<![\w.,])\d{{1,4}}p(?![a-z0-9])(?:\seach)?"
            rf"|(?<![\w.,])(?-i:R)\s?\d{{1,3}}(?:[ ,]?\d{{3}})+(?:[.,]\d\d)?(?!\d){per}",
            re.IGNORECASE,
        )
        self._percent = re.compile(
            rf"(?<![\w.,])(?:{NUMBER})(?:{_TO}(?:{NUMBER}))?\s?(?:%|percent|per\scent|pct|"
            rf"percentage\spoints?|pc(?=\s(?:off|of|back|discount)))|(?<![a-z]){word_number}\s(?:percent|per\scent)",
            re.IGNORECASE,
        )
        count = rf"(?:{NUMBER}|{word_number}|an?|a\s(?:couple\sof|few)|several|half\san?)"
        adjective = (
            r"(?:working|business|calendar|full|solid|more|extra|whole|straight|odd|further)"
        )
        self._duration = re.compile(
            rf"(?<![\w.,£$€])(?:{NUMBER})\s?h(?:ours?|rs?)?\s?(?:{NUMBER})\s?m(?:in(?:ute)?s?)?(?![a-z])"
            rf"|(?<![\w.,£$€])(?:{count})(?:{_TO}(?:{count}))?(?:\s?-?\s?{adjective})?\s?-?"
            rf"(?:{words.time_unit})(?:\sand\sa\shalf|\s(?:an?|per)\s(?:day|week|wk|month|year|head))?(?![a-z])"
            rf"|(?<![\w.,£$€])\d+(?:[.,]\d+)?\s?[hd](?![a-z0-9])",
            re.IGNORECASE,
        )
        self._reference = re.compile(
            r"(?<![\w])(?:(?:invoice|inv|(?:bill|batch|docket)(?=\s(?:no\.?\s)?\d{3,}(?![\d.,]\d))|po|p\.o\.|ref(?:erence)?|order|ticket|case|job|quote|"
            r"contract|claim|docket|sow|purchase order)\.?\s?(?:no\.?|number|nr\.?|num)?\s?[:#]?\s?"
            r"(?=[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{2,}|[A-Z]{1,5}[-/]\d{2,}[A-Z0-9/-]*"
            r"|#\d{2,}|(?:clause|section|article|page|rev|version|v|floors?|lot|phase|tier)\s?"
            r"\d+(?:\.\d+)*[a-z]?(?:\sand\s\d+|\s?[-–]\s?\d+)?(?![\d:])|rev\s[A-Z])(?!\w)",
            re.IGNORECASE,
        )
        ordinal = (
            r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)"
        )
        self._number = re.compile(
            rf"(?<![\w.,£$€])(?:(?:{NUMBER}){_SCALE}?(?:{_TO}(?:{NUMBER}))?(?:x(?!\w)|\s?(?:%|mm|cm|m|ml|l|t|m2|sqm|"
            rf"sq\s?m|sq\s?ft|km|kg|g|gb|tb|mb|km|miles?|tonnes?))?"
            rf"|{word_number}(?:{_TO}{word_number})?)(?![\d])(?!['’]?\w)"
            rf"|(?<![\w])(?:{words.fractions})(?!\w)"
            rf"|(?<![\w])(?:{ordinal})\s(?:time|instalment|installment|complaint|attempt|round|version"
            rf"|warning|delay|reminder)(?!\w)",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Found]:
        """Yield every quantity; overlapping readings are left to the caller to settle."""
        for match in self._reference.finditer(text):
            yield Found(match.start(), match.end(), "reference", match[0].strip())
        for match in self._amount.finditer(text):
            yield _trim(text, Found(match.start(), match.end(), "amount", self._money(match[0])))
        for match in self._percent.finditer(text):
            yield Found(match.start(), match.end(), "percent", _figures(match[0]) + "%")
        for match in self._duration.finditer(text):
            yield _trim(
                text, Found(match.start(), match.end(), "duration", " ".join(match[0].split()))
            )
        for match in self._number.finditer(text):
            yield _trim(text, Found(match.start(), match.end(), "number", self._plain(match[0])))

    def _money(self, words: str) -> str:
        low = words.lower()
        for name, code in self._words.currencies.items():
            found = (
                name in low if not name.isalpha() else re.search(rf"(?<![a-z]){name}(?![a-z])", low)
            )
            if found and code != "thousand":
                return f"{code} {self._size(words)}"
        pence = re.search(r"\dp(?![a-z])", low)
        return f"pence {_figures(low.replace('p', ' '))}" if pence else self._size(words)

    def _size(self, words: str) -> str:
        """Return the figures of an amount, or the value of its number words."""
        if figures := _figures(words):
            return figures
        names = self._words.numbers
        low = [
            "thousand" if word == "grand" else word for word in re.findall("[a-z]+", words.lower())
        ]
        total = spelt_number(" ".join(word for word in low if word in names), names)
        return str(total) if total is not None else words.lower()

    def _plain(self, words: str) -> str:
        figures = _figures(words)
        if figures:
            return figures
        total = spelt_number(words.lower(), self._words.numbers)
        return str(total) if total is not None else " ".join(words.lower().split())


def spelt_number(words: str, numbers: dict[str, int]) -> int | None:
    """Return the value of a number in words, or None."""
    parts = [part for part in re.split(r"[\s-]+", words) if part != "and"]
    if not parts or any(part not in numbers for part in parts):
        return None
    total = 0
    for part in parts:
        value = numbers[part]
        total = max(total, 1) * value if value >= 100 else total + value
    return total


_FIGURE = re.compile(rf"((?:{NUMBER}))\s?(k|m|mn|bn|million|thousand|grand|lakh)?(?![a-z])", re.I)
_TIMES = {
    "k": 1e3,
    "thousand": 1e3,
    "grand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "lakh": 1e5,
}


def _figures(words: str) -> str:
    """Return the numbers of a stretch in plain figures, a range as low-high."""
    found = [(plain_number(m[1]), (m[2] or "").lower()) for m in _FIGURE.finditer(words)]
    if not found:
        return ""
    scales = [scale for _, scale in found]
    last = scales[-1]
    shared = last if len(found) > 1 and found[0][0] < 1000 else ""
    values = [value * _TIMES.get(scale or shared, 1) for value, scale in found]
    return "-".join(f"{value:.10g}" for value in values[:2])


def plain_number(figure: str) -> float:
    """Return the value of a figure with either style of thousands and decimals."""
    digits = re.sub(r"[ ’']", "", figure)
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?", digits)
    if grouped:
        sign = grouped[1]
        return float(digits.replace(sign, "").replace(",", "."))
    return float(digits.replace(",", "."))


def _trim(text: str, found: Found) -> Found:
    """Return the stretch without white space at its ends."""
    raw = text[found.start : found.end]
    start = found.start + len(raw) - len(raw.lstrip())
    return replace(found, start=start, end=start + len(raw.strip()))

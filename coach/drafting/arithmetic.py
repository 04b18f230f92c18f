"""Sums that follow from the note, each shown with what it was made of."""

import re
from collections.abc import Iterator

_FIGURE = r"\d{1,3}(?:[,.]\d{3})+(?:\.\d{1,2})?(?!\d)|\d+(?:\.\d{1,2})?(?!\d)"
_SIGN = r"[£$€]|(?:EUR|USD|GBP|CHF|AED|KES|NOK|SEK|DKK|AUD|CAD|NZD|SGD)\s?"
_WORD = r"\s?(?:euros?|eur|pounds|quid|dollars|zloty|naira|francs|kroner|rand|rupees)\b"
_UNIT = r"(?:\s?(?:h|hrs?|hours?|days?|weeks?|months?|units?|pieces?|people|heads?))?"
_SIZE = r"(?!\s?(?:mm|cm|m|km|sq|ft|feet|inch(?:es)?|in|px|kg|g|l|ml)\b)"
_RATE = re.compile(
    rf"(?<![\d.,])(?P<n>{_FIGURE})(?P<unit>{_UNIT})\s(?:at|x|×|@)\s"
    rf"(?:(?P<sign>{_SIGN})(?P<rate>{_FIGURE})|(?P<bare>{_FIGURE})(?P<word>{_WORD}))"
    r"(?![\d,]|\s?[km]\b|%|\s?[x×]\s?\d)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"(?<![\d.,£$€])(?P<all>(?:{_FIGURE})(?:\s?[x×]\s?(?:{_FIGURE})){{1,3}})(?![\d,%]|{_WORD}){_SIZE}",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\d.,-])(?P<share>\d+(?:\.\d+)?)\s?%\s(?:of|on|off)\s(?:the\s)?(?:\w+\s){{0,3}}?(?:of\s)?"
    rf"(?P<sign>{_SIGN})?(?P<base>{_FIGURE})(?![\d,]|\s?[km]\b|\s?%)",
    re.IGNORECASE,
)
_HALF = re.compile(
    rf"\bhalf (?:of )?(?:the |that )?(?P<sign>{_SIGN})?(?P<base>{_FIGURE})(?P<word>{_WORD})?"
    r"(?P<thousand>\s?(?:k|grand)\b)?(?![\d%])",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    rf"(?:(?P<sign>{_SIGN})(?P<a>{_FIGURE})|(?<![\d.,])(?P<b>{_FIGURE})(?P<word>{_WORD}))(?P<k>\s?k\b)?",
    re.IGNORECASE,
)
_LONE = re.compile(rf"(?<![\d.,:/-])(?P<a>{_FIGURE})(?P<k>\s?k\b)?(?![\d%:/-]|\s?%)", re.IGNORECASE)
_LEAST_LONE = 100
"""A figure without a currency counts as money from here on: "I can go to 1000"."""


def sums(text: str) -> tuple[str, ...]:
    """Return each sum that a text asks for, such as "1,100 h × $145 = $159,500"."""
    return tuple(dict.fromkeys(f"{left} = {shown}" for left, shown, _ in _sums(text)))


def worth_of(text: str) -> float | None:
    """Return the money that a stretch speaks of: its sum, else its largest amount; or None."""
    values = [value for _, _, value in _sums(text)]
    if values:
        return max(values)
    told = [_value(m["a"] or m["b"]) * (1000 if m["k"] else 1) for m in _AMOUNT.finditer(text)]
    return max(told, default=None)


def bound_of(text: str) -> float | None:
    """Return the figure that a limit names, "up to 1,000 without asking", or None."""
    told = worth_of(text)
    if told is not None:
        return told
    lone = [_value(m["a"]) * (1000 if m["k"] else 1) for m in _LONE.finditer(text)]
    return max((value for value in lone if value >= _LEAST_LONE), default=None)


def _sums(text: str) -> Iterator[tuple[str, str, float]]:
    yield from _products(text)
    yield from _shares(text)
    yield from _halves(text)


def _products(text: str) -> Iterator[tuple[str, str, float]]:
    for match in _RATE.finditer(text):
        sign, word = match["sign"] or "", match["word"] or ""
        rate = match["rate"] or match["bare"]
        total = _value(match["n"]) * _value(rate)
        yield f"{match['n']}{match['unit']} × {sign}{rate}{word}", _money(sign, total, word), total
    for match in _PLAIN.finditer(text):
        factors = re.split(r"\s?[x×]\s?", match["all"])
        total = 1.0
        for factor in factors:
            total *= _value(factor)
        yield " × ".join(factors), _shown(total), total


def _shares(text: str) -> Iterator[tuple[str, str, float]]:
    for match in _SHARE.finditer(text):
        part = _value(match["share"]) * _value(match["base"]) / 100
        sign = match["sign"] or ""
        yield f"{match['share']}% of {sign}{match['base']}", _money(sign, part, ""), part


def _halves(text: str) -> Iterator[tuple[str, str, float]]:
    for match in _HALF.finditer(text):
        base = _value(match["base"]) * (1000 if match["thousand"] else 1)
        sign, word = match["sign"] or "", match["word"] or ""
        if not (sign or word or base >= _LEAST_LONE):
            continue
        yield f"half of {_money(sign, base, word)}", _money(sign, base / 2, word), base / 2


def _value(figure: str) -> float:
    whole = re.sub(r"[,.](?=\d{3}(?!\d))", "", figure)
    return float(whole.replace(",", ""))


def _money(sign: str, value: float, word: str) -> str:
    return f"{sign}{_shown(value)}{word}"


def _shown(value: float) -> str:
    rounded = round(value, 2)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}"

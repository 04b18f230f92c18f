"""Sums that follow from the note, each shown with what it was made of."""

import re
from collections.abc import Iterator

_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?"
_SIGN = r"[£$€]"
_UNIT = r"(?:\s?(?:h|hrs?|hours?|days?|weeks?|months?|units?|pieces?|people|heads?))?"
_RATE = re.compile(
    rf"(?<![\d.,])(?P<n>{_FIGURE})(?P<unit>{_UNIT})\s(?:at|x|×|@)\s(?P<sign>{_SIGN})(?P<rate>{_FIGURE})"
    r"(?![\d,]|\s?[km]\b|%)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"(?<![\d.,-])(?P<share>\d+(?:\.\d+)?)\s?%\s(?:of|on)\s(?:the\s)?(?:\w+\s){{0,3}}?(?P<sign>{_SIGN})(?P<base>{_FIGURE})"
    r"(?![\d,]|\s?[km]\b)",
    re.IGNORECASE,
)


def sums(text: str) -> tuple[str, ...]:
    """Return each sum that a text asks for, such as "1,100 h × $145 = $159,500"."""
    return tuple(dict.fromkeys((*_products(text), *_shares(text))))


def _products(text: str) -> Iterator[str]:
    for match in _RATE.finditer(text):
        total = _value(match["n"]) * _value(match["rate"])
        left = f"{match['n']}{match['unit']} × {match['sign']}{match['rate']}"
        yield f"{left} = {match['sign']}{_shown(total)}"


def _shares(text: str) -> Iterator[str]:
    for match in _SHARE.finditer(text):
        part = _value(match["share"]) * _value(match["base"]) / 100
        yield f"{match['share']}% of {match['sign']}{match['base']} = {match['sign']}{_shown(part)}"


def _value(figure: str) -> float:
    return float(figure.replace(",", ""))


def _shown(value: float) -> str:
    rounded = round(value, 2)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}"

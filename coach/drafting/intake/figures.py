"""Figures that are one thing together: sizes, sums, series, telephone numbers, addresses."""

import re
from collections.abc import Iterator

from coach.drafting.intake.quantities import NUMBER, Found

_UNIT = r"(?:\s?(?:mm|cm|m|ml|l|g|kg|in|inch|ft|days?|weeks?|months?|hours?|hrs?|h)(?![a-z]))?"
_PRODUCT = re.compile(
    rf"(?<![\w.,])(?:{NUMBER}){_UNIT}(?:\s?[x×*]\s?(?:{NUMBER}){_UNIT})+(?!\w)", re.IGNORECASE
)
_SERIES = re.compile(r"(?<![\w/])\d+(?:/\d+){2,}(?![\w/])")
_TELEPHONE = re.compile(r"(?<![\w+])(?:\+\d{1,3}|0\d)[\d ()-]{7,14}\d(?![\w/.])")
_FEWEST_DIGITS, _MOST_DIGITS = 9, 15
_STREET = (
    r"road|rd|street|st|lane|close|avenue|ave|drive|court|way|terrace|place|square|crescent|hill"
    r"|row|grove|quay|boulevard|blvd|parade|mews|walk"
)
_ADDRESS = re.compile(
    rf"(?<![\w.,/£$€])\d{{1,4}}[a-d]?\s(?:[^\W\d_][\w'’]+\s){{1,2}}(?:{_STREET})(?!\w)"
    r"|(?<!\w)(?:flat|unit|suite|apt|room|van|row|yr|grade|platform|gate|plot|bay)\s\d{1,4}(?:/\d+)?[a-d]?(?!\w)",
    re.IGNORECASE,
)
_WITHIN_A_NAME = re.compile(
    r"\b(?:the|a|an|of|in|on|at|to|for|from|and|or|is|was|by|per|each|our|their|his|her|days?|weeks?"
    r"|hours?|months?|minutes?|people|men|times)\b",
    re.IGNORECASE,
)


def find_figures(text: str) -> Iterator[Found]:
    """Yield each group of figures as one stretch."""
    for match in _TELEPHONE.finditer(text):
        if _FEWEST_DIGITS < len(re.sub(r"\D", "", match[0])) < _MOST_DIGITS:
            yield Found(match.start(), match.end(), "reference", match[0])
    for match in _ADDRESS.finditer(text):
        if not _WITHIN_A_NAME.search(match[0]):
            yield Found(match.start(), match.end(), "reference", match[0])
    for pattern in (_PRODUCT, _SERIES):
        for match in pattern.finditer(text):
            yield Found(match.start(), match.end(), "number", " ".join(match[0].split()))

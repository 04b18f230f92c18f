"""Hurried writing written out, so that everything after it reads one spelling."""

import re
from calendar import month_name

from coach.drafting.afterwards.verbs import verb_of
from coach.drafting.afterwards.words import NoteWords

_TENS = {"twenty": 20, "thirty": 30}
_NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
}
_SPELT_DAY = re.compile(rf"\bthe ({'|'.join(_TENS)})[ -]({'|'.join(_NTH)})\b", re.IGNORECASE)
_PLAIN_NTH = re.compile(
    rf"\b(?P<before>(?:on|by|until|till|for|before|from) the )(?P<nth>{'|'.join(_NTH)}|tenth|eleventh|twelfth)"
    r"(?= (?:at|in|to|and|just|so|or|we|she|he|they|then)\b|[,.;]|$)",
    re.IGNORECASE,
)
_TO_BY_FIGURE = re.compile(r"(?<=\w) 2 (?=([a-z]{2,})\b)")
_DOTTED_DAY = re.compile(
    r"(?P<before>\b(?:until|till|by|on|is|before|from|at the) )(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.?(?![\d%]|\.\d)",
    re.IGNORECASE,
)
_AT_NAME = re.compile(r"(?<!\w)@(?=\w)")
_SHOUTS = re.compile(r"([!?])[!?]+")


def written_out(text: str, words: NoteWords) -> str:
    """Return a stretch of a note with its shorthand written out."""
    plain = text.replace("\u2019", "'").replace("\u2192", "->").replace("=>", "->")
    plain = _AT_NAME.sub("", _SHOUTS.sub(r"\1", " ".join(plain.split())))
    for short, full in words.shorthand:
        plain = short.sub(full, plain)
    plain = _SPELT_DAY.sub(_as_figure, plain)
    plain = _PLAIN_NTH.sub(_as_day, plain)
    plain = _DOTTED_DAY.sub(_as_named, plain)
    return " ".join(_TO_BY_FIGURE.sub(_as_to, plain).split())


def _as_day(match: re.Match[str]) -> str:
    """Return "on the 6th" for "on the sixth"."""
    later = {"tenth": 10, "eleventh": 11, "twelfth": 12}
    day = {**_NTH, **later}[match["nth"].lower()]
    return f"{match['before']}{day}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(day, 'th') }"


def _as_to(match: re.Match[str]) -> str:
    """Return "to" for the 2 of "Pete 2 check", and the figure where it counts."""
    verb = verb_of(match[1])
    return " to " if verb and verb.form == "base" else match[0]


def _as_named(match: re.Match[str]) -> str:
    """Return "22 May" for "22.05", where a word before it says that it is a day."""
    day, month = int(match["d"]), int(match["m"])
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return match[0]
    return f"{match['before']}{day} {month_name[month]}"


def _as_figure(match: re.Match[str]) -> str:
    day = _TENS[match[1].lower()] + _NTH[match[2].lower()]
    return f"the {day}{'st' if day % 10 == 1 else 'nd' if day % 10 == 2 else 'th'}"

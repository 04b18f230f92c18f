"""Hurried words made into sentences: capitals, apostrophes, fillers cut, nothing added."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from coach.resources import load_yaml

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SURE_MONTHS = [month for month in _MONTHS if month not in ("march", "may")]
_CALENDAR = re.compile(rf"\b({'|'.join(_DAYS + _SURE_MONTHS)})\b")
_UNSURE_MONTH = re.compile(r"\b(\d{1,2}(?:st|nd|rd|th)?(?: of)?) (march|may)\b")
_MARCH = re.compile(
    r"\b(in|since|until|till|by|last|next|to|of|for|from) (march|may)\b(?= ?[,.;)]|$)"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'/]*")
_ENDS = (".", "!", "?", "…", ":", '"', "”")


class TidyWords(BaseModel):
    """The closed sets that tidying rests on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    openers: tuple[str, ...]
    enders: tuple[str, ...]
    spellings: dict[str, str]
    phrases: dict[str, str]
    unsayable: tuple[str, ...]
    opinion: tuple[str, ...]
    irregular: dict[str, str]
    sayable_capitals: tuple[str, ...]


class Tidy:
    """Mends a stretch of a note without changing what it says."""

    def __init__(self, words: TidyWords, names: Iterable[str] = ()) -> None:
        self.words = words
        self._names = _name_forms(names)
        openers = "|".join(re.escape(w) for w in sorted(words.openers, key=len, reverse=True))
        enders = "|".join(re.escape(w) for w in sorted(words.enders, key=len, reverse=True))
        self._opener = re.compile(rf"^\s*(?:{openers})\b[\s,:;.!–—-]*(?=\S)", re.IGNORECASE)
        self._ender = re.compile(rf"[\s,;–—-]+(?:{enders})\s*([.!?]*)$", re.IGNORECASE)

    @classmethod
    def load(cls, folder: Path) -> "Tidy":
        """Return a tidier without names.

        Raises:
            SetupError: when tidy.yaml is missing or malformed.
        """
        return cls(load_yaml(folder / "tidy.yaml", TidyWords))

    def knowing(self, names: Iterable[str]) -> "Tidy":
        """Return a tidier that also writes these names with capitals."""
        return Tidy(self.words, names)

    def sentence(self, text: str) -> str:
        """Return one sentence with a capital first and a full stop last."""
        plain = self.clause(text)
        if not plain:
            return ""
        return upper_first(plain) + ("" if plain.endswith(_ENDS) else ".")

    def clause(self, text: str) -> str:
        """Return a stretch mended, without filler at either end or a closing stop."""
        plain = " ".join(text.split()).strip(" ,;:-–—")
        plain = re.sub(r"([!?])[!?]+", r"\1", plain)
        for _ in range(4):
            shorter = self._ender.sub(r"\1", self._opener.sub("", plain))
            if shorter == plain:
                break
            plain = shorter
        plain = self._phrases(plain.rstrip(" ,;:-–—."))
        plain = _WORD.sub(self._spelt, plain.replace(" + ", " and "))
        return self.capitals(self._phrases(plain)).replace(" .", ".")

    def _phrases(self, text: str) -> str:
        for said, meant in self.words.phrases.items():
            text = re.sub(rf"\b{re.escape(said)}\b", meant, text, flags=re.IGNORECASE)
        return " ".join(text.split())

    def _spelt(self, match: re.Match[str]) -> str:
        word = match[0]
        if word.isupper() and len(word) > 1:
            return word
        mended = self.words.spellings.get(word.lower())
        if mended is None:
            return word
        return upper_first(mended) if word[0].isupper() else mended

    def capitals(self, text: str) -> str:
        """Return text with days, months and known names written with capitals."""
        text = _CALENDAR.sub(lambda m: m[1].capitalize(), text)
        text = _UNSURE_MONTH.sub(lambda m: f"{m[1]} {m[2].capitalize()}", text)
        text = _MARCH.sub(lambda m: f"{m[1]} {m[2].capitalize()}", text)
        for pattern, form in self._names:
            text = pattern.sub(form, text)
        return text


def _name_forms(names: Iterable[str]) -> list[tuple[re.Pattern[str], str]]:
    """Return how each name typed without capitals is written with them."""
    forms = []
    for name in sorted({" ".join(name.split()) for name in names if name}, key=len, reverse=True):
        if name == name.lower() and name.isascii() and not any(c.isdigit() for c in name):
            form = re.sub(r"(?<![\w'’])[a-z]", lambda m: m[0].upper(), name)
            forms.append((re.compile(rf"\b{re.escape(name)}\b"), form))
            forms += [
                (re.compile(rf"\b{re.escape(part)}\b"), upper_first(part))
                for part in name.split()
                if len(part) > 3 and name != part
            ]
    return forms


def upper_first(text: str) -> str:
    """Return text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str, keep: Mapping[str, str] | Iterable[str] = ()) -> str:
    """Return text with a small first letter, unless it opens with a name, "I" or an acronym."""
    first = text.split(" ", 1)[0].strip(",.;:")
    kept = (
        first in set(keep) or first in ("I", "I'm", "I'd", "I've", "I'll") or first[1:2].isupper()
    )
    known = first.lower() in _DAYS + _MONTHS
    return text if kept or known else text[:1].lower() + text[1:]

"""Known names as patterns: whole, by their parts, and in other spellings of capitals."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from coach.domain.values import Record
from coach.resources import knowledge_folder, load_yaml

Patterns = tuple[tuple[str, re.Pattern[str]], ...]

_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_SHORT = 2
"""A name this short ("Jo", "Al") is hidden only where it stands with a capital."""


class VeilWords(Record):
    """knowledge/privacy/veil.yaml."""

    titles: str
    generic: str
    also_words: str
    streets: str
    not_references: str


@cache
def veil_words() -> VeilWords:
    """Return the word lists that tell names from ordinary words."""
    return load_yaml(knowledge_folder() / "privacy" / "veil.yaml", VeilWords)


class Known(NamedTuple):
    """The names to hide, each list without doubles, longest first."""

    people: tuple[str, ...]
    organisations: tuple[str, ...]
    private: tuple[str, ...]

    @classmethod
    def of(
        cls, people: Iterable[str], organisations: Iterable[str], private: Iterable[str]
    ) -> "Known":
        """Return the names in good order; blanks and empty ones are left out."""
        return cls(*(_ordered(names) for names in (people, organisations, private)))


def name_patterns(known: Known) -> Patterns:
    """Return for each kind of stand-in what it takes the place of."""
    loose: dict[str, list[str]] = {}
    exact: dict[str, list[str]] = {}
    for kind, whole, parts_too in (
        ("Company", known.organisations, True),
        ("Name", known.private, True),
        ("Person", known.people, False),
    ):
        for name in whole:
            _add_name(kind, name, loose, exact, loose_parts=not parts_too)
    return tuple(_compiled(loose, re.IGNORECASE)) + tuple(_compiled(exact, re.NOFLAG))


def _add_name(
    kind: str,
    name: str,
    loose: dict[str, list[str]],
    exact: dict[str, list[str]],
    *,
    loose_parts: bool,
) -> None:
    """Put a name and its telling parts among the patterns.

    A person's parts are hidden however they are written, since notes say "priya rang"; parts of an
    organisation's name are often ordinary words and are hidden with their capital only.
    """
    words = [part for word in name.split() if (part := _EDGE.sub("", word))]
    telling = [word for word in words if _tells(word)]
    if _needs_whole(kind, words, telling):
        loose.setdefault(kind, []).append(_whole(name))
    for number, word in enumerate(telling or words[:1]):
        part_kind = "Surname" if kind == "Person" and number else kind
        if telling and loose_parts and not _is_word_too(word):
            loose.setdefault(part_kind, []).append(_whole(word))
        else:
            forms = {word, word[:1].upper() + word[1:], word.upper()} if telling else {name}
            exact.setdefault(part_kind, []).extend(_whole(form) for form in sorted(forms))


def _needs_whole(kind: str, words: list[str], telling: list[str]) -> bool:
    """Return whether a name has to be hidden as one, not just part by part.

    A whole person is "Person1 Surname1", so that a model can say "Dear Person1".
    """
    if kind == "Person" and telling:
        titles = veil_words().titles.split()
        return any(w not in telling and w.lower().rstrip(".") not in titles for w in words)
    return len(words) > 1 or not any(map(str.isalpha, "".join(words))) or _tells_alone(telling)


def _tells_alone(telling: list[str]) -> bool:
    return bool(telling) and not _is_word_too(telling[0])


def _compiled(
    patterns: dict[str, list[str]], flags: re.RegexFlag
) -> Iterator[tuple[str, re.Pattern[str]]]:
    for kind, alternatives in patterns.items():
        yield kind, re.compile("|".join(dict.fromkeys(alternatives)), flags)


def _whole(name: str) -> str:
    """Return the pattern of a name that stands alone, whatever space is between its words."""
    # As given, too: some letters have a form of their own that neither normal form keeps.
    spellings = dict.fromkeys((name, *(normalize(form, name) for form in ("NFC", "NFD"))))
    inner = "|".join(r"\s+".join(map(_spelt, spelling.split())) for spelling in spellings)
    if _has_cases(name[0]) and _has_cases(name[-1]):
        return rf"(?<![^\W_])[0-9]*(?:{inner})[0-9]*(?![^\W_])"
    # Scripts that put no space between words: the run of letters around the name goes with it.
    return rf"(?<![^\W_])[^\W_]*?(?:{inner})[^\W_]*"


def _spelt(word: str) -> str:
    return re.sub("['\u2019]", "['\u2019]", re.escape(word).replace("\\'", "'"))


def _has_cases(sign: str) -> bool:
    return sign.lower() != sign.upper() or not sign.isalpha()


def _tells(word: str) -> bool:
    lists = veil_words()
    low = word.lower().rstrip(".")
    common = low in lists.titles.split() or low in lists.generic.split()
    return len(word) > 1 and not common and any(sign.isalpha() for sign in word)


def _is_word_too(word: str) -> bool:
    return len(word) <= _SHORT or word.lower() in veil_words().also_words.split()


def _ordered(names: Iterable[str]) -> tuple[str, ...]:
    kept = {_EDGE.sub("", " ".join(name.split())) for name in names if not name.startswith("[")}
    return tuple(sorted(filter(None, kept), key=lambda name: (-len(name), name)))

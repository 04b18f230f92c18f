"""The small pattern language of the cue files.

A cue is a regular expression matched without regard to case, with four shorthands: a space is any
white space, ` .. ` is a gap of at most five words inside a clause, `{forget}` is every form of a
verb, `<us>` is a class of words from words.yaml. Apostrophes may be curly, straight or missing.
"""

import re
from collections.abc import Iterable

from coach.errors import SetupError

_GAP = r"(?:[\s\"“”'’]+[\w'’\-/%£$€.]*[\w'’\-/%]){0,5}?[\s\"“”'’]+"
_VERB = re.compile(r"\{([a-z]+)\}")
_CLASS = re.compile(r"<([a-z_]+)>")
_VOWELS = "aeiou"


class PatternMaker:
    """Turns cues into compiled patterns."""

    def __init__(self, classes: dict[str, str], irregular: dict[str, list[str]]) -> None:
        self._classes = classes
        self._irregular = irregular

    def one(self, cue: str) -> re.Pattern[str]:
        """Return the pattern of one cue.

        Raises:
            SetupError: when the cue is no valid pattern or names an unknown class.
        """
        return self._compile(self._expand(cue), cue)

    def any(self, cues: Iterable[str]) -> re.Pattern[str]:
        """Return a pattern that matches any of the cues; none: one that never matches."""
        whole = "|".join(self._expand(cue) for cue in cues)
        return self._compile(whole or r"(?!)", whole)

    def _compile(self, body: str, cue: str) -> re.Pattern[str]:
        try:
            return re.compile(rf"(?<![\w£$€])(?:{body})(?:(?<!\w)|(?!\w))", re.IGNORECASE)
        except re.error as error:
            raise SetupError(f"The cue {cue!r} is not a valid pattern: {error}.") from error

    def _expand(self, cue: str) -> str:
        known = self._classes

        def named(match: re.Match[str]) -> str:
            if match[1] not in known:
                raise SetupError(f"The cue {cue!r} names an unknown class {match[1]!r}.")
            return f"(?:{known[match[1]]})"

        text = cue.replace(" .. ", "\0")
        text = _CLASS.sub(named, text)
        text = _VERB.sub(lambda match: f"(?:{'|'.join(self.forms(match[1]))})", text)
        text = text.replace(" ", r"\s+").replace("\0", _GAP)
        return f"(?:{text})"

    def forms(self, verb: str) -> list[str]:
        """Return every form of a verb, longest first."""
        found = self._irregular.get(verb) or _regular(verb)
        return sorted(found, key=lambda form: (-len(form), form))


def _regular(verb: str) -> list[str]:
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "z", "o")) else "s")
    forms = [verb, third, verb + "ed", verb + "ing"]
    if verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS:
        forms += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return forms

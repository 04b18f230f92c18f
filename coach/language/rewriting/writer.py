"""Who writes an email: as "we" or "I", in British or American spelling."""

import re
from typing import NamedTuple

from coach.language.rewriting.data import SpellingFile

_WE = re.compile(r"\b(?:we|our|us|we['’]\w+)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|my|me|I['’]\w+)\b")


class Writer(NamedTuple):
    """The writer's pronouns and spelling."""

    words: dict[str, str]
    american: dict[str, str]
    """British words of our phrasings to American ones; empty for a British writer."""
    talks_shop: bool = False
    """Whether the checks found so much double-talk in the email that its words are suspect."""
    flagged: bool = True
    """Whether the checks found double-talk in the sentence at hand; else only sure changes."""
    kinds: frozenset[str] = frozenset()
    """Which kinds of double-talk they found there."""

    def spelled(self, text: str) -> str:
        """Return a phrasing in the writer's spelling."""
        if not self.american:
            return text
        pattern = r"\b(" + "|".join(map(re.escape, self.american)) + r")\b"
        return re.sub(pattern, lambda m: self.american[m.group(1)], text)


def writer_of(text: str, spelling: SpellingFile) -> Writer:
    """Return the writer of an email, told by its pronouns and spellings."""
    plural = len(_WE.findall(text)) >= len(_I.findall(text)) or len(_WE.findall(text)) > 1
    american = len(re.findall(spelling.signs_of_american, text, re.IGNORECASE))
    british = len(re.findall(spelling.signs_of_british, text, re.IGNORECASE))
    words = (
        {
            "we": "we",
            "are": "are",
            "have": "have",
            "our": "our",
            "us": "us",
            "were": "were",
            "do": "do",
            "We": "We",
        }
        if plural
        else {
            "we": "I",
            "are": "am",
            "have": "have",
            "our": "my",
            "us": "me",
            "were": "was",
            "do": "do",
            "We": "I",
        }
    )
    return Writer(words, dict(spelling.american) if american > british else {})

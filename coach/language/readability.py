"""How hard a text is to read and how long it takes to say (practice 36)."""

import re

from coach.domain.language import Readability
from coach.domain.values import WORDS_A_MINUTE
from coach.language.text import LINK, sentences, words

_GROUP = re.compile(r"[aeiouyáéíóúàèìòùäëïöüâêîôûåæø]+", re.IGNORECASE)
_SILENT_E = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouysxz]es$", re.IGNORECASE)


def measure(text: str) -> Readability:
    """Return counts, Flesch-Kincaid grade and speaking time of a text's prose."""
    lengths: list[int] = []
    syllables = 0
    for sentence in sentences(text):
        spoken = [word.text for word in words(LINK.sub(" ", sentence.text))]
        lengths.append(len(spoken))
        syllables += sum(_syllables(word) for word in spoken)
    lengths = [n for n in lengths if n]
    total = sum(lengths)
    return Readability(
        words=total,
        sentences=len(lengths),
        grade=_grade(total, len(lengths), syllables),
        longest_sentence=max(lengths, default=0),
        seconds_aloud=round(total * 60 / WORDS_A_MINUTE, 1),
    )


def _grade(total: int, sentence_count: int, syllables: int) -> float:
    if not total:
        return 0.0
    grade = 0.39 * total / sentence_count + 11.8 * syllables / total - 15.59
    return round(max(grade, 0.0), 1)


def _syllables(word: str) -> int:
    count = len(_GROUP.findall(word))
    if count > 1 and _SILENT_E.search(word):
        count -= 1
    return max(count, 1)

"""A question for every blank, so that the user can fill it."""

from collections import Counter

from coach.domain.language import BlankQuestion
from coach.language.facts import BLANK
from coach.language.rewriting.data import QuestionFile
from coach.language.text import sentences

_LONGEST_QUOTE = 120


def ask(original: str, result: str, data: QuestionFile) -> tuple[BlankQuestion, ...]:
    """Return one question for each blank the result has and the original had not, in order."""
    known = Counter(BLANK.findall(original))
    asked: list[BlankQuestion] = []
    for sentence in sentences(result):
        for blank in BLANK.findall(sentence.text):
            if known[blank]:
                known[blank] -= 1
                continue
            words = data.blanks.get(blank.strip("[]"), data.other)
            quote = _short(" ".join(sentence.text.split()))
            question = words.question.format(sentence=quote, blank=blank.strip("[]"))
            asked.append(BlankQuestion(blank=blank, question=question, why=words.why))
    return tuple(asked)


def _short(sentence: str) -> str:
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence
    return sentence[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"

"""The questions this client will ask, and short plain answers (practice 15)."""

from coach.domain.pack import HardQuestion
from coach.drafting.casefile import CaseFile
from coach.drafting.documents.spoken import Spoken
from coach.drafting.phrasebook import fill

_SEES_DIFFERENTLY = ("client", "disputed")


def hard_questions(file: CaseFile, said: Spoken) -> tuple[HardQuestion, ...]:
    """Return at least five, those of this kind of case first."""
    words = file.book.questions
    if file.leaving:
        common = words.we_end
    else:
        common = getattr(words, file.track if file.track in _SEES_DIFFERENTLY else "any")
    answers = _answers(file, said)
    asked: dict[str, HardQuestion] = {}
    for question, answer in (*file.kind_words.questions, *common):
        asked.setdefault(question, HardQuestion(question=question, answer=fill(answer, answers)))
    return tuple(asked.values())


def _answers(file: CaseFile, said: Spoken) -> dict[str, str]:
    answers = dict(file.book.questions.answers)
    unknown = "cause_disputed" if file.track == "disputed" else "cause_unknown"
    answers["cause"] = said.cause or answers[unknown]
    answers["what_happened"] = said.issue
    return answers

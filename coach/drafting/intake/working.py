"""The working text: the note with its corrections applied and the answers put behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.domain.situation import CaseInput, Correction


@dataclass(frozen=True)
class Answer:
    """Where the answer to a question stands in the working text."""

    question: str
    start: int
    end: int


@dataclass(frozen=True)
class Working:
    """The text that every span points into."""

    text: str
    note_end: int
    """Where the note ends and the answers begin."""
    answers: tuple[Answer, ...]

    def answer_at(self, position: int) -> str | None:
        """Return the id of the question whose answer holds a position."""
        for answer in self.answers:
            if answer.start <= position < answer.end:
                return answer.question
        return None

    def answer(self, question: str) -> str | None:
        """Return the answer given to a question."""
        for answer in self.answers:
            if answer.question == question:
                return self.text[answer.start : answer.end]
        return None


def working_text(case: CaseInput, order: Iterable[str] = ()) -> Working:
    """Return the working text; answers follow the note in the order of the question bank."""
    text = corrected(case.text, case.corrections)
    note_end = len(text)
    placed: list[Answer] = []
    rank = {question: number for number, question in enumerate(order)}
    for question in sorted(case.answers, key=lambda name: (rank.get(name, len(rank)), name)):
        given = case.answers[question].strip()
        if not given:
            continue
        text += "\n" if text and not text.endswith("\n") else ""
        placed.append(Answer(question, len(text), len(text) + len(given)))
        text += given
    return Working(text, note_end, tuple(placed))


def corrected(text: str, corrections: Iterable[Correction]) -> str:
    """Return the text with every correction that still fits it; later stretches first.

    A correction whose words no longer stand where it says, or that overlaps one already made,
    is left out: guessing where else it may belong could change a fact nobody meant.
    """
    limit = len(text)
    for change in sorted(corrections, key=lambda one: one.start, reverse=True):
        fits = 0 <= change.start <= change.end <= limit
        if fits and text[change.start : change.end] == change.was:
            text = text[: change.start] + change.now + text[change.end :]
            limit = change.start
    return text

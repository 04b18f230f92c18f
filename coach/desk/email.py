"""An email as the user wants it: the changes taken, the blanks filled."""

from collections.abc import Mapping, Sequence

from coach.domain.kept import SavedEmail
from coach.domain.language import BlankQuestion, Change, Rewrite
from coach.domain.reply import Reply


def place(change: Change) -> str:
    """Return the name under which the decision about a change is kept."""
    return f"{change.start}-{change.end}"


def is_taken(email: SavedEmail, change: Change) -> bool:
    """Return whether a change is taken; every one is until the user says no."""
    return email.decisions.get(place(change), True)


def final_text(email: SavedEmail) -> str:
    """Return the email with the changes taken and the answers put into their blanks."""
    if email.rewrite is None:
        return email.original
    if all(is_taken(email, change) for change in email.rewrite.changes):
        text = email.rewrite.text
    else:
        text = _with_taken(email)
    return answered(text, questions(email.rewrite), email.answers)


def answered(
    text: str, asked: Sequence[tuple[str, BlankQuestion]], answers: Mapping[str, str]
) -> str:
    """Return a text with the answers put into their blanks, place by place."""
    names: dict[str, list[str]] = {}
    for name, question in asked:
        names.setdefault(question.blank, []).append(name)
    for blank, known in names.items():
        text = _filled(text, blank, [answers.get(name, "").strip() for name in known])
    return text


def questions(rewrite: Rewrite | Reply) -> list[tuple[str, BlankQuestion]]:
    """Return each question with the name its answer is kept under; a blank may come twice."""
    seen: dict[str, int] = {}
    named = []
    for question in rewrite.questions:
        seen[question.blank] = seen.get(question.blank, 0) + 1
        named.append((f"{question.blank}{seen[question.blank]}", question))
    return named


def carried(old: Reply | None, new: Reply, answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers to those questions that a new reply still asks, under its own names."""
    if old is None:
        return {}
    known = {question.question: answers.get(name, "") for name, question in questions(old)}
    return {
        name: known[question.question]
        for name, question in questions(new)
        if known.get(question.question)
    }


def _filled(text: str, blank: str, answers: list[str]) -> str:
    """Return the text with a blank filled: by the one answer everywhere, or place by place."""
    first, *rest = text.split(blank)
    for number, piece in enumerate(rest):
        place_by_place = answers[number] if number < len(answers) else ""
        first += (answers[0] if len(answers) == 1 else place_by_place) or blank
        first += piece
    return first


def _with_taken(email: SavedEmail) -> str:
    assert email.rewrite is not None
    text, end = "", 0
    for change in sorted(email.rewrite.changes, key=lambda c: c.start):
        if change.start < end or not is_taken(email, change):
            continue
        text += email.original[end : change.start] + change.after
        end = change.end
    return text + email.original[end:]

"""An email as the user wants it: the changes taken, the blanks filled."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from coach.desk.wording import Decision, Mark, marks_of, replaced
from coach.domain.kept import SavedEmail
from coach.domain.language import BlankQuestion, Change, Finding, Rewrite
from coach.domain.reply import Reply

if TYPE_CHECKING:
    from coach.desk.desk import Desk

_PASSED_OVER = "!"
"""Begins the name of a decision to leave a finding's words as they are."""


def place(change: Change) -> str:
    """Return the name under which the decision about a change is kept."""
    return f"{change.start}-{change.end}"


def is_taken(email: SavedEmail, change: Change) -> bool:
    """Return whether a change is taken; every one is until the user says no."""
    return email.decisions.get(place(change), True)


def passed_over(email: SavedEmail) -> frozenset[str]:
    """Return the words that the user chose to leave as they are."""
    return frozenset(
        name.removeprefix(_PASSED_OVER)
        for name, chosen in email.decisions.items()
        if chosen and name.startswith(_PASSED_OVER)
    )


def marks(email: SavedEmail, findings: Sequence[Finding]) -> tuple[Mark, ...]:
    """Return the marks of the email as it was written, each taken, kept or open."""
    changes = email.rewrite.changes if email.rewrite else ()
    found = marks_of(email.original, findings, changes, passed_over(email))
    taken = {place(change) for change in changes if is_taken(email, change)}
    return tuple(
        mark
        if mark.offer is None
        else mark.model_copy(
            update={"state": "taken" if f"{mark.offer.start}-{mark.offer.end}" in taken else "kept"}
        )
        for mark in found
    )


def decide(desk: "Desk", email: SavedEmail, decision: Decision) -> SavedEmail:
    """Keep what the user decided about a mark, and return the email with it.

    What was decided and answered before stays, also where the text was changed by hand.
    """
    mark = decision.mark
    if decision.does in ("accept", "keep") and mark.offer is not None:
        where = f"{mark.offer.start}-{mark.offer.end}"
        decided = {**email.decisions, where: decision.does == "accept"}
        return desk.history.save(email.model_copy(update={"decisions": decided}))
    if decision.does == "ignore":
        decided = {**email.decisions, f"{_PASSED_OVER}{mark.words}": True}
        return desk.history.save(email.model_copy(update={"decisions": decided}))
    text, decided = email.original, email.decisions
    if decision.does == "edit":
        text = replaced(text, mark.start, mark.end, decision.words)
        decided = _moved(decided, mark, len(decision.words))
    elif decision.does == "allow":
        desk.store.preferences.allow(mark.words)
    fresh = desk.rewrite_email(email, text)
    kept = {"decisions": decided, "answers": email.answers}
    return desk.history.save(fresh.model_copy(update=kept))


def _moved(decisions: dict[str, bool], mark: Mark, length: int) -> dict[str, bool]:
    """Return decisions by their places once a mark's words have another length."""
    by = length - (mark.end - mark.start)
    moved = {}
    for name, chosen in decisions.items():
        if name.startswith(_PASSED_OVER):
            moved[name] = chosen
            continue
        start, end = (int(number) for number in name.split("-"))
        if end <= mark.start:
            moved[name] = chosen
        elif start >= mark.end:
            moved[f"{start + by}-{end + by}"] = chosen
    return moved


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

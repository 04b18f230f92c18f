"""An email as the user wants it: the changes taken, the blanks filled."""

from coach.domain.kept import SavedEmail
from coach.domain.language import Change


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
    for blank, answer in email.answers.items():
        if answer.strip():
            text = text.replace(blank, answer.strip())
    return text


def _with_taken(email: SavedEmail) -> str:
    assert email.rewrite is not None
    text, end = "", 0
    for change in sorted(email.rewrite.changes, key=lambda c: c.start):
        if change.start < end or not is_taken(email, change):
            continue
        text += email.original[end : change.start] + change.after
        end = change.end
    return text + email.original[end:]

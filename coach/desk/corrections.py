"""Mending facts: from a span of the working text back to the user's own note."""

from coach.domain.situation import CaseInput, Correction, SituationFact


def corrected(case: CaseInput, fact: SituationFact, now: str) -> CaseInput:
    """Return the case with the words of one fact replaced.

    A fact's span is in the working text: the note with its corrections made, the answers behind
    it. A stretch of the note becomes a correction by offsets in the note as first written; one
    that touches an earlier correction takes its place. A stretch of an answer changes the answer.
    """
    note, shifts = _made(case)
    start, end = fact.start, fact.end
    if start >= len(note):
        return _in_answer(case, fact.text, now)
    case = _marks_moved(case, note, fact, now)
    merged = [shift for shift in shifts if shift.now_start < end and shift.now_end > start]
    first = min([start, *(shift.now_start for shift in merged)])
    last = min(max([end, *(shift.now_end for shift in merged)]), len(note))
    left, right = _original(shifts, first), _original(shifts, last)
    words = note[first:start] + now + note[end:last]
    kept = [c for c in case.corrections if c not in [shift.correction for shift in merged]]
    was = case.text[left:right]
    if words != was:
        kept.append(Correction(start=left, end=right, was=was, now=words))
    return case.model_copy(update={"corrections": tuple(sorted(kept, key=lambda c: c.start))})


def rewritten(case: CaseInput, text: str) -> CaseInput:
    """Return the case with a new note; corrections follow their words, or go with them."""
    kept = []
    for correction in case.corrections:
        at = _nearest(text, correction.was, correction.start)
        if at is not None:
            kept.append(
                correction.model_copy(update={"start": at, "end": at + len(correction.was)})
            )
    return case.model_copy(update={"text": text, "corrections": tuple(kept)})


class _Shift:
    """A correction and where its words stand in the corrected note."""

    def __init__(self, correction: Correction, now_start: int) -> None:
        self.correction = correction
        self.now_start = now_start
        self.now_end = now_start + len(correction.now)


def _made(case: CaseInput) -> tuple[str, list[_Shift]]:
    """Return the note with its corrections made, and where each stands."""
    note, end, shifts = "", 0, []
    for correction in sorted(case.corrections, key=lambda c: c.start):
        fits = case.text[correction.start : correction.end] == correction.was
        if not fits or correction.start < end:
            continue
        note += case.text[end : correction.start]
        shifts.append(_Shift(correction, len(note)))
        note += correction.now
        end = correction.end
    return note + case.text[end:], shifts


def _original(shifts: list[_Shift], position: int) -> int:
    """Return where a position of the corrected note lies in the note as first written."""
    moved = 0
    for shift in shifts:
        if shift.now_start < position:
            moved += len(shift.correction.was) - len(shift.correction.now)
    return position + moved


def _marks_moved(case: CaseInput, note: str, fact: SituationFact, now: str) -> CaseInput:
    """Return the case whose private and cleared stretches say the new words, and so still hold."""

    def moved(words: str) -> str:
        at = note.find(words)
        while at != -1:
            if at <= fact.start and fact.end <= at + len(words):
                return words[: fact.start - at] + now + words[fact.end - at :]
            at = note.find(words, at + 1)
        return words

    return case.model_copy(
        update={
            "internal": tuple(moved(words) for words in case.internal),
            "shareable": tuple(moved(words) for words in case.shareable),
        }
    )


def _in_answer(case: CaseInput, was: str, now: str) -> CaseInput:
    """Return the case with the first answer changed that says these words."""
    answers = dict(case.answers)
    for question, answer in answers.items():
        if was in answer:
            answers[question] = answer.replace(was, now, 1)
            break
    return case.model_copy(update={"answers": answers})


def _nearest(text: str, words: str, position: int) -> int | None:
    """Return where words stand in a text, nearest to a position."""
    places, at = [], text.find(words)
    while words and at != -1:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda place: abs(place - position), default=None)

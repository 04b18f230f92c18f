"""The questions this client will ask, and short plain answers (practice 15)."""

from collections.abc import Sequence

from coach.domain.pack import HardQuestion, Option
from coach.drafting.casefile import CaseFile
from coach.drafting.cues import cue
from coach.drafting.documents.options import within_limit
from coach.drafting.documents.spoken import Spoken
from coach.drafting.phrasebook import fill

_SEES_DIFFERENTLY = ("client", "disputed")


def hard_questions(
    file: CaseFile, said: Spoken, options: Sequence[Option]
) -> tuple[HardQuestion, ...]:
    """Return at least five, those of this kind of case first, answered from the note where it can.

    Money is answered with what may be given openly, a step against the same thing again likewise.
    """
    words = file.book.questions
    if file.leaving:
        common = words.we_end
    else:
        common = getattr(words, file.track if file.track in _SEES_DIFFERENTLY else "any")
    answers = _answers(file, said, options)
    asked: dict[str, HardQuestion] = {}
    for question, answer in (*file.kind_words.questions, *common):
        asked.setdefault(question, HardQuestion(question=question, answer=fill(answer, answers)))
    return tuple(asked.values())


def _answers(file: CaseFile, said: Spoken, options: Sequence[Option]) -> dict[str, str]:
    answers = dict(file.book.questions.answers)
    unknown = "cause_disputed" if file.track == "disputed" else "cause_unknown"
    answers["cause"] = said.cause or answers[unknown]
    answers["what_happened"] = _happened(said)
    offered = {o.gives for o in options}
    open_ones = [o for o in within_limit(file) if any(o.said in gives for gives in offered)]
    money = next((o for o in open_ones if o.means == "process" and "[" not in o.said), None)
    again = next((o for o in open_ones if cue("prevents").search(o.words)), None)
    if money is not None and not file.leaving:
        answers["money"] = fill(answers["money_offer"], offer=money.said)
    if again is not None:
        answers["again"] = fill(answers["again_offer"], offer=again.said)
    return answers


def _happened(said: Spoken) -> str:
    harm = said.impact if said.impact_told and not said.impact_heard else ""
    return f"{said.issue} {harm}".strip() if harm not in said.issue else said.issue

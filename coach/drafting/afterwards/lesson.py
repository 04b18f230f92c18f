"""The lesson card: what the team may learn, without names, amounts and days (94 to 96, 98)."""

from coach.drafting.afterwards.phrases import LessonWords
from coach.drafting.afterwards.scrubbing import Scrubber
from coach.drafting.afterwards.summaries import Held
from coach.drafting.casefile import CaseFile
from coach.drafting.documents.markdown import bullets, paper, section
from coach.drafting.tidy import upper_first

_MOST = 6


def lesson_card(held: Held, file: CaseFile | None, scrubber: Scrubber, words: LessonWords) -> str:
    """Return the card; the blanks on it are for the user to fill."""
    heads = words.headings
    label = file.kind_words.label if file else ""
    settled = [
        upper_first(action.what)
        for action in held.actions
        if not action.internal and action.whose in ("me", "us", "both")
    ]
    decided = [p.said for p in held.of("decided") if not p.internal]
    refused = [p.said for p in held.of("refused") if not p.internal]
    cause = scrubber.scrubbed(file.cause) if file and file.cause else ""
    return paper(
        words.title.format(label=label) if label else words.title_blank,
        f"*{words.note}*",
        section(heads["happened"], upper_first(cause)),
        section(heads["settled"], _lines([*decided, *settled], scrubber)),
        section(heads["refused"], _lines(refused, scrubber)),
        section(heads["learn"], bullets(words.prompts)),
    )


def _lines(lines: list[str], scrubber: Scrubber) -> str:
    clean = [scrubber.scrubbed(line) for line in lines]
    return bullets(upper_first(line) for line in [one for one in clean if one][:_MOST])

"""For somebody with five minutes (practices 27 and 28)."""

from coach.domain.pack import QuickHelp
from coach.drafting.casefile import CaseFile
from coach.drafting.documents.channel import holding_message
from coach.drafting.phrasebook import fill
from coach.drafting.review import double_talk
from coach.language.checker import PlainLanguage


def quick_help(file: CaseFile, language: PlainLanguage) -> QuickHelp:
    """Return a holding message, a call opener and the next steps, for any note at all."""
    message, opener = holding_message(file), call_opener(file)
    care = tuple(rule.notice for rule in file.care)
    return QuickHelp(
        holding_message=message,
        call_opener=opener,
        next_steps=(*care, *file.book.script.next_steps),
        questions=file.reading.questions,
        findings=double_talk(language, (message, opener)),
    )


def call_opener(file: CaseFile) -> str:
    """Return the first words of a call, before there is time to prepare."""
    words = file.book.script.opener
    know = words["know"]
    line = words["line"] if file.me else words["line_plain"]
    if not isinstance(know, dict) or not isinstance(line, str):
        raise TypeError("opener")
    start = fill(line, name=file.address, me=file.me, what=file.matter)
    return f"{start} {know[file.track]} {words['ask']}"

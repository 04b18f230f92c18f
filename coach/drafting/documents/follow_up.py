"""What the client gets afterwards, and the lesson that stays (practices 73, 84 to 96)."""

from collections.abc import Sequence

from coach.domain.pack import Option
from coach.drafting.casefile import CaseFile
from coach.drafting.documents.markdown import bullets, paper, section, table
from coach.drafting.documents.options import preferred
from coach.drafting.documents.spoken import Spoken
from coach.drafting.phrasebook import fill
from coach.drafting.tidy import upper_first


def follow_up(file: CaseFile, said: Spoken, options: Sequence[Option]) -> str:
    """Return the note to the client: points, actions, contact, next update, one thank you."""
    words = file.book.papers["follow_up"]
    heads = words["headings"]
    name = file.address if file.contact else ""
    greeting = fill(words["greeting"], name=name) if name else words["greeting_blank"]
    ending = words["end"]
    blocks = [
        fill(words["subject"], topic=upper_first(file.topic)),
        greeting,
        words["thanks"],
        section(heads["where"], _where(file, said)),
        section(heads["unknown"], bullets(upper_first(f"{u}.") for u in file.unknown_said)),
        section(ending["rows_heading"], _parting_rows(file)) if file.leaving else "",
        "" if file.leaving else section(heads["way_on"], _way_on(file, options)),
        section(heads["actions"], _actions(file, options)),
        section(heads["changes"], words["changes"]),
        section(heads["contact"], _contact(file)),
        ending["close"] if file.leaving else words["close"],
        f"{words['sign']}\n\n{file.case.profile.signature or file.me or words['me']}",
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _where(file: CaseFile, said: Spoken) -> str:
    words = file.book.papers["follow_up"]
    if file.leaving:
        return str(words["end"]["where"])
    first = fill(words["where"][file.track], issue=said.issue, harm=file.kind_words.harm)
    rest = [said.cause, said.impact, *said.more[:2]]
    return " ".join([first, *(line for line in rest if line and line not in first)])


def _way_on(file: CaseFile, options: Sequence[Option]) -> str:
    words = file.book.papers["follow_up"]
    best = preferred(tuple(options))
    titles = "; ".join(file.mid(o.title) for o in options if not o.preferred)
    others = fill(words["other_ways"], titles=titles)
    return f"**{best.title}.** {best.gives} {words['draft_note']}\n\n{others}"


def _actions(file: CaseFile, options: Sequence[Option]) -> str:
    columns = file.book.papers["follow_up"]["action_columns"]
    rows = [(a.who, a.what, a.when) for a in preferred(tuple(options)).actions]
    return table(columns, rows)


def _parting_rows(file: CaseFile) -> str:
    words = file.book.script.parting
    return bullets(f"{name}: {fill(text, words.blanks)}" for name, text in words.rows)


def _contact(file: CaseFile) -> str:
    words = file.book.papers["follow_up"]
    who = fill(words["contact"], me=file.me) if file.me else words["contact_blank"]
    update = fill(words["next_update"], date=words["next_update_date"])
    return f"{who} {update} {words['check_in']}"


def lesson(file: CaseFile) -> str:
    """Return the lesson card: no names, no amounts (practices 94 to 96, 98)."""
    words = file.book.papers["lesson"]
    lines = bullets((words["worked"], words["weak"], words["early"], words["others"]))
    return paper(fill(words["title"], label=file.kind_words.label), f"*{words['note']}*", lines)

"""The internal brief: one page for leadership before anybody speaks to the client (17 to 24)."""

from collections.abc import Sequence

from coach.domain.pack import Channel, Option
from coach.drafting.casefile import CaseFile
from coach.drafting.documents.channel import meets_group
from coach.drafting.documents.markdown import bullets, paper, section
from coach.drafting.documents.options import preferred
from coach.drafting.documents.spoken import Spoken
from coach.drafting.phrasebook import fill

_MOST_LINES = 5


def brief(file: CaseFile, said: Spoken, options: Sequence[Option], channel: Channel) -> str:
    """Return the brief as Markdown; the sign-off stays blank until somebody fills it."""
    words = file.book.papers["brief"]
    heads = words["lines"]
    best = preferred(tuple(options))
    decision = fill(words["decision"], client=file.client_word, option=file.mid(best.title))
    costs = fill(words["costs"], costs=best.costs)
    return paper(
        fill(words["title"], label=file.kind_words.label),
        f"*{words['internal']}*",
        section(heads["situation"], _what(file, said)),
        section(heads["decision"], f"{decision} {costs}"),
        section(heads["authority"], _authority(file)),
        section(heads["walk_away"], _walk_away(file)),
        section(heads["damage"], _damage(file)),
        section(heads["order"], _steps(file, channel)),
        section(heads["careful"], bullets(rule.brief for rule in file.care)),
        section(heads["reserve"], bullets(_reserve(file, said))),
        section(heads["private"], bullets(_private(file))),
        section(heads["signoff"], words["signoff"]),
    )


def _what(file: CaseFile, said: Spoken) -> str:
    told = [p.plain for p in file.about("event", "promise") if not p.confidential][:2]
    cause = file.cause
    line = " ".join(told) or said.issue
    return f"{line} {cause if cause and cause not in line else ''}".strip()


def _authority(file: CaseFile) -> str:
    words = file.book.papers["brief"]
    if not file.authority:
        return str(words["authority_none"])
    return fill(words["authority_stated"], authority=file.authority)


def _walk_away(file: CaseFile) -> str:
    """Return the line at which to stop, never decided here (practices 24 and 81)."""
    words = file.book.papers["brief"]
    return f"{words['walk_away_blank']} {words['walk_away_plan']}"


def _damage(file: CaseFile) -> str:
    none = file.book.papers["none_stated"]
    axes = file.book.papers["document"]["axes"]
    lines = []
    for axis, name in axes.items():
        text = getattr(file.situation.impacts, axis)
        lines.append(
            f"{name}: {text if text == none else file.tidy.sentence(text.splitlines()[0])}"
        )
    return bullets(lines)


def _steps(file: CaseFile, channel: Channel) -> str:
    words = file.book.papers["brief"]
    slots = {
        "client": file.client_word,
        "when": channel.when.rstrip("."),
        "holding_when": "today" if not file.urgent else "now",
    }
    steps = [fill(step, slots) for step in words["steps"]]
    if meets_group(file) or 33 in channel.practices:
        steps.insert(3, fill(words["precall"], slots))
    if file.urgent:
        steps.insert(0, fill(words["urgent"], slots))
    return bullets(steps)


def _reserve(file: CaseFile, said: Spoken) -> list[str]:
    """Return the background points that stay out of the opening (practice 42)."""
    used = {said.issue, said.cause, said.impact}
    told = [
        p.plain
        for p in file.about("event", "history", "promise")
        if p.client not in used and not p.confidential and p.facts and len(p.plain.split()) > 5
    ]
    return list(dict.fromkeys(told))[2 : 2 + _MOST_LINES]


def _private(file: CaseFile) -> list[str]:
    return [file.tidy.sentence(s.text) for s in file.reading.sentences if s.confidential][
        :_MOST_LINES
    ]

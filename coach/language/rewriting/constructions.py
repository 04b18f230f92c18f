"""Turns of phrase said plainly: openers, non-apologies, hollow promises, buried subjects."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coach.language.rewriting.data import ConstructionFile
from coach.language.rewriting.draft import Draft
from coach.language.rewriting.edits import lowered, put
from coach.language.rewriting.writer import Writer


class Rule(NamedTuple):
    """One construction ready to match."""

    find: re.Pattern[str]
    put: str
    unless: re.Pattern[str] | None
    why: str
    flagged: bool
    spreads: bool


class Constructions:
    """The rules of one file, in order."""

    def __init__(self, data: ConstructionFile) -> None:
        pieces = _resolved(data.pieces)
        self.rules = tuple(
            Rule(
                re.compile(_expanded(rule.find, pieces), re.IGNORECASE),
                rule.put,
                re.compile(_expanded(rule.unless, pieces), re.IGNORECASE) if rule.unless else None,
                group.why,
                group.flagged,
                group.spreads,
            )
            for group in data.groups
            for rule in group.rules
        )

    def edits(self, draft: Draft, writer: Writer) -> Iterator[Draft]:
        """Yield the drafts on offer, those of earlier rules first."""
        text = draft.text
        for rule in self.rules:
            suspect = writer.flagged or (rule.spreads and writer.talks_shop)
            if (rule.flagged and not suspect) or (rule.unless and rule.unless.search(text)):
                continue
            for match in rule.find.finditer(text):
                if match.end() > match.start():
                    words = writer.spelled(said(rule.put, match, writer))
                    yield put(draft, match.start(), match.end(), words, rule.why)


def said(template: str, match: re.Match[str], writer: Writer) -> str:
    """Return a template with the writer's pronouns and the match's groups in place."""
    words = dict(writer.words)
    for name, value in match.groupdict().items():
        words[name] = (value or "").strip()
        if match.start(name) == 0 and not template.startswith("{" + name):
            words[name] = lowered(words[name], match.string)
    filled = re.sub(r" {2,}", " ", template.format(**words))
    return _spaced(re.sub(r"\s+([.,!?])", r"\1", filled).strip(), match.group())


def _spaced(words: str, found: str) -> str:
    """Return words with the space around them that the run they replace had."""
    if not words:
        return ""
    lead, trail = found[:1].isspace() and words[0] not in ".,;:", found[-1:].isspace()
    return " " * lead + words + " " * trail


def _resolved(pieces: dict[str, str]) -> dict[str, str]:
    done: dict[str, str] = {}
    for name, text in pieces.items():
        done[name] = _expanded(text, done)
    return done


def _expanded(text: str, pieces: dict[str, str]) -> str:
    filled = re.sub(r"\{([a-z_]+)\}", lambda m: f"(?:{pieces[m.group(1)]})", text)
    fixed = re.sub(r"\(\?<[=!][^)]*\)", lambda m: m.group().replace(" ", r"\s"), filled)
    return fixed.replace(" ", r"\s+")

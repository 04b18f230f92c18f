"""What a model's wording has to pass beside the draft it betters, whatever part it is."""

from coach.domain.values import FactKind
from coach.drafting.cues import cue
from coach.drafting.review import blanks, invented_names, untraceable
from coach.language.facts import compare_facts

SOLID: frozenset[FactKind] = frozenset(
    {"amount", "date", "percent", "number", "duration", "reference"}
)
"""Facts that have to stand as they are, whoever words them."""


def kept(before: str, after: str) -> list[str]:
    """Return what of the draft's facts and blanks is gone."""
    lost = [f.text for f in compare_facts(before, after).lost if f.kind in SOLID]
    gone = [blank for blank in dict.fromkeys(blanks(before)) if blank not in after]
    return [f'"{text}" has to stay.' for text in dict.fromkeys([*lost, *gone])]


def invented(source: str, text: str, before: str) -> list[str]:
    """Return what neither the account nor the draft holds."""
    known = f"{source}\n{before}"
    found = (*untraceable(known, text), *invented_names(known, text))
    return [f'"{one}" is not in the account; leave it out.' for one in dict.fromkeys(found)]


def promised(before: str, text: str) -> list[str]:
    """Return the words of promising that the draft does not have."""
    had = {word.lower() for word in cue("promises").findall(before)}
    new = [word for word in cue("promises").findall(text) if word.lower() not in had]
    return [f'"{word}" promises something the draft does not.' for word in dict.fromkeys(new)]


def headings(before: str, after: str) -> list[str]:
    """Return the headings and table rows that are gone."""
    lines = [line for line in before.splitlines() if line.startswith(("#", "| "))]
    heads = [line for line in lines if line.startswith("#")]
    gone = [line for line in heads if line not in after]
    rows = sum(line.startswith("| ") for line in lines)
    fewer = sum(line.startswith("| ") for line in after.splitlines()) < rows
    return [
        *(f'The heading "{line}" has to stay.' for line in gone),
        *(["Every table row has to stay."] if fewer else []),
    ]


def too_long(before: str, after: str, growth: float) -> list[str]:
    """Return whether the text has grown too much."""
    most = max(int(len(before.split()) * growth), len(before.split()) + 5)
    return [f"It has more than {most} words."] if len(after.split()) > most else []

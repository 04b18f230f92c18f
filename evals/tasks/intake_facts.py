"""Is every fact of a note listed, cut where it ends, with the right day and the right person?"""

import re
from pathlib import Path

import yaml
from pydantic import BaseModel

from coach.domain.situation import CaseInput, Profile, SituationFact
from coach.drafting.intake.read import Intake
from coach.drafting.reading import Reading
from evals.report import Row, share

NOTES = Path(__file__).parents[1] / "datasets" / "situations" / "facts.yaml"
LAYERED = ("negation", "commitment", "hedge")
_LEAD = re.compile(
    r"^(?:(?:the|a|an|on|at|by|till|until|from|since|about|around|for|in|to|before|after|between)\s)+"
)


class Note(BaseModel):
    """A note with every fact a careful reader would list."""

    id: str
    industry: str
    today: object
    order: str = "dmy"
    text: str
    facts: list[str]
    allowed: list[str] = []
    dates: dict[str, str] = {}
    client_people: list[str] = []
    our_people: list[str] = []
    main: str


def notes() -> list[Note]:
    """Return the notes labelled for facts alone."""
    return [Note.model_validate(one) for one in yaml.safe_load(NOTES.read_text("utf-8"))]


def rows(intake: Intake) -> list[Row]:
    """Return the rows on what is listed, dated and whom to speak to."""
    read = [(note, read_note(intake, note)) for note in notes()]
    return [
        share("listed: facts", [hit for n, r in read for _, hit in listed(n, r)], ">= 0.95"),
        share("listed: sensible", [hit for n, r in read for _, hit in sensible(n, r)], ">= 0.95"),
        share("listed: days and times", [hit for n, r in read for _, hit in dated(n, r)]),
        share("listed: people", [hit for n, r in read for _, hit in sided(n, r)], ">= 0.90"),
        share("listed: main contact", [main_right(n, r) for n, r in read], ">= 0.95"),
    ]


def read_note(intake: Intake, note: Note) -> Reading:
    """Return a note's reading on its own day, in its writer's date order."""
    profile = Profile(date_order=note.order)
    return intake.read(CaseInput(text=note.text, today=str(note.today), profile=profile))


def listed(note: Note, reading: Reading) -> list[tuple[str, bool]]:
    """Return for each labelled fact whether one or more listed facts hold all its figures."""
    return [
        (words, any(_held(reading, *place) for place in _places(note.text, words)))
        for words in note.facts
    ]


def sensible(note: Note, reading: Reading) -> list[tuple[str, bool]]:
    """Return for each listed fact whether it lies within something a careful reader would list."""
    spans = [p for words in (*note.facts, *note.allowed) for p in _places(note.text, words)]
    found = []
    for fact in _solid(reading):
        start = fact.start + _lead(fact.text)
        inside = any(low <= start and fact.end <= high for low, high in spans)
        found.append((fact.text, inside and not re.search(r"\s[x×*/+-]$", fact.text)))
    return found


def dated(note: Note, reading: Reading) -> list[tuple[str, bool]]:
    """Return for each labelled day or time whether a date fact there has that value."""
    return [
        (
            f"{words} = {[f.value for f in _over(note, reading, words)]}",
            any(_same_day(f.value, value) for f in _over(note, reading, words)),
        )
        for words, value in note.dates.items()
    ]


def sided(note: Note, reading: Reading) -> list[tuple[str, bool]]:
    """Return for each person of either side whether they are found there, and no one else is."""
    people = reading.situation.people
    wanted = [(name, "client") for name in note.client_people]
    wanted += [(name, "ours") for name in note.our_people]
    found = [
        (f"{name} ({side})", any(_alike(name, p.name) and p.side == side for p in people))
        for name, side in wanted
    ]
    words = " ".join((*note.facts, *note.allowed, *note.client_people)).lower()
    return found + [(f"{p.name}: nobody", False) for p in people if p.name.lower() not in words]


def main_right(note: Note, reading: Reading) -> bool:
    """Return whether the first of the people found is the one to speak to."""
    people = reading.situation.people
    return bool(people) and people[0].side == "client" and _alike(note.main, people[0].name)


def _alike(one: str, other: str) -> bool:
    return one.lower() in other.lower() or other.lower() in one.lower()


def _same_day(value: str, wanted: str) -> bool:
    return value.endswith(wanted) if wanted.startswith("T") else value.startswith(wanted)


def _over(note: Note, reading: Reading, words: str) -> list[SituationFact]:
    return [
        fact
        for fact in reading.situation.facts
        for start, end in _places(note.text, words)
        if fact.kind == "date" and fact.start < end and start < fact.end
    ]


def _held(reading: Reading, start: int, end: int) -> bool:
    """Return whether all figures, or without figures all words but the joining ones, are listed."""
    start += _lead(reading.text[start:end])
    words = [m.span() for m in re.finditer(r"\S*\w", reading.text[start:end])]
    figures = [
        (low, high)
        for low, high in words
        if re.search(r"\d", reading.text[start + low : start + high])
    ]
    facts = _solid(reading)
    return all(
        any(f.start < start + high and start + low < f.end for f in facts)
        for low, high in figures or words
    )


def _lead(words: str) -> int:
    match = _LEAD.match(words.lower())
    return match.end() if match else 0


def _places(text: str, words: str) -> list[tuple[int, int]]:
    pattern = r"(?<![\w])" + r"\s+".join(re.escape(part) for part in words.split()) + r"(?!\w)"
    return [match.span() for match in re.finditer(pattern, text)]


def _solid(reading: Reading) -> list[SituationFact]:
    return [fact for fact in reading.situation.facts if fact.kind not in LAYERED]

"""What does the intake find in a note, held against what a careful reader found?"""

import re
from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel

from coach.domain.situation import CaseInput, SituationFact
from coach.domain.values import Fault, IssueKind
from coach.drafting.intake.read import Intake
from coach.drafting.reading import Reading
from coach.resources import knowledge_folder
from evals.report import Row, share
from evals.tasks import intake_facts

SITUATIONS = Path(__file__).parents[1] / "datasets" / "situations"
LAYERED = ("negation", "commitment", "hedge")
_STOP = frozenset(
    "the a an of to in on at is are was were be been it its that this what who how why when where "
    "whether which if and or not no we us our they them their he she his her him i my you for from "
    "with by as do does did has have had will would can could may might there so any all".split()
)
_SHARED_WORDS = 0.34


class Labelled(BaseModel):
    """The labels of one note that the intake is held against."""

    id: str
    today: object
    text: str
    fault: Fault
    issue_kinds: list[IssueKind]
    must_facts: list[str]
    hedged: list[str] = []
    hearsay: list[str] = []
    internal: list[str] = []
    unknown: list[str] = []
    cause: str | None = None
    client_people: list[str] = []
    our_people: list[str] = []


def labelled(heldout: bool = False) -> list[Labelled]:
    """Return the notes of the development set, or of the set kept aside."""
    files = sorted(SITUATIONS.glob("heldout*.yaml" if heldout else "dev.yaml"))
    raw = [one for path in files for one in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return [Labelled.model_validate(one) for one in raw]


def run(heldout: bool = False) -> list[Row]:
    """Return the table; of the set kept aside, totals alone."""
    intake = Intake.load(knowledge_folder())
    notes = labelled(heldout)
    pairs = [(note, read(intake, note)) for note in notes]
    table = [
        share("facts found whole", _flat(facts_found(n, r) for n, r in pairs), ">= 0.95"),
        share("facts touched", _flat(facts_touched(n, r) for n, r in pairs), ">= 0.97"),
        share("fault", [r.situation.fault == n.fault for n, r in pairs], ">= 0.85"),
        share("main issue kind", [_main(r) == n.issue_kinds[0] for n, r in pairs], ">= 0.85"),
        share("main kind among ours", [n.issue_kinds[0] in _kinds(r) for n, r in pairs]),
        share("main or second of the labels", [_main(r) in n.issue_kinds for n, r in pairs]),
        share("internal found", _flat(internal_found(n, r) for n, r in pairs), ">= 0.95"),
        share("facts kept internal wrongly", _flat(wrongly_internal(n, r) for n, r in pairs)),
        share("hedges kept", _flat(hedges_kept(n, r) for n, r in pairs), ">= 0.90"),
        share("hearsay marked", _flat(hearsay_marked(n, r) for n, r in pairs)),
        share("unknown named or asked", _flat(unknown_told(n, r) for n, r in pairs), ">= 0.80"),
        share("people on the right side", _flat(sides_right(n, r) for n, r in pairs)),
        share("cause", [cause_right(n, r) for n, r in pairs]),
        share("not called thin", [not r.thin for _, r in pairs]),
    ]
    return table if heldout else [*table, *intake_facts.rows(intake)]


def read(intake: Intake, note: Labelled) -> Reading:
    """Return a note's reading on its own day."""
    return intake.read(CaseInput(text=note.text, today=str(note.today)))


def _flat(groups: object) -> list[bool]:
    return [hit for group in groups for hit in group]  # type: ignore[attr-defined]


def _main(reading: Reading) -> str:
    return reading.situation.issue_kinds[0] if reading.situation.issue_kinds else ""


def _kinds(reading: Reading) -> Sequence[str]:
    return reading.situation.issue_kinds


def _solid(reading: Reading) -> list[SituationFact]:
    return [fact for fact in reading.situation.facts if fact.kind not in LAYERED]


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Return where exact words stand in a text, allowing for line breaks."""
    pattern = r"\s+".join(re.escape(part) for part in words.split())
    return [match.span() for match in re.finditer(pattern, text)]


def facts_found(note: Labelled, reading: Reading) -> list[bool]:
    """Return for each fact whether its figures, or half its words, lie in solid facts."""
    return [
        any(_covered(reading, start, end) for start, end in places(reading.text, words))
        for words in note.must_facts
    ]


def facts_touched(note: Labelled, reading: Reading) -> list[bool]:
    """Return for each fact whether any fact overlaps it."""
    return [
        any(
            fact.start < end and start < fact.end
            for start, end in places(reading.text, words)
            for fact in reading.situation.facts
        )
        for words in note.must_facts
    ]


def _covered(reading: Reading, start: int, end: int) -> bool:
    tokens = [m.span() for m in re.finditer(r"[\w.,:%£$€'’-]*\w", reading.text[start:end])]
    inside = [
        any(f.start <= start + (low + high) // 2 < f.end for f in _solid(reading))
        for low, high in tokens
    ]
    figures = [
        hit
        for hit, (low, high) in zip(inside, tokens, strict=True)
        if re.search(r"\d", reading.text[start + low : start + high])
    ]
    return all(figures) if figures else sum(inside) * 2 >= len(inside) > 0


def internal_found(note: Labelled, reading: Reading) -> list[bool]:
    """Return for each internal phrase whether its facts, or else its sentence, are held back."""
    found = []
    for words in note.internal:
        for start, end in places(reading.text, words)[:1]:
            facts = [f for f in _solid(reading) if f.start < end and start < f.end]
            sentences = [s for s in reading.sentences if s.start < end and start < s.end]
            told = [f.confidential for f in facts if f.kind not in ("name", "organisation")]
            found.append(all(told) if told else any(s.confidential for s in sentences))
    return found


def wrongly_internal(note: Labelled, reading: Reading) -> list[bool]:
    """Return for each fact outside every internal phrase whether it is held back."""
    secret = [span for words in note.internal for span in places(reading.text, words)]
    wanted = [span for words in note.must_facts for span in places(reading.text, words)[:1]]
    return [
        fact.confidential
        for fact in _solid(reading)
        if any(fact.start < high and low < fact.end for low, high in wanted)
        and not any(fact.start < high and low < fact.end for low, high in secret)
    ]


def hedges_kept(note: Labelled, reading: Reading) -> list[bool]:
    """Return for each hedged phrase whether a fact in it is no longer plainly stated."""
    return [
        any(
            fact.start < end and start < fact.end and fact.certainty != "stated"
            for start, end in places(reading.text, words)[:1]
            for fact in reading.situation.facts
        )
        or any(
            s.start < end and start < s.end and s.certainty != "stated"
            for start, end in places(reading.text, words)[:1]
            for s in reading.sentences
        )
        for words in note.hedged
    ]


def hearsay_marked(note: Labelled, reading: Reading) -> list[bool]:
    """Return for each second-hand phrase whether its sentence is marked so."""
    return [
        any(
            s.start < end and start < s.end and s.certainty == "hearsay"
            for start, end in places(reading.text, words)[:1]
            for s in reading.sentences
        )
        for words in note.hearsay
    ]


def unknown_told(note: Labelled, reading: Reading) -> list[bool]:
    """Return for each unknown whether a third of its words turn up in what is asked or open."""
    told = [*reading.situation.unknown, *reading.situation.contradictions]
    told += [question.question for question in reading.questions]
    heard = [_stems(words) for words in told]
    return [
        any(len(_stems(label) & one) >= _SHARED_WORDS * len(_stems(label)) for one in heard)
        for label in note.unknown
    ]


def _stems(words: str) -> set[str]:
    found = re.findall(r"[^\W_]+", words.lower())
    return {word[:5] for word in found if word not in _STOP}


def sides_right(note: Labelled, reading: Reading) -> list[bool]:
    """Return for each labelled person whether they are found on their side."""
    told = {person.name.lower(): person.side for person in reading.situation.people}
    wanted = [(name, "client") for name in note.client_people]
    wanted += [(name, "ours") for name in note.our_people]
    return [
        any(_alike(name, known) and side == told[known] for known in told) for name, side in wanted
    ]


def _alike(one: str, other: str) -> bool:
    return one.lower() in other or other in one.lower()


def cause_right(note: Labelled, reading: Reading) -> bool:
    """Return whether the cause shares half its words with the label, or both are absent."""
    if note.cause is None:
        return not reading.situation.cause
    label = _stems(note.cause)
    return len(label & _stems(reading.situation.cause)) * 2 >= len(label)

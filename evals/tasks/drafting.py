"""Would somebody stake the account on the pack? Checks B1 to B14 that code can judge."""

import re
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from pydantic import BaseModel

from coach.config import Settings
from coach.domain.pack import CasePack
from coach.domain.situation import CaseInput
from coach.domain.values import Fault, IssueKind, Medium
from coach.drafting.casefile import CaseFile
from coach.drafting.engine import Drafting
from coach.drafting.review import (
    CLIENT_FACING,
    invented_names,
    opening_problems,
    option_problems,
    owns,
    part_texts,
    sentences_of,
    source_of,
    untraceable,
)
from coach.guidance.library import Guidance
from coach.language.checker import PlainLanguage
from coach.language.readability import measure
from coach.model.prompts import PromptLibrary
from coach.resources import knowledge_folder, prompts_folder
from evals.compare import Means, Side
from evals.report import Row, share

SITUATIONS = Path(__file__).parents[1] / "datasets" / "situations"
SHOULD = (2, 12, 14, 18, 23, 25, 28, 31, 32, 38, 42, 49, 55, 62, 66, 75, 86, 92, 94, 95, 96, 98, 99)
CONDITIONAL = (24, 34, 41, 65, 78, 81, 82, 83, 84, 85)
_WEIGHTS = {"must": 3, "should": 1, "conditional": 2}
_GRADES = {"script": 8, "hard_questions": 8, "holding_message": 8, "follow_up": 9}
_GRAM = 4
_SHARED = 0.34
_STOP = frozenset(
    "the a an of to in on at is are was were be it its that this what who how why when where "
    "whether which if and or not no we us our they them their he she his her him i my you for from "
    "with by as do does did has have had will would can could may might there so any all".split()
)


class Labelled(BaseModel):
    """The labels of one note that a pack is held against."""

    id: str
    today: object
    text: str
    fault: Fault
    issue_kinds: list[IssueKind]
    must_facts: list[str]
    hedged: list[str] = []
    internal: list[str] = []
    unknown: list[str] = []
    derived_ok: list[str] = []
    channel: Medium


class Judged(BaseModel):
    """One note with its pack."""

    model_config = {"arbitrary_types_allowed": True}

    note: Labelled
    file: CaseFile
    pack: CasePack
    seconds: float


def labelled(heldout: bool = False) -> list[Labelled]:
    """Return the notes of the development set, or of the set kept aside."""
    files = sorted(SITUATIONS.glob("heldout*.yaml" if heldout else "dev*.yaml"))
    raw = [one for path in files for one in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return [Labelled.model_validate(one) for one in raw]


def run(heldout: bool = False) -> list[Row]:
    """Return the table of the built-in engine; of the set kept aside, totals alone."""
    with TemporaryDirectory() as data:
        engine = open_engine(data)
        judged = [judge(engine, note) for note in labelled(heldout)]
        drafted = [one for one in judged if one.pack.script is not None]
        return [
            share("packs drafted", [one.pack.script is not None for one in judged], "1.00"),
            *_coverage(drafted),
            *_facts(drafted),
            *_opening(drafted),
            *_words(drafted, engine),
            *_choices(drafted),
            *_thin(engine, judged),
            _speed(judged),
        ]


def compare(given: Means) -> tuple[Side, Side]:
    """Return the measures with and without a model."""
    notes = labelled()
    chosen = notes[: given.first(notes)]
    with TemporaryDirectory() as data:
        engine = open_engine(data)
        built = [judge(engine, note) for note in chosen]
        modelled = [judge(engine, note, given) for note in chosen]
        uses = [one.pack.model_use for one in modelled if one.pack.model_use]
        return Side(_compared(built, engine), []), Side(_compared(modelled, engine), uses)


def _compared(judged: Sequence[Judged], engine: Drafting) -> list[Row]:
    """Return the rows that a model's wording can change."""
    drafted = [one for one in judged if one.pack.script is not None]
    return [
        *_coverage(drafted),
        *_facts(drafted),
        *_opening(drafted),
        *_words(drafted, engine),
        _speed(judged),
    ]


def open_engine(data: str) -> Drafting:
    """Return the engine as the product builds it."""
    guidance = Guidance.open(Settings.from_env({"CANDOR_DATA_DIR": data}))
    folder = knowledge_folder()
    return Drafting(folder, PlainLanguage.load(folder), guidance, PromptLibrary(prompts_folder()))


def judge(engine: Drafting, note: Labelled, given: Means | None = None) -> Judged:
    """Return a note with its pack and how long that took."""
    case = CaseInput(text=note.text, today=str(note.today))
    start = time.perf_counter()
    if given is None:
        pack = engine.prepare(case)
    else:
        pack = engine.prepare(case, model=given.model, allowance=given.allowance())
    seconds = time.perf_counter() - start
    return Judged(note=note, file=engine.open(case), pack=pack, seconds=seconds)


def _coverage(judged: Sequence[Judged]) -> list[Row]:
    must = [_covered(one.pack, lambda n: n not in SHOULD + CONDITIONAL) for one in judged]
    every = [_covered(one.pack, lambda n: True) for one in judged]
    return [
        Row("B1 must practices covered", _mean(must), n=len(must), bar=">= 0.90"),
        Row("B1 all practices covered", _mean(every), n=len(every), bar=">= 0.85"),
    ]


def _covered(pack: CasePack, wanted: Callable[[int], bool]) -> float:
    held = [i for i in pack.checklist if i.status in ("satisfied", "open")]
    kept = [i for i in held if wanted(i.practice)]
    total = sum(_weight(i.practice) for i in kept)
    return sum(_weight(i.practice) for i in kept if i.status == "satisfied") / total


def _weight(practice: int) -> int:
    level = "should" if practice in SHOULD else "must"
    return _WEIGHTS["conditional" if practice in CONDITIONAL else level]


def _facts(judged: Sequence[Judged]) -> list[Row]:
    recall = [_holds(one.pack.document or "", f) for one in judged for f in one.note.must_facts]
    hedged = [_holds(one.pack.document or "", h) for one in judged for h in one.note.hedged]
    asked = [_asked(one, unknown) for one in judged for unknown in one.note.unknown]
    invented = [inventions(one) for one in judged]
    leaked = [leaks(one) for one in judged]
    return [
        share("B3 facts in the document", recall, ">= 0.95"),
        share("B4 packs without invention", [not found for found in invented], "1.00"),
        share("B5 hedged stays hedged", hedged, ">= 0.90"),
        share("B5 unknowns asked or blank", asked, ">= 0.80"),
        share("B6 packs without a leak", [not found for found in leaked], "1.00"),
    ]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w%£$€#&.]+", text.lower().replace(",", "").replace("’", "'")))


def _holds(text: str, words: str) -> bool:
    held = _plain(text).replace("'", "").replace(" ", "")
    return _plain(words).replace("'", "").replace(" ", "").strip(".") in held


def _asked(one: Judged, unknown: str) -> bool:
    wanted = _content(unknown)
    document = one.pack.document or ""
    told = document.partition("## What we do not know")[2].partition("\n## ")[0]
    asked = [*told.splitlines(), *(q.question for q in one.pack.questions)]
    return any(_near(wanted, _content(line)) for line in asked)


def _near(wanted: set[str], told: set[str]) -> bool:
    return bool(wanted) and len(wanted & told) / len(wanted) >= _SHARED


def _content(text: str) -> set[str]:
    return {w[:6] for w in re.findall(r"\w+", text.lower()) if w not in _STOP}


def inventions(one: Judged) -> list[str]:
    """Return what a pack states that the note does not hold (B4)."""
    source = f"{source_of(one.file)}\n{' '.join(one.note.derived_ok)}"
    client = [text for part in CLIENT_FACING for text in part_texts(one.pack, part)]
    papers = [one.pack.document or "", one.pack.brief or ""]
    options = part_texts(one.pack, "options")
    found = [f for text in (*client, *papers, *options) for f in untraceable(source, text)]
    return found + [name for text in client for name in invented_names(source, text)]


def leaks(one: Judged) -> list[str]:
    """Return what of the labelled secrets stands in words for the client (B6)."""
    told = _plain(" . ".join(t for part in CLIENT_FACING for t in part_texts(one.pack, part)))
    told += " " + _plain(" . ".join(f"{o.title} {o.gives}" for o in one.pack.options))
    rest = one.note.text
    for secret in one.note.internal:
        rest = rest.replace(secret, " . ")
    found = []
    for secret in one.note.internal:
        grams = _grams(_plain(secret)) - _grams(_plain(rest))
        figures = set(re.findall(r"\d[\d.]*", _plain(secret))) - set(
            re.findall(r"\d[\d.]*", _plain(rest))
        )
        found += [g for g in grams if g in told]
        found += [f for f in figures if re.search(rf"(?<![\d.]){re.escape(f)}(?![\d])", told)]
    return found


def _grams(text: str) -> set[str]:
    words = text.split()
    return {" ".join(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)}


def _opening(judged: Sequence[Judged]) -> list[Row]:
    short, early, owned, neutral = [], [], [], []
    for one in judged:
        script = one.pack.script
        if script is None:
            continue
        parts = sentences_of(script.opening)
        short.append(len(script.opening.split()) <= 140)
        early.append(_names_issue(one, " ".join(parts[:2])))
        if one.note.fault == "ours":
            owned.append(owns(" ".join(parts[:3])))
        if one.note.fault == "client":
            neutral.append(not opening_problems(one.file, script))
    return [
        share("B7 opening within a minute", short, "1.00"),
        share("B7 issue by sentence two", early, ">= 0.95"),
        share("B7 ownership by sentence three when ours", owned, ">= 0.95"),
        share("B7 no culprit when theirs", neutral, ">= 0.95"),
    ]


def _names_issue(one: Judged, start: str) -> bool:
    facts = any(_holds(start, fact) for fact in one.note.must_facts)
    words = one.file.book.kinds
    return facts or any(words[kind].issue in start for kind in one.note.issue_kinds)


def _words(judged: Sequence[Judged], engine: Drafting) -> list[Row]:
    grades = [_easy(one.pack, part, most) for one in judged for part, most in _GRADES.items()]
    plain = [not any(f.level != "note" for f in one.pack.findings) for one in judged]
    return [
        share("B8 client texts easy enough", grades, ">= 0.95"),
        share("B9 packs without double-talk", plain, "1.00"),
    ]


def _easy(pack: CasePack, part: str, most: int) -> bool:
    prose = [line for text in part_texts(pack, part) for line in text.splitlines()]
    told = [
        re.sub(r"\[[^\]]*\]", "it", p) for p in prose if p and not p.startswith(("|", "#", "-"))
    ]
    return measure(" ".join(told)).grade <= most


def _choices(judged: Sequence[Judged]) -> list[Row]:
    return [
        share("B10 options sound", [not option_problems(o.pack.options) for o in judged], "1.00"),
        share("B12 fault", [o.pack.situation.fault == o.note.fault for o in judged], ">= 0.90"),
        share("B12 channel", [_channel(one) for one in judged], ">= 0.85"),
    ]


def _channel(one: Judged) -> bool:
    return one.pack.channel is not None and one.pack.channel.medium == one.note.channel


def _thin(engine: Drafting, judged: Iterable[Judged]) -> list[Row]:
    held = []
    for one in judged:
        short = " ".join(one.note.text.split()[:30])
        pack = engine.prepare(CaseInput(text=short, today=str(one.note.today)))
        held.append(pack.document is None and not pack.options and bool(pack.questions))
    return [share("B14 thin notes get questions only", held, "1.00")]


def _speed(judged: Sequence[Judged]) -> Row:
    times = [one.seconds * 1000 for one in judged[1:] or judged]
    return Row("milliseconds a pack, median", statistics.median(times), n=len(times), bar="< 300")


def _mean(values: Sequence[float]) -> float | None:
    return statistics.fmean(values) if values else None

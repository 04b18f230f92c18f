"""The situation document: every fact of the account and nothing else (practices 1 to 16)."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from coach.domain.pack import Option
from coach.domain.situation import SituationFact
from coach.drafting.arithmetic import sums
from coach.drafting.calendar import days_of, shown, sort_key
from coach.drafting.casefile import CaseFile
from coach.drafting.cues import cue
from coach.drafting.documents.markdown import bullets, paper, section, table
from coach.drafting.documents.options import preferred
from coach.drafting.phrasebook import fill
from coach.drafting.picture import felt
from coach.drafting.reading import Sentence, Tag
from coach.drafting.tidy import upper_first

_PLACES: tuple[tuple[str, tuple[Tag, ...]], ...] = (
    ("limits", ("limit",)),
    ("unknown", ("unknown",)),
    ("offer", ("offer",)),
    ("client_view", ("client_impact", "wants", "feeling")),
    ("happened", ("event", "promise", "cause", "timing")),
    ("ours", ("our_impact",)),
    ("happened", ("history",)),
)
_FIGURE = re.compile(r"\d")
_LISTED = ("amount", "date", "duration", "number", "percent", "name", "organisation", "reference")


def situation_document(file: CaseFile, options: Sequence[Option]) -> str:
    """Return the document as Markdown; it is internal."""
    words = file.book.papers["document"]
    heads = words["headings"]
    placed = _placed(file)
    return paper(
        fill(words["title"], label=file.kind_words.label),
        f"*{fill(words['internal'], today=file.today_shown)}*",
        section(heads["objectives"], objectives(file, options)),
        section(heads["happened"], _prose(file, placed["happened"])),
        section(heads["timeline"], timeline(file)),
        section(heads["cause"], cause(file)),
        section(heads["people"], people(file)),
        section(heads["damage"], damage(file)),
        section(heads["client_view"], _client_view(file, placed["client_view"], options)),
        section(heads["implications"], _implications(file)),
        section(heads["unknown"], _unknown(file, placed["unknown"])),
        section(heads["contradictions"], bullets(file.situation.contradictions)),
        section(heads["offer"], _list(file, placed["offer"])),
        section(heads["limits"], _limits(file, placed["limits"])),
        section(heads["ours"], _list(file, placed["ours"])),
        section(heads["other"], _list(file, placed["other"])),
        section(heads["arithmetic"], bullets(sums(file.reading.text))),
        section(heads["facts"], _facts(file)),
    )


def _placed(file: CaseFile) -> dict[str, list[Sentence]]:
    """Return every sentence of the account in one section."""
    found: dict[str, list[Sentence]] = {name: [] for name in (*dict(_PLACES), "other")}
    for sentence in file.reading.sentences:
        place = next(
            (name for name, tags in _PLACES if any(tag in sentence.tags for tag in tags)), "other"
        )
        if sentence.confidential and place in ("happened", "client_view", "ours"):
            place = "other"
        found[place].append(sentence)
    return found


def _told(file: CaseFile, sentence: Sentence) -> str:
    marks = file.book.papers["document"]["marks"]
    text = file.tidy.sentence(sentence.text)
    mark = marks.get(sentence.certainty, "") if sentence.certainty == "hearsay" else ""
    return text + (marks["private"] if sentence.confidential else "") + mark


def _prose(file: CaseFile, sentences: Iterable[Sentence]) -> str:
    return " ".join(text for text in (_told(file, s) for s in sentences) if text)


def _list(file: CaseFile, sentences: Iterable[Sentence]) -> str:
    return bullets(_told(file, s) for s in sentences)


def objectives(file: CaseFile, options: Sequence[Option]) -> str:
    """Return up to three objectives, each tied to an option or a question (practice 21)."""
    lines = file.book.papers["objectives"]["end" if file.leaving else file.track]
    best = file.mid(preferred(tuple(options)).title)
    return bullets(fill(line, client=file.client_word, option=best) for line in lines)


def timeline(file: CaseFile) -> str:
    """Return each date of the account once, in order, with today last of the past (practice 5)."""
    words = file.book.papers["document"]
    rows = sorted(_rows(file), key=lambda row: row[0])
    today = (f"{file.case.today} 99", file.today_shown, words["today_row"])
    before = [row for row in rows if row[0] <= today[0]]
    after = [row for row in rows if row[0] > today[0]]
    return table(
        words["timeline_columns"], [(when, what) for _, when, what in (*before, today, *after)]
    )


def _rows(file: CaseFile) -> list[tuple[str, str, str]]:
    rows: dict[tuple[str, str], tuple[str, str, str]] = {}
    day = ""
    for fact in sorted(file.situation.facts, key=lambda f: f.start):
        if fact.kind != "date":
            continue
        if days := days_of(fact.value):
            day = str(days[0])
        key = sort_key(f"{day}{fact.value}" if fact.value.startswith("T") and day else fact.value)
        words = shown(file.tidy.capitals(fact.text), fact.value)
        rows.setdefault((fact.value, fact.text.lower()), (key, words, _event_of(file, fact)))
    return list(rows.values())


def _event_of(file: CaseFile, fact: SituationFact) -> str:
    piece = next((p for p in file.pieces if p.start <= fact.start < p.end), None)
    return piece.plain if piece else ""


def cause(file: CaseFile) -> str:
    """Return the root cause apart from what set it off, and whose doing it was (practices 3, 4)."""
    words, read = file.book.papers["document"], file.situation
    lines = [words["fault"][file.track]]
    if read.fault_evidence:
        lines.append(fill(words["said"], evidence=f'"{read.fault_evidence.strip()}"'))
    if read.cause:
        lines.append(fill(words["cause"], cause=file.cause))
    else:
        lines.append(words["cause_unknown"])
    return bullets(lines)


def people(file: CaseFile) -> str:
    """Return everybody named, with side, role and what they need to hear (practice 6)."""
    words = file.book.papers["document"]
    rows = [
        (
            file.tidy.capitals(p.name),
            " ".join(filter(None, (words["sides"][p.side], file.tidy.capitals(p.organisation)))),
            p.role or "[role]",
            words["hear"][p.side],
        )
        for p in file.situation.people
    ]
    return table(words["people_columns"], rows) if rows else ""


def damage(file: CaseFile) -> str:
    """Return the five fixed rows of damage (practices 13 and 14)."""
    words = file.book.papers["document"]
    rows = []
    for axis, name in words["axes"].items():
        text = getattr(file.situation.impacts, axis)
        stated = text != file.book.papers["none_stated"]
        told = _trimmed(file, text) if stated else text
        blank = words["no_damage"]
        rows.append(
            (
                name,
                told,
                _when_felt(words, told) if stated else blank,
                _how_real(file, words, text) if stated else blank,
            )
        )
    return table(words["damage_columns"], rows)


def _trimmed(file: CaseFile, text: str) -> str:
    parts = [file.tidy.sentence(part) for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part]
    return " ".join(parts)


def _when_felt(words: dict[str, Any], text: str) -> str:
    names = {"already": "incurred", "ahead": "expected", "both": "both"}
    return str(words[names[felt(text)]])


def _how_real(file: CaseFile, words: dict[str, Any], text: str) -> str:
    word: str = words["perceived"] if cue("says").search(text) else words["actual"]
    unsure = any(
        s.certainty != "stated" and s.text[:30] in text for s in file.reading.sentences if s.text
    )
    return fill(words["estimated"], word=word) if unsure else word


def _client_view(file: CaseFile, sentences: Sequence[Sentence], options: Sequence[Option]) -> str:
    words = file.book.papers["document"]
    hopes = _hopes(file, sentences)
    feelings = _feelings(file)
    rest = [s for s in sentences if s not in hopes and "feeling" not in s.tags]
    numbers = [s for s in rest if _FIGURE.search(s.text)]
    told = " ".join(_told(file, s) for s in [*numbers, *(s for s in rest if s not in numbers)])
    counted = " ".join(dict.fromkeys([t for t in (told, *_counts(file, told)) if t]))
    fair = fill(words["fair_line"], option=preferred(tuple(options)).title)
    return "\n".join(
        (
            f"**{words['numbers']}:** {counted or words['no_numbers']}\n",
            f"**{words['feeling']}:** {' '.join(feelings) or words['no_feeling']}\n",
            f"**{words['hopes']}:** {_prose(file, hopes) or words['no_hopes']}\n",
            f"**{words['fair']}:** {fair}",
            f"\n{fill(words['trust'], client=file.client_word)}",
        )
    )


def _hopes(file: CaseFile, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Return what the client asks for: our own wishes are not theirs."""
    return [
        s
        for s in file.reading.sentences
        if (("wants" in s.tags and s in sentences) or cue("their_wish").search(s.text))
        and not cue("our_wish").search(s.text)
        and "offer" not in s.tags
    ]


def _feelings(file: CaseFile) -> list[str]:
    """Return how the client feels or sounded, clause by clause, wherever the note tells it."""
    found = []
    for piece in file.pieces:
        ours = any(p.name.split()[0] in piece.plain for p in file.people("ours"))
        if ours or (piece.has("offer", "limit") and not piece.has("feeling")):
            continue
        if cue("felt").search(piece.plain) and not cue("our_wish").search(piece.plain):
            if re.match(r"(?:I|We|My|Our)\b", piece.plain) and not re.search(
                r"\b(?:she|he|they|her|him|them)\b", piece.plain, re.IGNORECASE
            ):
                continue
            mark = file.book.papers["document"]["marks"]["private"] if piece.confidential else ""
            found.append(piece.plain + mark)
    return list(dict.fromkeys(found))


def _counts(file: CaseFile, told: str) -> list[str]:
    """Return clauses that count what it cost the client, told anywhere in the note."""
    return [
        p.plain
        for p in file.pieces
        if _FIGURE.search(p.plain)
        and cue("blow").search(p.plain)
        and not p.has("offer", "limit", "our_impact", "wants")
        and not p.confidential
        and p.plain not in told
        and not cue("no_blow").search(p.plain)
    ]


def _implications(file: CaseFile) -> str:
    """Return what has followed already and what may follow, side by side (practice 7)."""
    words = file.book.papers["document"]
    told = [
        p
        for p in file.pieces
        if (
            p.has("client_impact", "timing")
            or (cue("blow").search(p.plain) and p.has("event", "cause"))
        )
        and not p.has("offer", "limit", "wants")
        and not cue("their_wish").search(p.plain)
    ]
    ahead = [p.plain for p in told if cue("ahead").search(p.plain) and not p.confidential]
    realised = [p.plain for p in told if p.plain not in ahead and not p.confidential]
    left = " ".join(dict.fromkeys(realised)) or words["no_realised"]
    right = " ".join(dict.fromkeys(ahead)) or words["no_potential"]
    return table(words["implication_columns"], [(left, right)])


def _unknown(file: CaseFile, sentences: Sequence[Sentence]) -> str:
    words = file.book.papers["document"]
    told = [_told(file, s) for s in sentences]
    listed = list(sentences)
    open_points = [
        f"{upper_first(file.tidy.clause(point))}."
        for point in file.situation.unknown
        if not any(point in s.text for s in file.reading.sentences)
    ]
    unsure = [
        fill(words["unsure"], what=_told(file, s))
        for s in file.reading.sentences
        if s.certainty != "stated" and s not in listed and "aside" not in s.tags
    ]
    sides = [words["both_accounts"]] if file.track == "disputed" else []
    points = [
        fill(line, client=file.client_word)
        for line in (*words["open_points"]["any"], *words["open_points"][file.track])
    ]
    asked = [q.question for q in file.reading.questions]
    lines = [*told, *sides, *unsure, *open_points, *file.kind_words.open, *points, *asked]
    return bullets(lines) or words["no_unknown"]


def _limits(file: CaseFile, sentences: Iterable[Sentence]) -> str:
    told = [_told(file, s) for s in sentences]
    limit = file.authority
    if limit and not any(limit.rstrip(".").lower() in line.lower() for line in told):
        told.append(limit)
    return bullets(told)


def _facts(file: CaseFile) -> str:
    words = file.book.papers["document"]
    rows: dict[str, tuple[str, ...]] = {}
    for fact in file.situation.facts:
        if fact.kind not in _LISTED:
            continue
        text = file.tidy.capitals(fact.text)
        row = (
            shown(text, fact.value) if fact.kind == "date" else text,
            words["kinds"][fact.kind],
            words["sides"][fact.side],
            words["certainty"][fact.certainty],
            words["allowed"][fact.confidential],
        )
        rows.setdefault(f"{fact.text.lower()} {fact.confidential}", row)
    return table(words["fact_columns"], rows.values()) if rows else ""

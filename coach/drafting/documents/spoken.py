"""The few sentences that script, letter and hard questions all rest on, chosen once."""

import re
from dataclasses import dataclass

from coach.drafting.casefile import CaseFile
from coach.drafting.phrasebook import fill
from coach.drafting.pieces import Piece
from coach.drafting.tidy import lower_first

_TROUBLE = re.compile(
    r"\b(?:not|n't|never|late|later|miss\w*|wrong|fail\w*|down|over|short\w*|broke\w*|lost|stuck|delay\w*"
    r"|errors?|stopp\w*|clos\w+|cut|out of|behind|below|under|instead|too|crack\w*|leak\w*|damag\w*|"
    r"faulty?|defect\w*|slip\w*|overr\w+|exceed\w*|unpaid|disput\w*|refus\w*|change\w*|up from|gone|went|"
    r"complain\w*|without|moved|only|no longer|double|twice|again|bear|end|notice)\b",
    re.IGNORECASE,
)
_LEAST, _MOST = 4, 26
_OWN_SHARE = ("ours", None)


@dataclass(frozen=True)
class Spoken:
    """Sentences for the client, each safe to say; "" where the note has none."""

    issue: str
    """What happened, with its fact."""
    from_note: bool
    """Whether the issue is in the note's own words, not a template's."""
    cause: str
    impact: str
    more: tuple[str, ...]
    """Further facts of what happened, in order of weight."""


def spoken(file: CaseFile) -> Spoken:
    """Return the sentences chosen for a case."""
    cause_piece = _cause_piece(file)
    cause = _cause(file, cause_piece)
    ranked = [p for p in _events(file) if _words(file, p) != cause]
    issue_piece = ranked[0] if ranked else None
    issue = _words(file, issue_piece) if issue_piece else ""
    impact = _impact(file, {issue, cause})
    used = {issue, cause, impact}
    more = tuple(_words(file, p) for p in ranked[1:] if _words(file, p) not in used)
    return Spoken(
        issue=issue or _template(file),
        from_note=bool(issue),
        cause=cause,
        impact=impact,
        more=more,
    )


def _words(file: CaseFile, piece: Piece) -> str:
    """Return a clause as it may be said on this track: no doer of theirs unless the fault is ours."""
    if file.track in ("ours", "nobody", "third_party"):
        return piece.client or ""
    return (piece.undone or "") if _theirs(piece) else (piece.client or "")


def _theirs(piece: Piece) -> bool:
    told = piece.client or ""
    return piece.actor == "client" or bool(re.search(r"\b(?:you|your)\b", told, re.IGNORECASE))


def _events(file: CaseFile) -> list[Piece]:
    """Return the clauses that tell what happened, weightiest first."""
    barred = ("offer", "history", "unknown", "wants", "feeling", "question", "limit", "our_impact")
    told = [
        p
        for p in file.pieces
        if _words(file, p) and not p.has(*barred) and p.has("event", "promise", "cause")
    ]
    scored = [(_weight(file, p), -p.start, p) for p in told]
    ranked = sorted((s for s in scored if s[0] >= 3), key=lambda s: (-s[0], -s[1]))
    return [piece for _, _, piece in ranked]


def _weight(file: CaseFile, piece: Piece) -> float:
    words = _words(file, piece)
    count = len(words.split())
    if not _LEAST <= count <= _MOST:
        return 0
    facts = [
        f for f in piece.facts if f.kind in ("date", "number", "amount", "percent", "duration")
    ]
    trouble = 3 if _TROUBLE.search(words) else 0
    early = 1 if piece.start < len(file.reading.text) / 2 else 0
    return (
        trouble
        + min(len(facts), 2)
        + early
        + (1 if file.track == "ours" and piece.actor == "ours" else 0)
    )


def _cause_piece(file: CaseFile) -> Piece | None:
    cause = file.situation.cause
    at = file.reading.text.find(cause) if cause else -1
    if at < 0:
        return None
    over = [p for p in file.pieces if p.start < at + len(cause) and at < p.end]
    return next((p for p in over if p.client or p.undone), None)


def _cause(file: CaseFile, piece: Piece | None) -> str:
    """Return the cause as it may be said, or "" (practices 40, 41, 47)."""
    if piece is None or file.track == "disputed":
        return ""
    if file.track == "client":
        return piece.undone or ""
    if file.track == "shared" and _theirs(piece):
        return ""
    return piece.client or ""


def _impact(file: CaseFile, used: set[str]) -> str:
    for tag in ("client_impact", "timing"):
        for piece in file.pieces:
            words = piece.client or ""
            fits = piece.has(tag) and not piece.has("offer", "limit", "unknown", "wants", "aside")  # type: ignore[arg-type]
            if fits and words and words not in used and _LEAST <= len(words.split()) <= _MOST:
                if (
                    file.track in ("client", "disputed")
                    and _theirs(piece)
                    and not piece.has("client_impact")
                ):
                    continue
                return words
    return ""


def _template(file: CaseFile) -> str:
    """Return the issue in plain words of our own, with the fact that carries it."""
    facts = [f for f in file.situation.facts if not f.confidential]
    reference = next((f.text for f in facts if f.kind == "reference"), "")
    thing = reference or "[what it is about]"
    line = fill(file.kind_words.issue, thing=file.tidy.capitals(thing))
    return line


def first_lower(text: str) -> str:
    """Return a sentence to go on in the middle of another."""
    return lower_first(text)

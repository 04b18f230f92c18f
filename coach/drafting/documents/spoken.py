"""The few sentences that script, letter and hard questions all rest on, chosen once."""

import re
from dataclasses import dataclass

from coach.domain.situation import SituationFact
from coach.domain.values import FactKind
from coach.drafting.calendar import said
from coach.drafting.casefile import CaseFile
from coach.drafting.cues import cue
from coach.drafting.phrasebook import fill
from coach.drafting.pieces import Piece
from coach.drafting.reading import Tag
from coach.drafting.tidy import lower_first

_LEAST, _MOST = 4, 26
_BARRED: tuple[Tag, ...] = (
    "offer",
    "history",
    "unknown",
    "wants",
    "feeling",
    "question",
    "limit",
    "our_impact",
)


@dataclass(frozen=True)
class Spoken:
    """Sentences for the client, each safe to say; "" where the note has none."""

    issue: str
    """What happened, with its fact."""
    from_note: bool
    """Whether the issue is in the note's own words, not a template's."""
    cause: str
    impact: str
    impact_told: bool
    """Whether the impact is what it does to the client, not only a day ahead."""
    impact_heard: bool
    """Whether only the client's word stands for it."""
    done: tuple[str, ...]
    """What we have done already."""
    history: str
    """True history in a line, "" when there is none or the client is furious (practice 38)."""
    more: tuple[str, ...]
    """Further facts of what happened, in order of weight."""

    @property
    def issue_parts(self) -> tuple[str, tuple[str, ...]]:
        """The issue's first sentence, and what a template says beyond it."""
        if self.from_note:
            return self.issue, ()
        first, stop, rest = self.issue.partition(". ")
        return (first + ".", (rest,)) if stop else (self.issue, ())


def spoken(file: CaseFile) -> Spoken:
    """Return the sentences chosen for a case."""
    cause_piece = _cause_piece(file)
    cause = _cause(file, cause_piece)
    ranked = [p for p in _events(file) if _words(file, p) != cause]
    first = ranked[0] if ranked else None
    issue_piece = None if file.kind_words.issue_first else first
    issue = _words(file, issue_piece) if issue_piece else ""
    impact, told = _impact(file, {issue, cause})
    used = {issue, cause, impact}
    more = tuple(words for p in ranked if (words := _words(file, p)) not in used)
    history = next(
        (p.client for p in file.said("history") if cue("good").search(p.client or "")), ""
    )
    return Spoken(
        history="" if file.furious or file.urgent else history or "",
        issue=issue or _template(file),
        from_note=bool(issue),
        cause=cause,
        impact=impact,
        impact_told=told,
        impact_heard=told
        and any(p.client == impact and p.certainty == "hearsay" for p in file.pieces),
        done=tuple(
            p.client
            for p in file.said("event", "offer", "cause")
            if p.client and cue("done").search(p.client)
        ),
        more=more,
    )


def _words(file: CaseFile, piece: Piece) -> str:
    """Return a clause as it may be said on this track, without a doer of theirs."""
    if file.track in ("ours", "nobody", "third_party"):
        return piece.client or ""
    return (piece.undone or "") if _theirs(piece) else (piece.client or "")


def _theirs(piece: Piece) -> bool:
    told = piece.client or ""
    return piece.actor == "client" or bool(re.search(r"\b(?:you|your)\b", told, re.IGNORECASE))


def _events(file: CaseFile) -> list[Piece]:
    """Return the clauses that tell what happened, weightiest first."""
    told = [
        p
        for p in file.pieces
        if _words(file, p) and not p.has(*_BARRED) and p.has("event", "promise", "cause")
    ]
    scored = [(_weight(file, p), -p.start, p) for p in told]
    ranked = sorted((s for s in scored if s[0] >= 3), key=lambda s: (-s[0], -s[1]))
    return [piece for _, _, piece in ranked]


def _weight(file: CaseFile, piece: Piece) -> float:
    words = _words(file, piece)
    count = len(words.split())
    if not _LEAST <= count <= _MOST or cue("looked").search(words):
        return 0
    if cue("done").search(words) or cue("background").search(words):
        return 0
    facts = [
        f for f in piece.facts if f.kind in ("date", "number", "amount", "percent", "duration")
    ]
    trouble = 3 if cue("trouble").search(words) else 2
    early = 1 if piece.start < len(file.reading.text) / 2 else 0
    unsure = 0 if piece.certainty == "stated" else 2
    return (
        trouble
        - unsure
        + min(len(facts), 2)
        + early
        + (1 if file.track == "ours" and piece.actor == "ours" else 0)
    )


def _cause_piece(file: CaseFile) -> Piece | None:
    cause = file.situation.cause
    at = file.reading.text.find(cause) if cause else -1
    if at < 0:
        return _other_cause(file)
    over = [
        p for p in file.pieces if p.start < at + len(cause) and at < p.end and not p.has("offer")
    ]
    told = next((p for p in over if _cause(file, p)), None)
    return told or _other_cause(file)


def _other_cause(file: CaseFile) -> Piece | None:
    """Return another clause that tells why, or what we did, when the first cannot be said."""
    given = [p for p in file.pieces if p.has("cause") and not p.has("offer") and _cause(file, p)]
    if file.track in ("ours", "shared"):
        failed = [
            p
            for p in file.pieces
            if cue("failed").search(p.client or "") and not p.has("offer", "limit")
        ]
        given = failed or given
    if not given and file.track in ("third_party", "nobody"):
        given = [
            p
            for p in file.pieces
            if (
                cue("outside_deed").search(p.client or "")
                and not re.search(r"\b(?:I|we|you|your|our)\b", p.client or "", re.IGNORECASE)
                and not p.has("offer", "limit", "history", "timing", "unknown")
            )
            or (
                cue("outside_deed").search(p.client or "") and p.has("event") and p.actor == "other"
            )
        ]
    return given[0] if given else None


def _cause(file: CaseFile, piece: Piece | None) -> str:
    """Return the cause as it may be said, or "" (practices 40, 41, 47)."""
    if piece is None or file.track == "disputed":
        return ""
    if file.track == "client":
        return piece.undone or ""
    if file.track == "shared" and _theirs(piece):
        return ""
    return piece.client or ""


def _impact(file: CaseFile, used: set[str]) -> tuple[str, bool]:
    """Return what it has done to the client, else the day that hangs on it (practice 40).

    A clause names harm only by words that tell a blow; what is only the client's own business, or
    ours, does not count, however it was tagged.
    """
    scored = [
        (_blow(file, piece), -piece.start, piece.client)
        for piece in file.pieces
        if piece.client and piece.client not in used
    ]
    told = max((one for one in scored if one[0] > 0), default=None)
    if told is not None:
        return told[2], True
    for piece in file.pieces:
        words = piece.client or ""
        fits = piece.has("timing", "client_impact") and not piece.has("offer", "limit", "unknown")
        if not fits or words in used or not _LEAST <= len(words.split()) <= _MOST:
            continue
        if cue("done").search(words):
            continue
        if cue("stake").search(words) and not _ours_only(words):
            return words, False
    return "", False


def _blow(file: CaseFile, piece: Piece) -> float:
    words = piece.client or ""
    if piece.has("offer", "limit", "unknown", "aside") or _ours_only(words):
        return 0
    if not _LEAST <= len(words.split()) <= _MOST or not cue("blow").search(words):
        return 0
    if file.track in ("client", "disputed") and piece.has("cause") and _theirs(piece):
        return 0
    yours = bool(re.search(r"\b(?:you|your)\b", words, re.IGNORECASE))
    if not yours and not piece.has("client_impact") and not cue("outsiders").search(words):
        return 0
    return 1 + yours + piece.has("client_impact") + bool(re.search(r"\d", words))


def _ours_only(words: str) -> bool:
    return bool(
        cue("no_blow").search(words)
        or cue("says").search(words)
        or cue("no_impact").search(words)
        or cue("told").search(words)
    )


def _template(file: CaseFile) -> str:
    """Return the issue in plain words of our own, with the fact that carries it."""
    words = file.book.script.about
    facts = [f for f in file.situation.facts if not f.confidential and f.certainty == "stated"]
    about = ""
    if file.kind in _DATED and (due := _near(file, facts, "date", cue("due"))):
        about = fill(
            words["date"], thing=file.tidy.capitals(_FROM.sub("", said(due.text, due.value)))
        )
    elif file.kind in _PRICED and (sum_ := _near(file, facts, "amount", cue("price"))):
        about = fill(words["amount"], thing=sum_.text)
    elif reference := next(
        (f for f in facts if f.kind == "reference" and f.text[-2:-1] != " "), None
    ):
        about = fill(words["reference"], thing=lower_first(reference.text))
    return f"{file.kind_words.issue} {about}".strip()


def _near(
    file: CaseFile, facts: list[SituationFact], kind: FactKind, cue: re.Pattern[str]
) -> SituationFact | None:
    """Return the first fact of a kind that stands closely behind a cue."""
    text = file.reading.text
    for fact in facts:
        before = text[max(0, fact.start - 48) : fact.start]
        if fact.kind == kind and cue.search(before) and not re.search(r"[.;!?]\s", before[-30:]):
            return fact
    return None


_DATED = ("missed_deadline", "deadline_renegotiation", "late_shipment")
_PRICED = ("invoice_dispute", "budget_overrun", "price_increase")
_FROM = re.compile(r"^(?:by|on|at|for)\s+", re.IGNORECASE)

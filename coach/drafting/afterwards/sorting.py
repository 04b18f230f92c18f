"""What each clause of the notes is: a deed, settled, open, refused, or only noted."""

import re
from dataclasses import dataclass, field, replace

from coach.domain.meeting import ItemKind
from coach.drafting.afterwards.clauses import Clause
from coach.drafting.afterwards.days import Calendar, Due, is_only_a_date
from coach.drafting.afterwards.words import NoteWords

_MODAL = re.compile(r"\b(?:might|may|maybe|perhaps|possibly|could)\b", re.IGNORECASE)
_THINKS = re.compile(
    r"\b(?:think|thinks|thinking) (?:about|it over)\b|\bsleep on\b"
    r"|\b(?:consider|reflect on|mull over)\b|\b(?:they|he|she|client)(?:'ll| will) (?:come|get) back\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(r"\b(?:I|we) (?:have |had )?offered (?:to|him|her|them)\b", re.IGNORECASE)
_WRITES = re.compile(
    r"\b(?:send|write|text|mail|email|ring|call|message|visit|report|update|provide)\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"^[\w.]{1,12}: ")
_ITS_OBJECT = re.compile(r"(?P<verb>provide|send|get|bring|do) (?:them|it)\b")
_DOES_IT = re.compile(r"(?:do )?(?:it|that|this|so)?|do|owner|responsible|lead", re.IGNORECASE)
_ONLY_CONTACT = re.compile(
    r"^(?:I|we|us|both)?\W*(?:will |'ll |agreed to |to )?"
    r"(?:speak|talk|meet|reconvene|regroup|follow up|check in|catch up|see each)\b",
    re.IGNORECASE,
)


_SETTLES: dict[str, ItemKind | None] = {"no": "refused", "open": "open", "yes": None}


def _plainly(answer: str, clause: Clause) -> str:
    """Return an answer in words that stand on their own: "told her so" is a no."""
    spoken = re.search(r"\b(?:said|say|declined|refused|agreed|OK)\b", clause.text)
    return clause.text if spoken or answer != "no" else "we said no"


@dataclass
class Item:
    """One matter of the notes."""

    start: int
    end: int
    text: str
    kind: ItemKind
    clause: Clause
    changed: bool = False
    followup: bool = False
    cadence: str = ""
    internal: bool = False
    late: Due | None = None
    """Its day, when a clause of its own says it."""
    merged: list[str] = field(default_factory=list)
    """Answers that belong to it and stood in clauses of their own."""


class Sorter:
    """Sorts clauses by their cues, their form and the heading they stand under."""

    def __init__(self, words: NoteWords, calendar: Calendar) -> None:
        self._words, self._calendar = words, calendar

    def sorted(self, clauses: list[Clause]) -> list[Item]:
        """Return the items in order; a bare yes or no settles what was asked just before it."""
        items: list[Item] = []
        for clause in clauses:
            answer = self._answer(clause)
            asked = items[-1] if items else None
            if asked and self._completes(asked, clause):
                continue
            if asked and (named := self._named(asked, clause)):
                items[-1] = named
                continue
            if asked and clause.remark and self._words.cues["changed"].search(clause.text):
                asked.changed, asked.end = True, clause.end
                asked.text = f"{asked.text} ({clause.text})"
                continue
            if answer and asked and self._answerable(asked, clause):
                asked.kind = _SETTLES[answer] or self._accepted(asked)
                asked.end, asked.merged = clause.end, [*asked.merged, _plainly(answer, clause)]
                continue
            items.append(self._item(clause))
        return items

    def _named(self, item: Item, clause: Clause) -> Item | None:
        """Return the deed with what its "them" or "it" means: "new proofs, they get them by Thu"."""
        deed = clause.deed
        same_line = clause.line is item.clause.line and item.clause.deed is None
        pronoun = _ITS_OBJECT.match(deed.what) if deed else None
        if (
            deed is None
            or pronoun is None
            or not same_line
            or item.kind not in ("noted", "decided")
        ):
            return None
        what = f"{pronoun['verb']} {item.text}{deed.what[pronoun.end() :]}"
        named = replace(clause, start=item.start, deed=replace(deed, what=what))
        return self._item(replace(named, text=f"{item.text}, {clause.text}"))

    def _completes(self, item: Item, clause: Clause) -> bool:
        """Add what a clause says of the deed before it: only a day, or only who does it."""
        deed, own = item.clause.deed, clause.deed
        if item.kind != "action" or deed is None or clause.line is not item.clause.line:
            return False
        due = self._calendar.due(clause.text)
        only_day = due is not None and is_only_a_date(clause.text, due)
        does_it = own is not None and _DOES_IT.fullmatch(
            own.what.split(" by ")[0].split(" until ")[0]
        )
        if not only_day and not does_it:
            return False
        if due is not None and self._calendar.due(item.text) is None:
            item.late = due
        if own is not None and does_it and deed.doer.lower() in ("", "we", "us"):
            item.clause = replace(item.clause, deed=replace(deed, doer=own.doer))
        item.end = clause.end
        return True

    def _answer(self, clause: Clause) -> str:
        bare = _SPEAKER.sub("", clause.text.strip(" .,!-"))
        first, _, more = bare.partition(",")
        if more and self._words.whole["bare_yes"].fullmatch(first):
            return "yes"
        if self._words.whole["bare_no"].fullmatch(bare):
            return "no"
        if self._words.whole["bare_open"].fullmatch(bare):
            return "open"
        return "yes" if self._words.whole["bare_yes"].fullmatch(bare) else ""

    def _answerable(self, item: Item, clause: Clause) -> bool:
        near = clause.start - item.end <= 6 and item.kind in ("open", "noted", "decided")
        return near and (item.clause.line.start <= clause.start <= item.clause.line.end)

    @staticmethod
    def _accepted(item: Item) -> ItemKind:
        return "action" if item.clause.deed else "decided"

    def _item(self, clause: Clause) -> Item:
        text, cues = clause.text, self._words.cues
        habit = cues["cadence"].search(text)
        update = habit and cues["update"].search(text)
        item = Item(
            clause.start,
            clause.end,
            text,
            self._kind(clause),
            clause,
            changed=bool(cues["changed"].search(text)) or clause.line.section == "changed",
            cadence=max((m[0] for m in cues["cadence"].finditer(text)), key=len) if update else "",
        )
        item.followup = bool(cues["followup"].search(text)) and bool(self._calendar.all(text))
        own = clause.deed and _WRITES.search(text) and not cues["followup"].search(text)
        if item.kind == "action" and _ONLY_CONTACT.search(text) and not item.followup:
            item.kind = "noted"
        if item.followup and item.kind == "open" and clause.line.section == "open":
            item.kind = "noted"
        nobody = clause.deed is not None and not clause.deed.doer
        if item.followup and item.kind == "action" and (nobody or self._is_only_contact(text)):
            item.kind = "noted"
        if item.cadence and item.kind == "action" and not own and not clause.deed:
            item.kind = "decided"
        return item

    @staticmethod
    def _is_only_contact(text: str) -> bool:
        return bool(_ONLY_CONTACT.search(text)) or not _WRITES.search(text)

    def _kind(self, clause: Clause) -> ItemKind:
        section, mark, text = clause.line.section, clause.line.mark, clause.text
        cues = self._words.cues
        empty = self._words.lead.fullmatch(text.strip(" ,;.:-"))
        if mark == "done" or empty or self._answer(clause):
            return "noted"
        if mark == "refused" or section == "refused":
            return "refused"
        if cues["refused"].search(text) and not self._is_promise(clause):
            return "refused"
        if clause.deed:
            return "open" if self._is_open(clause) else "action"
        if mark == "open" or section == "open" or cues["open"].search(text) or text.endswith("?"):
            return "open"
        if mark == "decided" or section == "decided":
            return "decided"
        if cues["asked"].search(text) or _OFFERED.search(text):
            return "open"
        if section == "noted":
            return "noted"
        if cues["decided"].search(text) or cues["changed"].search(text):
            return "decided"
        if cues["cadence"].search(text) and cues["update"].search(text):
            return "decided"
        return "noted"

    def _is_promise(self, clause: Clause) -> bool:
        """Return whether a no is only part of a deed: "she will come back if we can't"."""
        deed = clause.deed
        return (
            deed is not None
            and deed.strength == "sure"
            and not re.search(
                r"\b(?:no|not|n't|nope|declin|refus|reject|turned)", clause.text[:60], re.IGNORECASE
            )
        )

    def _is_open(self, clause: Clause) -> bool:
        text, deed = clause.text, clause.deed
        if text.endswith("?") or _THINKS.search(text) or _OFFERED.search(text):
            return True
        early = _MODAL.search(text)
        if early and deed and text.find(deed.what[:12]) > early.start():
            return True
        if clause.line.section == "action":
            return False
        if clause.line.section == "open":
            return deed is None or deed.strength == "telegram"
        telegram = deed is not None and deed.strength == "telegram"
        cues = self._words.cues
        return telegram and bool(cues["asked"].search(text) or cues["open"].search(text))

"""Notes read: items in order, with who, what and when."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coach.domain.meeting import (
    Cadence,
    FollowUp,
    ItemFix,
    MeetingAction,
    MeetingPoint,
    PointKind,
)
from coach.drafting.afterwards.clauses import Clause, Clauses
from coach.drafting.afterwards.days import BLANK, Calendar, Due, without
from coach.drafting.afterwards.deeds import Deed, Deeds
from coach.drafting.afterwards.habits import first_of, habit_of
from coach.drafting.afterwards.lines import Line, lines_of
from coach.drafting.afterwards.people import WHO, People
from coach.drafting.afterwards.shorthand import written_out
from coach.drafting.afterwards.sorting import Item, Sorter
from coach.drafting.afterwards.words import NoteWords
from coach.drafting.calendar import long_day
from coach.drafting.tidy import Tidy, upper_first

_TALK = re.compile(r"\b(?:call|meeting|review|visit|speak|talk)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d|today|tomorrow")
_DANGLING = re.compile(r"[\s,;]+(?:needs?|needed|due|by|until)\s*$", re.IGNORECASE)
_NEAR = 60
_NAME_FORM = re.compile(r"[A-ZÀ-Þ][\w'-]+")


@dataclass(frozen=True)
class NotesRead:
    """What the notes hold."""

    actions: tuple[MeetingAction, ...]
    points: tuple[MeetingPoint, ...]
    follow_up: FollowUp | None
    cadence: Cadence | None
    people: People


class NotesReader:
    """Reads one set of notes."""

    def __init__(self, words: NoteWords, people: People, tidy: Tidy, met: date, order: str) -> None:
        self._words, self._people, self._tidy = words, people, tidy
        self._calendar = Calendar(met, order, words)
        self._deeds = Deeds(words, people, self._calendar)

    def read(
        self,
        notes: str,
        is_private: Callable[[int, int], bool],
        fixes: dict[str, ItemFix],
    ) -> NotesRead:
        """Return what the notes hold; `is_private` tells which stretches stay inside."""
        clauses: list[Clause] = []
        rows: list[Line] = []
        cutter = Clauses(notes, self._words, self._deeds)
        for line in lines_of(notes, self._words):
            if line.cells:
                rows.append(line)
            else:
                clauses += cutter.of(line)
        items = Sorter(self._words, self._calendar).sorted(clauses)
        for item in items:
            item.internal = self._is_internal(item, notes, is_private)
        used: dict[str, int] = {}
        actions = [self._action(item, notes, used) for item in items if item.kind == "action"]
        actions += [self._row(line, notes, used) for line in rows]
        actions.sort(key=lambda action: action.start)
        points = [self._point(item, notes, used) for item in items if item.kind != "action"]
        points += [
            self._point(item, notes, used).model_copy(update={"kind": "changed"})
            for item in items
            if item.changed
        ]
        cadence = self._cadence(items, notes)
        return NotesRead(
            actions=tuple(_fixed(a, fixes.get(a.id), self._calendar) for a in actions),
            points=tuple(_marked(p, fixes.get(p.id)) for p in points),
            follow_up=self._follow_up(items, notes) or self._first_of(cadence),
            cadence=cadence,
            people=self._people,
        )

    def _is_internal(self, item: Item, notes: str, is_private: Callable[[int, int], bool]) -> bool:
        cue = self._words.cues["internal"].search(item.text)
        return item.clause.line.private or bool(cue) or is_private(item.start, item.end)

    def _action(self, item: Item, notes: str, used: dict[str, int]) -> MeetingAction:
        deed = item.clause.deed
        assert deed is not None
        due = self._due(deed, item.text) or item.late
        who = self._people.resolved(deed.doer, self._named_before(item, notes))
        source = notes[item.start : item.end]
        return MeetingAction(
            id=_id("action", source, used),
            start=item.start,
            end=item.end,
            source=source,
            who=self._tidy.capitals(who.words),
            whose=who.whose,
            what=self._what(deed, due),
            when=_shown(due, item.cadence),
            day=due.day if due else "",
            internal=item.internal,
        )

    def _due(self, deed: Deed, text: str) -> Due | None:
        return self._calendar.due(deed.what) or self._calendar.due(text)

    def _what(self, deed: Deed, due: Due | None) -> str:
        inside = self._calendar.due(deed.what)
        words = (
            without(deed.what, inside)
            if inside and due and inside.words == due.words
            else deed.what
        )
        # Behind "to", no verb is taken for a word that only opens a sentence ("look", "right").
        if words.count("(") != words.count(")"):
            words = words.replace("(", " ").replace(")", " ")
        words = _DANGLING.sub("", words)
        plain = self._tidy.clause(f"to {words.strip(' ,;:->')}").removeprefix("to ").strip()
        return (plain or deed.what) + (
            f" ({self._tidy.clause(deed.condition)})" if deed.condition else ""
        )

    def _named_before(self, item: Item, notes: str) -> str:
        """Return whom the same sentence named before the clause, for "he" and "she"."""
        line = item.clause.line
        before = notes[line.start : item.start]
        sentences = re.split(r"[.!?]\s", before)
        sentence = sentences[-1]
        label = re.match(r"\s*([\w. ]{1,20}?)\s*[:–—-]\s", notes[line.start : item.end])
        named = [
            (match.start(), self._people.names[name])
            for name in self._people.names
            if self._people.side(name) != "ours" or _subject(name, sentence)
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence, re.IGNORECASE)
        ]
        # Further back, or behind another clause, the one the talk was with is likelier.
        named = [one for one in named if _is_near(sentence[one[0] :])]
        if named:
            return max(named)[1]
        fresh = [m for m in _NAME_FORM.finditer(sentence) if self._is_new_name(m, sentence)]
        if fresh:
            return fresh[-1][0]
        if label and (who := self._people.doer_at(label[1])) and who.end() == len(label[1]):
            return label[1] if self._people.is_person_like(label[1], label[1]) else ""
        for earlier in sentences[-2:-5:-1]:
            for name, written in self._people.names.items():
                if self._people.side(name) == "client" and _subject(name, earlier):
                    return written
        return ""

    def _is_new_name(self, match: re.Match[str], sentence: str) -> bool:
        follows = sentence[match.end() : match.end() + 6]
        head = match[0].lower()
        return (
            head not in self._words.not_doers
            and bool(re.match(r" (?:is|to|wi|ha|sa)", follows))
            and (self._people.is_person_like(match[0], match[0]))
        )

    def _row(self, line: Line, notes: str, used: dict[str, int]) -> MeetingAction:
        cells = {
            column: written_out(notes[low:high], self._words) for column, low, high in line.cells
        }
        when = cells.get("when", "")
        due = self._calendar.due(when) if when else None
        who = self._people.resolved(cells.get("who", ""), "")
        source = notes[line.start : line.end]
        return MeetingAction(
            id=_id("action", source, used),
            start=line.start,
            end=line.end,
            source=source,
            who=self._tidy.capitals(who.words),
            whose=who.whose,
            what=self._tidy.clause(cells.get("what", "")),
            when=(due.shown if due and due.day else when) or BLANK,
            day=due.day if due else "",
            internal=line.private or bool(self._words.cues["internal"].search(source)),
        )

    def _point(self, item: Item, notes: str, used: dict[str, int]) -> MeetingPoint:
        source = notes[item.start : item.end]
        kind: PointKind = "noted" if item.kind == "action" else item.kind
        said = " ".join(self._tidy.sentence(text) for text in (item.text, *item.merged))
        return MeetingPoint(
            id=_id(kind, source, used),
            start=item.start,
            end=item.end,
            source=source,
            kind=kind,
            said=upper_first(said),
            internal=item.internal,
        )

    def _follow_up(self, items: Sequence[Item], notes: str) -> FollowUp | None:
        """Return the next talk: the first day that a word for it comes with, ahead of the rest."""
        named = [item for item in items if item.followup and not item.internal]
        for item in sorted(named, key=lambda item: item.kind == "action"):
            days = self._calendar.all(item.text)
            cue = self._words.cues["followup"].search(item.text)
            assert cue is not None
            near = min(
                days, key=lambda due: (not _FIGURE.search(due.words), abs(due.start - cue.end()))
            )
            return FollowUp(
                what=self._tidy.sentence(item.text),
                day=near.day,
                time=near.time,
                source=notes[item.start : item.end],
            )
        return None

    @staticmethod
    def _first_of(cadence: Cadence | None) -> FollowUp | None:
        """Return the first of regular talks as the next one, when its day is known."""
        if cadence is None or not cadence.first or not _TALK.search(cadence.what):
            return None
        return FollowUp(
            what=cadence.what, day=cadence.first, time=cadence.time, source=cadence.what
        )

    def _cadence(self, items: Sequence[Item], notes: str) -> Cadence | None:
        for item in items:
            if item.cadence and not item.internal:
                days = [d for d in self._calendar.all(item.text) if d.day]
                day = next((d for d in days if _FIGURE.search(d.words)), next(iter(days), None))
                habit = habit_of(item.text)
                first = day.day if day else first_of(habit, self._calendar.met)
                return Cadence(
                    every=item.cadence,
                    what=self._tidy.sentence(item.text),
                    first=first,
                    rule=habit.rule if habit else "",
                    time=day.time if day else "",
                )
        return None


def _is_near(between: str) -> bool:
    return len(between) <= _NEAR and len(re.findall(r",\s|\band\b|\bthen\b", between)) <= 1


def _subject(name: str, sentence: str) -> bool:
    return re.match(rf"\W*{re.escape(name)}\b", sentence, re.IGNORECASE) is not None


def _shown(due: Due | None, cadence: str) -> str:
    if due is not None and not (cadence and not due.day):
        return due.shown
    return cadence or BLANK


def _id(kind: str, source: str, used: dict[str, int]) -> str:
    slug = re.sub(r"[^\w]+", "-", source.lower()).strip("-")[:48] or "item"
    base = f"{kind}-{slug}"
    used[base] = used.get(base, 0) + 1
    return base if used[base] == 1 else f"{base}~{used[base]}"


def _fixed(action: MeetingAction, fix: ItemFix | None, calendar: Calendar) -> MeetingAction:
    """Return an action as the user put it right."""
    if fix is None:
        return action
    update: dict[str, object] = {}
    if fix.who is not None:
        who = fix.who.strip()
        update |= {"who": who or WHO, "whose": "named" if who else "unknown"}
    if fix.what is not None and fix.what.strip():
        update["what"] = fix.what.strip()
    if fix.when is not None:
        update |= _when(fix.when.strip(), calendar)
    if fix.internal is not None:
        update |= {"internal": fix.internal, "cleared": not fix.internal}
    return action.model_copy(update=update)


def _when(words: str, calendar: Calendar) -> dict[str, object]:
    due = calendar.due(words) if words else None
    if due and due.day:
        return {"when": long_day(date.fromisoformat(due.day)), "day": due.day}
    return {"when": words or BLANK, "day": ""}


def _marked(point: MeetingPoint, fix: ItemFix | None) -> MeetingPoint:
    if fix is None:
        return point
    said = fix.what.strip() if fix.what else point.said
    internal = point.internal if fix.internal is None else fix.internal
    cleared = fix.internal is False
    return point.model_copy(update={"said": said, "internal": internal, "cleared": cleared})

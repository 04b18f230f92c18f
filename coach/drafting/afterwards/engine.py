"""After the talk: notes in, the whole record with its papers out; the same notes, the same record."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from coach.domain.meeting import MeetingAction, MeetingInput, MeetingPoint, MeetingRecord
from coach.domain.pack import CasePack, Edit
from coach.domain.situation import CaseInput, Person, Profile, Question
from coach.drafting.afterwards.changes import marked_changes, rows_of
from coach.drafting.afterwards.checking import checked
from coach.drafting.afterwards.days import BLANK
from coach.drafting.afterwards.guarding import Guard
from coach.drafting.afterwards.invite import calendar_file
from coach.drafting.afterwards.lesson import lesson_card
from coach.drafting.afterwards.people import WHO, People, people_of
from coach.drafting.afterwards.phrases import Papers, load_papers, load_rules
from coach.drafting.afterwards.read import NotesRead, NotesReader
from coach.drafting.afterwards.saying import Saying
from coach.drafting.afterwards.scrubbing import Scrubber
from coach.drafting.afterwards.summaries import Held, client_summary, internal_summary
from coach.drafting.afterwards.words import load_words
from coach.drafting.casefile import CaseFile
from coach.drafting.engine import Drafting
from coach.drafting.intake.dates import Dates
from coach.drafting.reading import Reading
from coach.drafting.review import double_talk
from coach.drafting.tidy import Tidy
from coach.language.checker import PlainLanguage

_MOST_QUESTIONS = 5
_LEAK = "client_summary: something internal stands in words for the client: "


class Afterwards:
    """Turns notes into a record."""

    def __init__(self, knowledge_dir: Path, language: PlainLanguage, drafting: Drafting) -> None:
        """Load the cues and wordings.

        Raises:
            SetupError: when one of the files is missing or malformed.
        """
        self._words = load_words(knowledge_dir)
        self._papers = load_papers(knowledge_dir)
        self._rules = load_rules(knowledge_dir)
        self._tidy = Tidy.load(knowledge_dir / "drafting")
        self._language, self._drafting = language, drafting

    def record(
        self,
        meeting: MeetingInput,
        case: CaseInput | None = None,
        earlier: CasePack | MeetingRecord | None = None,
    ) -> MeetingRecord:
        """Return the record of a talk.

        `case` is the account from before the talk, if there is one: its people, and what must stay
        inside. `earlier` is what changes are marked against: the pack, or a record shared before.
        """
        met = date.fromisoformat(meeting.met)
        profile = case.profile if case else Profile()
        file = self._drafting.open(case) if case and case.text.strip() else None
        reading = self._drafting.read(
            CaseInput(text=meeting.notes, today=meeting.met, profile=profile)
        )
        tidy = self._tidy.knowing(
            [p.name for p in (*reading.situation.people, *(file.situation.people if file else ()))]
        )
        people = self._people(meeting.notes, profile, file, reading)
        private = _private(reading)
        reader = NotesReader(self._words, people, tidy, met, profile.date_order)
        read = reader.read(meeting.notes, private, meeting.fixes)
        return self._written(meeting, met, profile, file, read, tidy, earlier)

    def _people(
        self, notes: str, profile: Profile, file: CaseFile | None, reading: Reading
    ) -> People:
        known: tuple[Person, ...] = file.situation.people if file else ()
        contact = file.contact.name if file and file.contact else ""
        named = [p.name for p in reading.situation.people]
        return people_of(notes, self._words, profile.name.strip(), known, named, contact)

    def _written(
        self,
        meeting: MeetingInput,
        met: date,
        profile: Profile,
        file: CaseFile | None,
        read: NotesRead,
        tidy: Tidy,
        earlier: CasePack | MeetingRecord | None,
    ) -> MeetingRecord:
        people = read.people
        contact = file.contact.name if file and file.contact else people.counterpart
        saying = Saying(people, contact, tidy, self._papers)
        guard = _guard(read, file)
        read, withheld = _judged(read, saying, guard, self._papers)
        points = {kind: tuple(p for p in read.points if p.kind == kind) for kind in _KINDS}
        changes = marked_changes(rows_of(earlier), read.actions, points["changed"])
        changes = tuple(
            c.model_copy(
                update={"for_client": c.for_client and not guard.leaked(f"{c.was} {c.now}")}
            )
            for c in changes
        )
        held = Held(
            met=met,
            contact=tidy.capitals(_called(contact)),
            me=profile.name.strip(),
            signature=profile.signature,
            actions=read.actions,
            points=read.points,
            follow_up=read.follow_up,
            cadence=read.cadence,
            changes=changes,
            withheld=withheld,
            questions=self._questions(read),
        )
        dates = Dates(met, profile.date_order)
        situation = file.situation if file else None
        scrubber = Scrubber(people, situation, dates, self._papers.lesson)
        made = {
            "client_summary": client_summary(held, saying, self._papers),
            "internal_summary": internal_summary(held, self._papers),
            "lesson": lesson_card(held, file, scrubber, self._papers.lesson),
        }
        papers, notices = _with_edits(made, meeting.edits)
        notices += [f"{_LEAK}{words}." for words in guard.leaked(papers["client_summary"])]
        return self._checked(
            MeetingRecord(
                met=meeting.met,
                actions=read.actions,
                **points,
                follow_up=read.follow_up,
                cadence=read.cadence,
                changes=changes,
                **papers,
                calendar=calendar_file(
                    read.follow_up, read.cadence, met, self._titles(held.contact)
                ),
                checklist=(),
                questions=held.questions,
                withheld=withheld,
                findings=double_talk(self._language, [papers["client_summary"]]),
                notices=tuple(dict.fromkeys(notices)),
            )
        )

    def _checked(self, record: MeetingRecord) -> MeetingRecord:
        return record.model_copy(update={"checklist": checked(record, self._rules)})

    def _titles(self, contact: str) -> tuple[str, str]:
        words = self._papers.calendar
        if not contact:
            return words["summary_blank"], words["updates_blank"]
        return words["summary"].format(name=contact), words["updates"].format(name=contact)

    def _questions(self, read: NotesRead) -> tuple[Question, ...]:
        """Return what to fill in first: owners, then the next talk, then days."""
        asking = self._papers.questions

        def asked(name: str, id_: str, what: str = "") -> Question:
            words = asking[name]
            return Question(id=id_, question=words.question.format(what=what), why=words.why)

        found = [asked("who", f"who:{a.id}", a.what) for a in read.actions if WHO in a.who]
        if read.follow_up is None:
            found.append(asked("follow_up", "follow_up"))
        if read.cadence is None:
            found.append(asked("cadence", "cadence"))
        found += [asked("when", f"when:{a.id}", a.what) for a in read.actions if a.when == BLANK]
        return tuple(found[:_MOST_QUESTIONS])


_KINDS = ("decided", "open", "refused", "changed", "noted")


def _called(name: str) -> str:
    """Return how somebody is greeted: by title and surname, or by first name."""
    parts = name.split()
    titled = len(parts) > 1 and parts[0].lower().rstrip(".") in _TITLES
    return f"{parts[0]} {parts[-1]}" if titled else parts[0] if parts else ""


_TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame councillor cllr chef matron herr frau monsieur madame".split()
)


_SOLID = ("amount", "percent", "number", "duration")
_LONGEST = 2.5


def _private(reading: Reading) -> Callable[[int, int], bool]:
    """Return a test for stretches of the notes that the intake takes for private."""
    spans = [(s.start, s.end) for s in reading.sentences if s.confidential]
    facts = [f for f in reading.situation.facts if f.confidential and f.kind in _SOLID]

    def is_private(start: int, end: int) -> bool:
        # Of a long sentence only some clause is private; its facts are marked clause by clause.
        return any(start <= fact.start < end for fact in facts) or any(
            min(end, high) - max(start, low) > (end - start) / 2
            and high - low <= _LONGEST * (end - start)
            for low, high in spans
        )

    return is_private


def _guard(read: NotesRead, file: CaseFile | None) -> Guard:
    items: list[MeetingAction | MeetingPoint] = [*read.actions, *read.points]
    return Guard(
        inside=[one.source for one in items if one.internal],
        outside=[one.source for one in items if not one.internal],
        names=_hideable(read),
        secrets=file.secrets if file else None,
        situation=file.situation if file else None,
    )


def _hideable(read: NotesRead) -> list[str]:
    """Return the names that may themselves be a secret: all but the one the talk was with."""
    known = read.people.counterpart.lower()
    names = {*read.people.names.values(), *(a.who for a in read.actions if a.whose == "named")}
    return [name for name in sorted(names) if name.lower() not in known and name]


def _judged(
    read: NotesRead, saying: Saying, guard: Guard, papers: Papers
) -> tuple[NotesRead, tuple[str, ...]]:
    """Return the notes with each item worded for the client or kept inside, and why it was kept."""
    withheld: list[str] = []
    actions = []
    for action in read.actions:
        row = " ".join(saying.row(action))
        why = _why(action.internal, row, guard, saying.is_rough(action.what))
        why = "" if action.cleared else why
        if why:
            withheld.append(f"“{action.source}”: {papers.withheld[why]}")
        actions.append(action.model_copy(update={"internal": bool(why)}))
    points: list[MeetingPoint] = []
    for point in read.points:
        said = saying.point(point) if not point.internal else None
        why = _why(point.internal, said or "", guard, rough=said is None)
        if point.cleared and point.kind != "noted":
            why, said = "", said or point.said
        if why and point.kind != "noted":
            withheld.append(f"“{point.source}”: {papers.withheld[why]}")
        points.append(point.model_copy(update={"for_client": None if why else said}))
    judged = NotesRead(tuple(actions), tuple(points), read.follow_up, read.cadence, read.people)
    return judged, tuple(dict.fromkeys(withheld))


def _why(internal: bool, said: str, guard: Guard, rough: bool) -> str:
    if internal:
        return "internal"
    if guard.leaked(said):
        return "secret"
    return "wording" if rough else ""


def _with_edits(made: dict[str, str], edits: tuple[Edit, ...]) -> tuple[dict[str, str], list[str]]:
    """Return the papers with the user's own words in their place."""
    papers, notices = dict(made), []
    for edit in edits:
        if edit.part not in papers or not edit.text.strip():
            continue
        if papers[edit.part].strip() != edit.based_on.strip():
            notices.append(
                f"{edit.part}: the draft beneath your own words has changed; compare them."
            )
        papers[edit.part] = edit.text
    return papers, notices

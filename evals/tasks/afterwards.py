"""Are notes typed after a talk read as a careful colleague would, with nothing made up or let out?"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from pydantic import BaseModel, ConfigDict

from coach.config import Settings
from coach.domain.meeting import MeetingAction, MeetingInput, MeetingRecord
from coach.domain.situation import CaseInput, Profile
from coach.drafting.afterwards.days import BLANK
from coach.drafting.afterwards.engine import Afterwards
from coach.drafting.afterwards.shorthand import written_out
from coach.drafting.afterwards.words import load_words
from coach.drafting.calendar import long_day
from coach.drafting.review import invented_names, untraceable
from coach.drafting.tidy import Tidy
from coach.resources import knowledge_folder, read_text
from coach.services import Services
from evals.report import Row, share

MEETINGS = Path(__file__).parents[1] / "datasets" / "meetings"
_KINDS = ("decided", "open", "refused", "changed")
_BLANK = re.compile(r"\[[a-z][^\[\]\n]*\]")


class LabelledAction(BaseModel):
    """A deed as a careful reader noted it."""

    model_config = ConfigDict(extra="forbid")

    quote: str
    who: str
    when: date | str


class Meeting(BaseModel):
    """One set of notes with its labels."""

    model_config = ConfigDict(extra="forbid")

    id: str
    met: date
    me: str = ""
    order: str = "dmy"
    situation: str = ""
    text: str
    actions: tuple[LabelledAction, ...]
    decided: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    follow_up: date | None = None
    cadence: str = ""
    internal: tuple[str, ...] = ()


class Read(BaseModel):
    """Notes and the record made of them."""

    meeting: Meeting
    record: MeetingRecord


def meetings(heldout: bool = False) -> list[Meeting]:
    """Return the notes to work with, or those kept aside."""
    names = ("heldout",) if heldout else ("dev", "dev2")
    return [
        Meeting.model_validate(one)
        for name in names
        for one in yaml.safe_load(read_text(MEETINGS / f"{name}.yaml"))
    ]


def run(heldout: bool = False) -> list[Row]:
    """Return the table; of the notes kept aside, totals alone."""
    with TemporaryDirectory() as folder:
        services = Services(Settings.from_env({"CANDOR_DATA_DIR": folder}))
        made = [read(services, meeting) for meeting in meetings(heldout)]
    return _measured(made)


def read(services: Services, meeting: Meeting) -> Read:
    """Return the record of one set of notes, made as the command line makes it."""
    profile = Profile(name=meeting.me, date_order=meeting.order)
    case = CaseInput(text=meeting.situation, today=str(meeting.met), profile=profile)
    engine = Afterwards(knowledge_folder(), services.language, services.drafting)
    notes = MeetingInput(notes=meeting.text, met=str(meeting.met))
    return Read(meeting=meeting, record=engine.record(notes, case))


def _measured(made: list[Read]) -> list[Row]:
    pairs = [(one, label, best(one, label)) for one in made for label in one.meeting.actions]
    found = [(one, label, hit) for one, label, hit in pairs if hit is not None]
    return [
        share("actions found", [hit is not None for _, _, hit in pairs], ">= 0.90"),
        share(
            "owner right, of those found", [owner_right(r, la, h) for r, la, h in found], ">= 0.90"
        ),
        share("date right, of those found", [day_right(la, h) for _, la, h in found], ">= 0.90"),
        share("found actions that are labelled", list(_precise(made)), ">= 0.85"),
        share("points sorted as labelled", list(_sorted(made)), ">= 0.80"),
        share("follow-up day", [follow_up_right(one) for one in made], ">= 0.90"),
        share("cadence", [cadence_right(one) for one in made], ">= 0.80"),
        Row("inventions", float(sum(len(inventions(r)) for r in made)), n=len(made), bar="0"),
        Row("leaks to the client", float(sum(len(leaks(r)) for r in made)), n=len(made), bar="0"),
        Row(
            "names or figures on the lesson",
            float(sum(len(told(r)) for r in made)),
            n=len(made),
            bar="0",
        ),
        share("open items that reach the client", list(_reaching(made))),
    ]


def span(text: str, quote: str) -> tuple[int, int]:
    """Return where a quote stands, allowing for line breaks.

    Raises:
        ValueError: when it does not stand there.
    """
    match = re.search(r"\s+".join(re.escape(part) for part in quote.split()), text)
    if match is None:
        raise ValueError(f"Not in the notes: {quote!r}")
    return match.span()


def overlapping(one: Read, quote: str) -> list[MeetingAction]:
    """Return the actions that share at least a fifth of a quote's stretch."""
    low, high = span(one.meeting.text, quote)
    return [
        action
        for action in one.record.actions
        if min(high, action.end) - max(low, action.start) >= 0.2 * (high - low)
    ]


def best(one: Read, label: LabelledAction) -> MeetingAction | None:
    """Return the action that fits a label best, of those that stand where it does."""
    here = overlapping(one, label.quote)
    score = [(owner_right(one, label, a) + day_right(label, a), a) for a in here]
    return max(score, key=lambda pair: pair[0])[1] if score else None


def owner_right(one: Read, label: LabelledAction, action: MeetingAction) -> bool:
    """Return whether the owner is the label's."""
    who = label.who.lower()
    me = {"me", one.meeting.me.lower(), *one.meeting.me.lower().split()}
    if not who:
        return action.whose == "unknown"
    if who in ("us", "client", "both"):
        return action.whose == who
    if who in me:
        return action.whose == "me" or action.who.lower() in me
    if label.who.isupper() and who == "".join(part[0] for part in action.who.lower().split()):
        return True
    return action.whose == "named" and (who in action.who.lower() or action.who.lower() in who)


def day_right(label: LabelledAction, action: MeetingAction) -> bool:
    """Return whether the day, the words for what is no day, or the blank is the label's."""
    if isinstance(label.when, date):
        return action.day == str(label.when)
    if not label.when:
        return not action.day and (action.when == BLANK or not re.search(r"\d", action.when))
    wanted = set(re.findall(r"\w+", label.when.lower()))
    told = set(re.findall(r"\w+", action.when.lower()))
    return not action.day and len(wanted & told) * 2 >= len(wanted)


def _precise(made: Iterable[Read]) -> Iterator[bool]:
    for one in made:
        spans = [span(one.meeting.text, label.quote) for label in one.meeting.actions]
        for action in one.record.actions:
            yield any(min(h, action.end) > max(low, action.start) for low, h in spans)


def _sorted(made: Iterable[Read]) -> Iterator[bool]:
    for one in made:
        for kind in _KINDS:
            for quote in getattr(one.meeting, kind):
                low, high = span(one.meeting.text, quote)
                yield any(
                    min(high, p.end) - max(low, p.start) >= 0.3 * (high - low)
                    for p in getattr(one.record, kind)
                )


def follow_up_right(one: Read) -> bool:
    """Return whether the day of the next talk is the label's, or both have none."""
    wanted, found = one.meeting.follow_up, one.record.follow_up
    if wanted is None:
        return found is None
    return found is not None and found.day == str(wanted)


def cadence_right(one: Read) -> bool:
    """Return whether the regular update is the label's, or both have none."""
    wanted, found = one.meeting.cadence.lower(), one.record.cadence
    if not wanted or found is None:
        return not wanted and found is None
    return wanted in found.every.lower() or found.every.lower() in wanted


def inventions(one: Read) -> tuple[str, ...]:
    """Return figures, dates and names in the papers that neither notes nor account hold."""
    record, meeting = one.record, one.meeting
    days = [a.day for a in record.actions] + [str(meeting.met)]
    days += [record.follow_up.day] if record.follow_up else []
    shown = [f"{long_day(date.fromisoformat(d))} {d}" for d in days if d]
    clock = re.findall(r"\d+", record.follow_up.time) if record.follow_up else []
    source = "\n".join([meeting.text, meeting.situation, meeting.me, *shown, *clock])
    mended = Tidy.load(knowledge_folder() / "drafting").clause(meeting.text)
    source += f"\n{mended}\n{written_out(meeting.text, load_words(knowledge_folder()))}"
    source += f"\n{source.title()}"
    papers = [record.client_summary, record.internal_summary, record.lesson]
    text = _BLANK.sub(" ", "\n".join(papers))
    fixed = "Who What By when In the notes"
    names = invented_names(source + fixed, "\n".join(re.findall(r"^\| .*", text, re.MULTILINE)))
    return (*untraceable(source, text), *names)


def leaks(one: Read) -> tuple[str, ...]:
    """Return what of the labelled inside stands in the client's summary or calendar file."""
    client = " ".join(f"{one.record.client_summary} {one.record.calendar or ''}".lower().split())
    client = client.replace(",", "")
    return tuple(
        words
        for words in one.meeting.internal
        if re.search(rf"(?<!\w){re.escape(words.lower().replace(',', ''))}(?!\w)", client)
    )


def told(one: Read) -> tuple[str, ...]:
    """Return names and figures that stand on the lesson card."""
    card = _BLANK.sub(" ", one.record.lesson)
    people = {label.who for label in one.meeting.actions} - {"", "us", "me", "client", "both"}
    names = {part for who in people for part in who.split() if part[:1].isupper() and len(part) > 2}
    names -= {"CFO", "TÜV"}
    return (*re.findall(r"\d+", card), *(n for n in names if re.search(rf"\b{n}\b", card)))


def _reaching(made: Iterable[Read]) -> Iterator[bool]:
    """Yield for each action that no label keeps inside whether the client's summary has it."""
    for one in made:
        hidden = [span(one.meeting.text, q) for q in one.meeting.internal if q in one.meeting.text]
        for action in one.record.actions:
            if not any(min(h, action.end) > max(low, action.start) for low, h in hidden):
                yield not action.internal

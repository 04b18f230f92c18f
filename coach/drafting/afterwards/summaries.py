"""The client's summary and our own record, as Markdown (practices 73, 86 to 91)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coach.domain.meeting import (
    Cadence,
    FollowUp,
    MarkedChange,
    MeetingAction,
    MeetingPoint,
)
from coach.domain.situation import Question
from coach.drafting.afterwards.phrases import Papers
from coach.drafting.afterwards.saying import Saying
from coach.drafting.calendar import long_day
from coach.drafting.documents.markdown import bullets, paper, section, table
from coach.drafting.tidy import upper_first


@dataclass(frozen=True)
class Held:
    """What the papers are written from."""

    met: date
    contact: str
    me: str
    signature: str
    actions: tuple[MeetingAction, ...]
    points: tuple[MeetingPoint, ...]
    follow_up: FollowUp | None
    cadence: Cadence | None
    changes: tuple[MarkedChange, ...]
    withheld: tuple[str, ...]
    questions: tuple[Question, ...]

    def of(self, kind: str) -> tuple[MeetingPoint, ...]:
        """Return the points of one kind."""
        return tuple(point for point in self.points if point.kind == kind)


def client_summary(held: Held, saying: Saying, papers: Papers) -> str:
    """Return what the client gets: only what was judged fit for them."""
    words, heads = papers.client, papers.client["headings"]
    day = long_day(held.met)
    greeting = words["greeting"].format(name=held.contact) if held.contact else ""
    rows = [saying.row(action) for action in held.actions if not action.internal]
    contact = words["contact"].format(me=held.me) if held.me else words["contact_blank"]
    blocks = (
        greeting or words["greeting_blank"],
        words["thanks"].format(day=day),
        section(heads["agreed"], _told(held.of("decided"))),
        section(heads["actions"], table(words["columns"], rows) if rows else ""),
        section(heads["open"], _told(held.of("open"))),
        section(heads["refused"], _told(held.of("refused"))),
        section(heads["changes"], _changes(held.changes, papers, for_client=True)),
        section(heads["next"], _next(held, words)),
        section(heads["contact"], contact),
        f"{words['sign']}\n\n{held.signature or held.me or words['me']}",
    )
    return paper(words["title"].format(day=day), *blocks)


def internal_summary(held: Held, papers: Papers) -> str:
    """Return the whole record for our own side, each action with the notes' own words."""
    words, heads = papers.internal, papers.internal["headings"]
    day = long_day(held.met)
    rows = [
        (action.who, upper_first(action.what), action.when, f"“{action.source}”")
        for action in held.actions
    ]
    asked = bullets(question.question for question in held.questions)
    return paper(
        words["title"].format(day=day),
        f"*{words['mark']}*",
        section(
            heads["actions"], f"{table(words['columns'], rows)}\n\n{words['order']}" if rows else ""
        ),
        section(heads["agreed"], bullets(p.said for p in held.of("decided"))),
        section(heads["open"], bullets(p.said for p in held.of("open"))),
        section(heads["refused"], bullets(p.said for p in held.of("refused"))),
        section(heads["changes"], _changes(held.changes, papers, for_client=False)),
        section(heads["noted"], bullets(p.said for p in held.of("noted"))),
        section(heads["next"], _next(held, words)),
        section(heads["ask"], asked),
        section(heads["withheld"], bullets(held.withheld)),
    )


def _told(points: Sequence[MeetingPoint]) -> str:
    return bullets(point.for_client for point in points if point.for_client)


def _changes(changes: Sequence[MarkedChange], papers: Papers, *, for_client: bool) -> str:
    lines = []
    for change in changes:
        if for_client and not change.for_client:
            continue
        if change.kind == "changed" and not change.was:
            lines.append(change.now)
        else:
            lines.append(papers.changes[change.kind].format(was=change.was, now=change.now))
    return bullets(lines)


def _next(held: Held, words: dict[str, Any]) -> str:
    talk, every = held.follow_up, held.cadence
    when = _when(talk) if talk else ""
    lines = [words["next_talk"].format(when=when) if when else words["next_talk_blank"]]
    often = every.every[:1].lower() + every.every[1:] if every else ""
    lines.append(words["updates"].format(every=often) if often else words["updates_blank"])
    return "\n\n".join(lines)


def _when(talk: FollowUp) -> str:
    day = long_day(date.fromisoformat(talk.day))
    return f"{day}, {talk.time}" if talk.time else day

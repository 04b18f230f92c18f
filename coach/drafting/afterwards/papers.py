"""The record's papers as documents to read, print or send."""

from coach.domain.meeting import MeetingRecord
from coach.domain.pack import PackDocument
from coach.drafting.documents.markdown import paper, table
from coach.drafting.headings import Headings

_TITLES = {
    "client-summary": "Summary for the client",
    "meeting-record": "Record of the talk",
    "lesson": "Lesson card",
    "after-checklist": "Checklist after the talk",
}


def papers_of(record: MeetingRecord) -> tuple[PackDocument, ...]:
    """Return the papers of a record; what is marked for the client was checked for the inside."""
    heads = Headings.load()
    rows = [
        (str(item.practice), heads.statuses[item.status], item.where) for item in record.checklist
    ]
    checklist = paper(_TITLES["after-checklist"], table(heads.checklist_columns, rows))
    made = (
        ("client-summary", record.client_summary, True),
        ("meeting-record", record.internal_summary, False),
        ("lesson", record.lesson, False),
        ("after-checklist", checklist, False),
    )
    return tuple(
        PackDocument(name=name, title=_TITLES[name], markdown=text, for_client=client)
        for name, text, client in made
    )

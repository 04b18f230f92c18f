"""The practices for after the talk, held against the record."""

import re
from collections.abc import Callable, Iterable

from coach.domain.meeting import MeetingRecord
from coach.domain.pack import ChecklistItem
from coach.drafting.afterwards.days import BLANK
from coach.drafting.afterwards.people import WHO
from coach.drafting.afterwards.phrases import Rule

_MONEY = re.compile(
    r"\b(?:refund|credit|discount|waive|invoice|rebate|fee)\w*\b|[£$€]", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"[£$€]\s?\d|\d[\d.,]*\s?(?:%|eur|gbp|usd|pounds|euros|dollars)", re.IGNORECASE
)
_WEAK = "[weak spot]"
_EARLY = "[early sign]"

Check = Callable[[MeetingRecord], bool | None]
"""True: satisfied; False: open; None: it does not apply."""


def checked(record: MeetingRecord, rules: Iterable[Rule]) -> tuple[ChecklistItem, ...]:
    """Return each practice with its status, and where it is met or what is open."""
    return tuple(_item(record, rule) for rule in rules)


def _item(record: MeetingRecord, rule: Rule) -> ChecklistItem:
    if rule.check == "yours":
        return ChecklistItem(practice=rule.practice, status="yours", where=rule.where)
    met = CHECKS[rule.check](record)
    if met is None:
        return ChecklistItem(practice=rule.practice, status="not_applicable", where="")
    if met:
        return ChecklistItem(practice=rule.practice, status="satisfied", where=rule.where)
    return ChecklistItem(practice=rule.practice, status="open", where=rule.open or rule.where)


def _has_content(record: MeetingRecord) -> bool:
    return bool(record.actions or record.decided or record.open or record.refused)


def _owners(record: MeetingRecord) -> bool:
    done = all(WHO not in a.who and a.when != BLANK for a in record.actions)
    return bool(record.actions) and done


def _money(record: MeetingRecord) -> bool | None:
    lines = [p.said for p in record.decided] + [a.what for a in record.actions]
    given = [line for line in lines if _MONEY.search(line)]
    return all(_AMOUNT.search(line) for line in given) if given else None


def _our_owner(record: MeetingRecord) -> bool:
    ours = [a for a in record.actions if a.whose in ("me", "named")]
    return bool(ours) and not any(a.whose == "us" for a in record.actions)


def _clean(record: MeetingRecord) -> bool:
    return not record.notices


CHECKS: dict[str, Check] = {
    "client_summary": _has_content,
    "owners": _owners,
    "money": _money,
    "changes": lambda record: bool(record.changes),
    "our_owner": _our_owner,
    "thanks": lambda record: record.client_summary.lower().count("thank you") >= 1,
    "door": lambda record: "[phone number and hours]" not in record.client_summary,
    "record": _has_content,
    "two_versions": lambda record: _has_content(record) and _clean(record),
    "follow_up": lambda record: record.calendar is not None,
    "cadence": lambda record: (
        record.cadence is not None or "[how often]" not in record.client_summary
    ),
    "weak_spot": lambda record: _WEAK not in record.lesson,
    "early_sign": lambda record: _EARLY not in record.lesson,
    "lesson": lambda record: bool(record.lesson),
}
"""Every check that checklist.yaml may name."""

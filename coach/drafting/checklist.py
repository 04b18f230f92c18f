"""The 99 practices held against a pack: satisfied where, open and why, or the user's own."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from coach.domain.pack import CasePack, ChecklistItem, Option, Script
from coach.drafting.casefile import CaseFile
from coach.drafting.documents.channel import meets_group
from coach.drafting.phrasebook import ChecklistRule
from coach.drafting.review import (
    CLIENT_FACING,
    blanks,
    names_culprit,
    opening_problems,
    owns,
    part_texts,
    sentences_of,
    uses_fairness,
    waves_proof,
)

_MONEY = re.compile(r"\b(?:refund|credit|discount|waive|invoice|bill|price|pay)\w*", re.IGNORECASE)


@dataclass(frozen=True)
class Held:
    """A pack and its case, with the parts every check needs at hand."""

    file: CaseFile
    pack: CasePack

    @property
    def document(self) -> str:
        """The situation document."""
        return self.pack.document or ""

    @property
    def brief(self) -> str:
        """The brief."""
        return self.pack.brief or ""

    @property
    def follow_up(self) -> str:
        """The note to the client."""
        return self.pack.follow_up or ""

    @property
    def script(self) -> Script:
        """The script; checks run only on packs that have one."""
        assert self.pack.script is not None
        return self.pack.script

    @property
    def opening(self) -> list[str]:
        """The sentences of the opening."""
        return sentences_of(self.script.opening)

    @property
    def best(self) -> Option | None:
        """The preferred option."""
        return next((o for o in self.pack.options if o.preferred), None)

    @property
    def client_text(self) -> str:
        """All words for the client."""
        return "\n".join(t for part in CLIENT_FACING for t in part_texts(self.pack, part))

    def heading(self, name: str) -> bool:
        """Return whether the situation document has a section."""
        return f"## {self.file.book.papers['document']['headings'][name]}\n" in self.document

    def blank_in_document(self, name: str) -> bool:
        """Return whether a blank of papers.yaml still stands in the document."""
        return str(self.file.book.papers["document"][name]) in self.document

    def conduct(self, word: str) -> bool:
        """Return whether the conduct lines say something on a subject."""
        return any(word in line.lower() for line in self.script.conduct)

    def card(self, word: str) -> bool:
        """Return whether a card answers something."""
        return any(word in card.if_.lower() for card in self.script.cards)


Check = Callable[[Held], bool]


def checklist(file: CaseFile, pack: CasePack) -> tuple[ChecklistItem, ...]:
    """Return all 99 practices with their status."""
    held = Held(file, pack) if pack.script is not None else None
    return tuple(_item(file, rule, held) for rule in file.book.checklist)


def _item(file: CaseFile, rule: ChecklistRule, held: Held | None) -> ChecklistItem:
    if rule.check == "yours":
        return ChecklistItem(practice=rule.practice, status="yours", where=rule.where)
    if not _applies(file, rule):
        return ChecklistItem(practice=rule.practice, status="not_applicable", where="")
    if held is not None and CHECKS[rule.check](held):
        return ChecklistItem(practice=rule.practice, status="satisfied", where=rule.where)
    return ChecklistItem(practice=rule.practice, status="open", where=rule.open or rule.where)


def _applies(file: CaseFile, rule: ChecklistRule) -> bool:
    if rule.when == "client":
        return file.track == "client"
    if rule.when == "parting":
        return file.parting
    if rule.when == "money":
        return any(offer.means == "process" for offer in file.offers)
    if rule.when == "severe":
        return file.parting or file.furious or file.urgent or "personality_clash" in file.kinds
    return True


def _kind_named(held: Held) -> bool:
    return held.file.kind_words.label in held.document


def _implications(held: Held) -> bool:
    return held.heading("implications") and not (
        held.blank_in_document("no_realised") and held.blank_in_document("no_potential")
    )


def _client_view(held: Held) -> bool:
    return held.heading("client_view") and not (
        held.blank_in_document("no_numbers") and held.blank_in_document("no_feeling")
    )


def _facts_only(held: Held) -> bool:
    secrets = held.file.secrets
    return not any(
        secrets.leaked(text) for part in CLIENT_FACING for text in part_texts(held.pack, part)
    )


def _spoken_first(held: Held) -> bool:
    channel = held.pack.channel
    return channel is not None and (channel.medium != "letter" or 30 in channel.practices)


def _precall(held: Held) -> bool:
    channel = held.pack.channel
    return channel is not None and (33 in channel.practices or not meets_group(held.file))


def _thanks_once(held: Held) -> bool:
    thanks = [s for s in held.opening if "thank you" in s.lower()]
    return len(thanks) <= 1 and all(len(s.split()) <= 25 for s in thanks)


def _slots(held: Held) -> bool:
    tracks = held.file.track_words
    weighed = [
        line.partition("{")[0]
        for line in (tracks.weigh, tracks.weigh_told, held.file.book.script.heard)
    ]
    told = any(start in held.script.opening for start in weighed)
    return told and not blanks(held.script.opening)


def _issue_fact(held: Held) -> bool:
    return not blanks(" ".join(held.opening[:2]))


def _ownership(held: Held) -> bool:
    first = " ".join(held.opening[:3])
    if held.file.track in ("ours", "shared"):
        return owns(first)
    return not opening_problems(held.file, held.script)


def _make_right(held: Held) -> bool:
    return held.best is not None and bool(held.best.gives)


def _record(held: Held) -> bool:
    heads = held.file.book.papers["follow_up"]["headings"]
    return f"## {heads['actions']}" in held.follow_up


def _check_in(held: Held) -> bool:
    blank = "[date of check-in]"
    return bool(held.follow_up) and blank not in held.follow_up


def _signed(held: Held) -> bool:
    return bool(held.brief) and held.file.book.papers["brief"]["signoff"] not in held.brief


def _plain(held: Held) -> bool:
    return not any(finding.level != "note" for finding in held.pack.findings)


def _no_category(*categories: str) -> Check:
    return lambda held: not any(f.category in categories for f in held.pack.findings)


def _money_detail(held: Held) -> bool:
    text = " ".join(f"{o.title} {o.gives} {o.costs}" for o in held.pack.options)
    return bool(_MONEY.search(text))


def _rows(held: Held) -> bool:
    return all(
        action.who and action.what and action.when
        for option in held.pack.options
        for action in option.actions
    )


def _parting_plan(held: Held) -> bool:
    rows = held.file.book.script.parting.rows
    return all(name in (held.script.parting or "") for name, _ in rows)


CHECKS: dict[str, Check] = {
    "kind_named": _kind_named,
    "trust_line": lambda held: "Trust:" in held.document,
    "fault_known": lambda held: (
        held.file.situation.fault is not None or held.file.case.fault is not None
    ),
    "cause_stated": lambda held: held.heading("cause"),
    "timeline": lambda held: any(f.kind == "date" for f in held.file.situation.facts),
    "people": lambda held: bool(held.file.situation.people),
    "implications": _implications,
    "document": lambda held: bool(held.document),
    "asked": lambda held: bool(held.document),
    "facts_only": _facts_only,
    "client_view": _client_view,
    "impact_first": lambda held: "costs us" not in held.script.opening.lower(),
    "damage": lambda held: all(
        f"| {name} |" in held.document
        for name in held.file.book.papers["document"]["axes"].values()
    ),
    "hard_questions": lambda held: len(held.pack.hard_questions) >= 5,
    "hopes": lambda held: held.script.hand_over.endswith("?"),
    "leadership": lambda held: "leadership" in held.brief.lower(),
    "signoff": _signed,
    "authority": lambda held: bool(
        held.file.situation.authority or held.file.case.profile.authority
    ),
    "objectives": lambda held: held.heading("objectives"),
    "concessions": lambda held: (
        held.pack.concessions is not None
        and all((held.pack.concessions.ours, held.pack.concessions.theirs))
    ),
    "not_fair": lambda held: not uses_fairness(held.client_text),
    "walk_away": lambda held: "Walk-away" in held.brief,
    "contact_time": lambda held: held.pack.channel is not None and bool(held.pack.channel.when),
    "holding": lambda held: bool(held.pack.holding_message),
    "prepared": lambda held: bool(held.brief),
    "channel": lambda held: held.pack.channel is not None,
    "spoken_first": _spoken_first,
    "place": lambda held: held.pack.channel is not None,
    "precall": _precall,
    "length": lambda held: len(held.script.opening.split()) <= 140,
    "issue_early": lambda held: len(held.opening) >= 2,
    "thanks_once": _thanks_once,
    "issue_fact": _issue_fact,
    "slots": _slots,
    "one_fact": lambda held: not opening_problems(held.file, held.script),
    "reserve": lambda held: bool(held.brief),
    "no_proof": lambda held: not waves_proof(held.client_text),
    "plain": _plain,
    "ownership": _ownership,
    "no_excuse": _no_category("blame_shifting", "non_apology"),
    "no_blame": lambda held: not names_culprit(held.client_text),
    "one_team": lambda held: " us " in held.script.opening or " we " in held.script.opening.lower(),
    "tone": _plain,
    "hand_over": lambda held: held.script.hand_over.endswith("?"),
    "acknowledgement": lambda held: bool(held.script.acknowledgements),
    "conduct": lambda held: bool(held.script.conduct),
    "new_fact": lambda held: held.card("something new"),
    "read_back": lambda held: bool(held.script.read_back),
    "nudge": lambda held: bool(held.script.boundaries.nudge),
    "boundary": lambda held: bool(held.script.boundaries.boundary),
    "end_line": lambda held: bool(held.script.boundaries.end),
    "silence": lambda held: held.card("say nothing"),
    "limits": lambda held: held.conduct("say no"),
    "option_count": lambda held: 2 <= len(held.pack.options) <= 3,
    "one_preferred": lambda held: sum(o.preferred for o in held.pack.options) == 1,
    "make_right": _make_right,
    "remedy": _make_right,
    "in_writing": lambda held: bool(held.follow_up),
    "agreement": lambda held: held.script.agreement_question.endswith("?"),
    "aloud": lambda held: 0 < len(held.script.options_aloud.split()) <= 60,
    "actions": _rows,
    "input": lambda held: held.script.options_aloud.rstrip().endswith("?"),
    "money_detail": _money_detail,
    "changes": lambda held: bool(held.follow_up),
    "owner": lambda held: bool(held.follow_up),
    "exit_line": lambda held: bool(held.script.parting),
    "heart": lambda held: held.conduct("change of heart"),
    "parting_plan": _parting_plan,
    "parting_close": lambda held: bool(held.script.parting),
    "thanks": lambda held: held.follow_up.lower().count("thank you") >= 1,
    "door": lambda held: "contact" in held.follow_up,
    "record": _record,
    "two_versions": lambda held: bool(held.follow_up and held.document),
    "check_in": _check_in,
    "updates": lambda held: "hear from" in held.follow_up,
    "lesson": lambda held: bool(held.pack.lesson),
    "rehearse": lambda held: False,
}
"""Every check that checklist.yaml may name."""

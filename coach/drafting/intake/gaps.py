"""What the plan needs and the text lacks: the questions, most important first (practice 9)."""

from coach.domain.situation import Question, Situation
from coach.drafting.intake.outline import NONE_STATED
from coach.drafting.intake.tagging import Scene
from coach.drafting.reading import Sentence, Tag

AT_ONCE = 5
_ALWAYS_MONEY = ("budget_overrun", "invoice_dispute", "price_increase", "scope_change")
_NEEDS_DATE = (
    "missed_deadline",
    "deadline_renegotiation",
    "late_shipment",
    "product_defect",
    "quality_complaint",
    "outage",
    "scope_change",
    "lost_key_person",
)


def questions_for(
    scene: Scene,
    sentences: tuple[Sentence, ...],
    situation: Situation,
    fault_sure: bool,
    kind_sure: bool,
) -> tuple[Question, ...]:
    """Return at most five open questions in order of importance."""
    unsure = {"fault": not fault_sure, "what_happened": not kind_sure}
    lacking = _lacking(sentences, situation) | {name for name, so in unsure.items() if so}
    answered = {answer.question for answer in scene.working.answers}
    return tuple(
        Question(id=one.id, question=one.question, why=one.why)
        for one in scene.words.questions
        if one.id in lacking and one.id not in answered
    )[:AT_ONCE]


def _lacking(sentences: tuple[Sentence, ...], situation: Situation) -> set[str]:
    tags: set[Tag] = {tag for sentence in sentences for tag in sentence.tags}
    kinds = {fact.kind for fact in situation.facts}
    issues = situation.issue_kinds
    clients = [person for person in situation.people if person.side == "client"]
    offered_date = any(
        "offer" in s.tags
        and any(
            f.kind in ("date", "duration") and s.start <= f.start < s.end for f in situation.facts
        )
        for s in sentences
    )
    tests = {
        "fault": situation.fault is None,
        "what_happened": len(sentences) < 2
        or not any(kind in kinds for kind in ("date", "number", "amount", "name")),
        "cause": not situation.cause and situation.fault != "disputed",
        "client_impact": "client_impact" not in tags,
        "can_offer": not situation.can_offer,
        "authority": not situation.authority,
        "contact": not clients,
        "promised": "promise" not in tags and issues[:1] != ("price_increase",),
        "new_date": any(kind in _NEEDS_DATE for kind in issues[:1]) and not offered_date,
        "amount": any(kind in _ALWAYS_MONEY for kind in issues) and "amount" not in kinds,
        "when_known": not (tags & {"feeling", "wants"})
        and situation.impacts.relationship == NONE_STATED,
        "wants": "wants" not in tags,
        "closeness": "history" not in tags,
        "timing": "timing" not in tags,
    }
    return {name for name, missing in tests.items() if missing}

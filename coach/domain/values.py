"""The fixed sets of values that records use, as the command line's contract names them."""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

Level = Literal["error", "warning", "note"]
Audience = Literal["client", "internal"]
Category = Literal[
    "jargon",
    "euphemism",
    "blame_shifting",
    "evasive_passive",
    "hedge",
    "non_apology",
    "inflation",
    "nominalisation",
    "empty_promise",
]
Fault = Literal["ours", "client", "shared", "third_party", "disputed", "nobody"]
IssueKind = Literal[
    "missed_deadline",
    "deadline_renegotiation",
    "goal_shortfall",
    "budget_overrun",
    "lost_key_person",
    "scope_change",
    "quality_complaint",
    "late_shipment",
    "overpromise",
    "product_defect",
    "invoice_dispute",
    "unmet_expectations",
    "communication_breakdown",
    "personality_clash",
    "data_breach",
    "outage",
    "price_increase",
    "client_error",
    "we_end_contract",
    "client_ends_contract",
]
FactKind = Literal[
    "amount",
    "date",
    "duration",
    "number",
    "percent",
    "name",
    "organisation",
    "reference",
    "negation",
    "commitment",
    "hedge",
]
Side = Literal["ours", "client", "other"]
Certainty = Literal["stated", "estimated", "hearsay"]
Move = Literal[
    "vent",
    "press",
    "repeat",
    "test",
    "ask_who_when",
    "interrupt",
    "threaten",
    "out_of_bounds",
    "quiet",
    "hint",
    "reveal",
    "soften",
    "bargain",
    "conditional",
    "accept",
    "adjourn",
    "walk_out",
]
Ended = Literal["accepted", "conditional", "adjourned", "walked_out", "ended_by_trainee", "parted"]
Persona = Literal[
    "brisk_and_fair",
    "venting",
    "cold_and_numerate",
    "polite_tester",
    "silent",
    "abusive",
    "anxious",
    "legalistic",
]
ChecklistStatus = Literal["satisfied", "open", "not_applicable", "yours"]
Engine = Literal["built-in", "model"]
Medium = Literal["call", "video", "in_person", "meeting", "letter"]
Phase = Literal[
    "understand",
    "client_view",
    "damage",
    "align",
    "timing",
    "opening",
    "script",
    "conversation",
    "options",
    "resolution",
    "parting",
    "follow_up",
    "learn",
]
Behaviour = Literal[
    # What a good turn does (practices 46, 51 to 58, 62 to 69, 73 to 77, 86, 90).
    "specific_acknowledgement",
    "plain_ownership",
    "direct_answer",
    "open_question",
    "interest_question",
    "read_back",
    "noting_aloud",
    "concrete_step",
    "options_with_preferred",
    "invites_input",
    "agreement_question",
    "kind_limit",
    "gentle_nudge",
    "two_part_boundary",
    "calm_exit",
    "allows_time",
    "thanks_candour",
    "written_copy",
    "follow_up_date",
    # What makes things worse, beside the seven flags (practices 43, 52, 53, 59, 61, 62, 67).
    "formula_phrase",
    "defensive",
    "minimises",
    "threat",
    "disrespect",
    "proof_waving",
    "rushes_to_solution",
    "upsell",
    "silence_as_consent",
    "bribe",
]

ISSUE_KINDS: tuple[IssueKind, ...] = get_args(IssueKind)
FAULTS: tuple[Fault, ...] = get_args(Fault)
PERSONAS: tuple[Persona, ...] = get_args(Persona)
CATEGORIES: tuple[Category, ...] = get_args(Category)

WORDS_A_MINUTE = 140
"""How fast a prepared opening is spoken (practice 36)."""


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

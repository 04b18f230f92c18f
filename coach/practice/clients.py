"""Making a simulated client from plain data or from the user's own case."""

import re
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.domain.conversation import ClientProfile, ClientSketch
from coach.domain.values import FAULTS, ISSUE_KINDS, PERSONAS, Fault, IssueKind, Persona, Record
from coach.errors import InputError
from coach.practice.matching import Likeness, content_words, sentences_of
from coach.practice.reading import GateData
from coach.practice.slots import sentence
from coach.practice.tuning import Difficulty, Tuning
from coach.practice.turning import has_subject, noun_phrase

_DISCLOSES = ("asked_about_interest", "trust_reached")
_CONCEDES = ("interest_addressed", "owner_and_date")
_LEVELS: tuple[Difficulty, ...] = get_args(Difficulty)
_MOST_POINT_WORDS = 30


class _Given(BaseModel):
    """The client as plain data; only the name must be there."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str = Field(min_length=1)
    role: str = ""
    organisation: str = ""
    style: str = ""
    start_anger: int | None = Field(default=None, ge=0, le=100)
    start_trust: int | None = Field(default=None, ge=0, le=100)
    stated_position: str = ""
    hidden_interest: str = ""
    discloses_when: str | tuple[str, ...] = ""
    concedes_when: str | tuple[str, ...] = ""
    brief: str = ""
    issue: str = ""
    fault: str = ""
    promised: str = ""
    costs_them: str = ""
    points: tuple[str, ...] = ()
    new_fact: str = ""
    settles: str = ""
    to_own: str = ""
    opening: str = ""
    difficulty: str = "medium"


class Behind(Record):
    """What a client of some issue kind says, and what lies behind it, when nothing is known."""

    position: str
    interest: str
    settles: str


class ClientMaker:
    """Settles every field of a client."""

    def __init__(
        self, tuning: Tuning, gates: GateData, behind: dict[IssueKind, Behind], likeness: Likeness
    ) -> None:
        self._tuning = tuning
        self._behind = behind
        self._gates = gates
        self._likeness = likeness

    def from_json(self, data: dict[str, Any]) -> tuple[ClientProfile, tuple[str, ...]]:
        """Return the client that plain data describes, and notices on what was mapped.

        Raises:
            InputError: naming the first field that does not fit.
        """
        given = _parsed(data)
        notices: list[str] = []
        style = self._style(given.style, notices)
        card = self._tuning.personas[style]
        issue = self._issue(given.issue, given.brief, notices)
        behind = self._behind[issue]
        position = given.stated_position or behind.position
        discloses = _texts(given.discloses_when)
        concedes = _texts(given.concedes_when)
        client = ClientProfile(
            name=given.name,
            role=given.role or "client",
            organisation=given.organisation,
            style=style,
            start_anger=card.start_anger if given.start_anger is None else given.start_anger,
            start_trust=card.start_trust if given.start_trust is None else given.start_trust,
            stated_position=position,
            hidden_interest=given.hidden_interest or behind.interest,
            discloses_when=_gates(
                "discloses_when", discloses, self._gates.disclosure_words, _DISCLOSES, notices
            ),
            concedes_when=_gates(
                "concedes_when", concedes, self._gates.concession_words, _CONCEDES, notices
            ),
            brief=given.brief,
            issue=issue,
            fault=self._fault(given.fault, notices),
            promised=given.promised,
            costs_them=given.costs_them,
            points=given.points or _points(position),
            new_fact=given.new_fact,
            settles=given.settles or " ".join(concedes) or _unless(given, behind),
            to_own=given.to_own,
            opening=given.opening,
            difficulty=_difficulty(given.difficulty, notices),
        )
        return client, tuple(notices)

    def from_sketch(self, sketch: ClientSketch) -> ClientProfile:
        """Return the user's own client; one hidden interest is drawn from the case."""
        style = self._nearest_style(sketch.feelings) if sketch.feelings else "brisk_and_fair"
        card, behind = self._tuning.personas[style], self._behind[sketch.issue]
        position = sketch.wants if has_subject(sketch.wants) else behind.position
        harm = sentence(sketch.costs_them) if has_subject(sketch.costs_them) else ""
        return ClientProfile(
            name=sketch.name or "Your client",
            role=sketch.role or "client",
            organisation=sketch.organisation,
            style=style,
            start_anger=card.start_anger,
            start_trust=card.start_trust,
            stated_position=position,
            hidden_interest=" ".join(filter(None, (harm, behind.interest))),
            discloses_when=_DISCLOSES,
            concedes_when=_CONCEDES,
            brief=" ".join(filter(None, map(sentence, (sketch.happened, sketch.cause)))),
            issue=sketch.issue,
            fault=sketch.fault,
            promised=noun_phrase(sketch.promised),
            costs_them=noun_phrase(sketch.costs_them),
            points=_points(position),
            new_fact=sentence(sketch.new_fact) if has_subject(sketch.new_fact) else "",
            settles=" ".join(filter(None, (sketch.wants, sketch.costs_them, behind.settles))),
            to_own=sentence(sketch.happened) if sketch.fault in ("ours", "shared") else "",
        )

    def _style(self, text: str, notices: list[str]) -> Persona:
        if not text:
            return "brisk_and_fair"
        key = re.sub(r"\W+", "_", text.strip().lower())
        if key in PERSONAS:
            return key
        style = self._nearest_style(text)
        notices.append(f"The style {text!r} is played as {style}.")
        return style

    def _nearest_style(self, text: str) -> Persona:
        words = set(re.findall(r"[a-z-]+", text.lower()))
        cards = self._tuning.personas

        def nearness(persona: Persona) -> tuple[int, float]:
            card = cards[persona]
            described = f"{card.title}. {card.manner} {', '.join(card.as_said)}"
            return (
                len(words & set(card.as_said)),
                self._likeness.nearest([text], [described]),
            )

        return max(PERSONAS, key=nearness)

    def _issue(self, text: str, brief: str, notices: list[str]) -> IssueKind:
        key = re.sub(r"\W+", "_", text.strip().lower())
        if key in ISSUE_KINDS:
            return key
        told = text or brief
        if not told:
            return "unmet_expectations"
        kind = max(
            ISSUE_KINDS, key=lambda it: self._likeness.nearest([told], [it.replace("_", " ")])
        )
        if text:
            notices.append(f"The issue {text!r} is read as {kind}.")
        return kind

    def _fault(self, text: str, notices: list[str]) -> Fault:
        if not text:
            return "ours"
        key = re.sub(r"\W+", "_", text.strip().lower())
        for known in FAULTS:
            if known == key:
                return known
        kinds = self._gates.fault_words.items()
        fault: Fault = next((kind for kind, words in kinds if _names(text, words)), "ours")
        notices.append(f"The fault {text!r} is read as {fault}.")
        return fault


def _parsed(data: dict[str, Any]) -> _Given:
    try:
        return _Given.model_validate(data)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise InputError(f"Client field {field!r}: {fault['msg']}.") from None


def _texts(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) and given else tuple(given)


def _gates(
    field: str,
    texts: tuple[str, ...],
    words: dict[str, tuple[str, ...]],
    default: tuple[str, ...],
    notices: list[str],
) -> tuple[str, ...]:
    """Return the gates that free text names; text that names none is said and the default holds."""
    found: dict[str, None] = {}
    for text in texts:
        named = [gate for gate, known in words.items() if _names(text, known)]
        named = [text] if text in words else named
        if not named:
            notices.append(
                f"{field}: {text!r} names no gate that is known; the default gate holds."
            )
        found.update(dict.fromkeys(named))
    return tuple(gate for gate in words if gate in found) or default


def _names(text: str, known: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", text.lower()) for word in known)


def _unless(given: _Given, behind: Behind) -> str:
    """Return what settles it by default, unless the interest itself was given."""
    return "" if given.hidden_interest else behind.settles


def _points(position: str) -> tuple[str, ...]:
    """Return the sentences of a position that a client would come back to."""
    parts = [part for part in sentences_of(position) if content_words(part)]
    return tuple(part for part in parts if len(part.split()) <= _MOST_POINT_WORDS)[:2]


def _difficulty(text: str, notices: list[str]) -> Difficulty:
    key = text.strip().lower()
    for level in _LEVELS:
        if level == key:
            return level
    notices.append(f"The difficulty {text!r} is not known; medium holds.")
    return "medium"

"""The cue files of knowledge/intake, loaded and compiled."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from coach.domain.values import Fault, IssueKind, Record, Side
from coach.drafting.intake.patterns import PatternMaker
from coach.drafting.intake.quantities import Quantities, QuantityWords
from coach.drafting.reading import Tag
from coach.resources import load_yaml

Pattern = re.Pattern[str]
Weighted = tuple[tuple[int, Pattern], ...]


class WordsFile(Record):
    """words.yaml."""

    classes: dict[str, str]
    irregular: dict[str, list[str]]
    currencies: dict[str, str]
    numbers: dict[str, int]
    fractions: str


class ActFile(Record):
    """A group of acts in fault.yaml."""

    name: str
    weight: int
    who: list[Side]
    cues: list[str]


class FaultFile(Record):
    """fault.yaml."""

    statements: dict[Fault, dict[int, list[str]]]
    acts: list[ActFile]
    answers: dict[Fault, list[str]]


class PrivateFile(Record):
    """private.yaml."""

    clause: dict[str, list[str]]
    before: list[str]
    tell_opens: list[str]


class SentencesFile(Record):
    """sentences.yaml."""

    tags: dict[Tag, list[str]]
    cause_rank: dict[int | str, list[str]]
    certainty: dict[str, list[str]]
    negations: list[str]
    commitments: list[str]
    impact_axes: dict[str, list[str]]
    authority: dict[str, list[str]]
    open_matters: list[str]
    other_side: dict[str, str]


class OffersFile(Record):
    """offers.yaml."""

    lead: list[str]
    bare: list[str]
    heads: list[str]
    join: list[str]
    subject: list[str]
    bar: list[str]
    refusal: list[str]


class SignFile(Record):
    """What beside a name tells the side, in people.yaml."""

    side: Side
    votes: int
    where: Literal["before", "after", "firm"]
    cue: str


class PeopleFile(Record):
    """people.yaml."""

    roles: str
    ours_roles: str
    deciders: str
    third: str
    client_words: str
    org_suffix: str
    titles: str
    names: str
    name_words: str
    not_names: str
    premises: str
    signs: list[SignFile]


class OpenPointsFile(Record):
    """open_points.yaml."""

    accept: str
    figure: str
    holds: str


class BankQuestion(Record):
    """One question of the bank in questions.yaml."""

    id: str
    question: str
    why: str
    practices: tuple[int, ...]
    tag: Tag


@dataclass(frozen=True)
class Act:
    """A group of acts that count as somebody's fault when that side does them."""

    name: str
    weight: int
    who: tuple[Side, ...]
    pattern: Pattern


@dataclass(frozen=True)
class OfferWords:
    """What makes a stretch an offer of ours."""

    lead: Pattern
    bare: Pattern
    listed: Pattern
    join: Pattern
    subject: Pattern
    bar: Pattern
    refusal: Pattern


@dataclass(frozen=True)
class PeopleWords:
    """What tells who somebody is."""

    role: Pattern
    ours_role: Pattern
    decider: Pattern
    """Roles that settle a matter for their side."""
    third: Pattern
    client_word: Pattern
    org_suffix: Pattern
    title: str
    names: frozenset[str]
    name_words: frozenset[str]
    """Given names that are English words too."""
    premises: str
    common: frozenset[str]
    signs: tuple[tuple[SignFile, Pattern], ...]


@dataclass(frozen=True)
class Lexicon:
    """Every cue, compiled."""

    quantities: Quantities
    issues: dict[IssueKind, Weighted]
    statements: dict[Fault, Weighted]
    acts: tuple[Act, ...]
    answers: dict[Fault, list[str]]
    """How the fault question is answered outright."""
    private: Pattern
    private_before: Pattern
    private_rest: Pattern
    tags: dict[Tag, Pattern]
    cause: Pattern
    named_cause: Pattern
    after_the_fact: Pattern
    no_cause: Pattern
    estimated: Pattern
    hearsay: Pattern
    client_claim: Pattern
    reported: Pattern
    negation: Pattern
    commitment: Pattern
    axes: dict[str, Pattern]
    authority: Pattern
    authority_outright: Pattern
    their_limit: Pattern
    open_matter: Pattern
    open_points: OpenPointsFile
    first_person: Pattern
    third_person: Pattern
    people: PeopleWords
    offering: OfferWords
    questions: tuple[BankQuestion, ...]


@lru_cache(maxsize=4)
def load_lexicon(knowledge: Path) -> Lexicon:
    """Return the cues of a knowledge folder.

    Raises:
        SetupError: when a file is missing or malformed, naming file and line.
    """
    folder = knowledge / "intake"
    words = load_yaml(folder / "words.yaml", WordsFile)
    people = load_yaml(folder / "people.yaml", PeopleFile)
    classes = {**words.classes, "third": people.third}
    make = PatternMaker(classes, words.irregular)
    fault = load_yaml(folder / "fault.yaml", FaultFile)
    private = load_yaml(folder / "private.yaml", PrivateFile)
    sentences = load_yaml(folder / "sentences.yaml", SentencesFile)
    issues = load_yaml(folder / "issues.yaml", dict[IssueKind, dict[int, list[str]]])
    unit = words.classes["time_unit"]
    counts = QuantityWords(words.currencies, words.numbers, words.fractions, unit)
    return Lexicon(
        quantities=Quantities(counts),
        issues={kind: _weighted(make, cues) for kind, cues in issues.items()},
        statements={side: _weighted(make, cues) for side, cues in fault.statements.items()},
        acts=tuple(Act(a.name, a.weight, tuple(a.who), make.any(a.cues)) for a in fault.acts),
        answers=fault.answers,
        private=make.any(cue for cues in private.clause.values() for cue in cues),
        private_before=make.any(private.before),
        private_rest=make.any(private.tell_opens),
        tags={tag: make.any(cues) for tag, cues in sentences.tags.items()},
        cause=make.any(sentences.cause_rank[5]),
        named_cause=make.any(sentences.cause_rank["named"]),
        after_the_fact=make.any(sentences.cause_rank["after_the_fact"]),
        no_cause=make.any(sentences.cause_rank["not_a_cause"]),
        estimated=make.any(sentences.certainty["estimated"]),
        hearsay=make.any(sentences.certainty["hearsay"]),
        client_claim=make.any(sentences.certainty["client_claim"]),
        reported=make.any(sentences.certainty["reported"]),
        negation=make.any(sentences.negations),
        commitment=make.any(sentences.commitments),
        axes={axis: _axis(make, cues) for axis, cues in sentences.impact_axes.items()},
        authority=make.any(sentences.authority["ours"]),
        authority_outright=make.any(sentences.authority["outright"]),
        their_limit=make.any(sentences.authority["theirs"]),
        open_matter=make.any(sentences.open_matters),
        open_points=load_yaml(folder / "open_points.yaml", OpenPointsFile),
        first_person=make.one(sentences.other_side["first_person"]),
        third_person=make.one(sentences.other_side["third_person"]),
        people=_people(make, people),
        offering=_offering(make, load_yaml(folder / "offers.yaml", OffersFile)),
        questions=tuple(load_yaml(folder / "questions.yaml", list[BankQuestion])),
    )


def _weighted(make: PatternMaker, cues: dict[int, list[str]]) -> Weighted:
    return tuple((weight, make.one(cue)) for weight, group in cues.items() for cue in group)


def _axis(make: PatternMaker, cues: list[str]) -> Pattern:
    signs = [cue for cue in cues if cue.startswith("[")]
    plain = make.any(cue for cue in cues if cue not in signs)
    return re.compile("|".join([*signs, plain.pattern]), re.IGNORECASE)


def _offering(make: PatternMaker, file: OffersFile) -> OfferWords:
    return OfferWords(
        lead=make.any(file.lead),
        bare=make.any(file.bare),
        listed=make.any(file.heads),
        join=make.any(file.join),
        subject=make.any(file.subject),
        bar=make.any(file.bar),
        refusal=make.any(file.refusal),
    )


def _people(make: PatternMaker, file: PeopleFile) -> PeopleWords:
    return PeopleWords(
        role=make.one(file.roles),
        ours_role=make.one(file.ours_roles),
        decider=make.one(file.deciders),
        third=make.one(file.third),
        client_word=make.one(file.client_words),
        org_suffix=make.one(file.org_suffix),
        title=file.titles,
        names=frozenset(file.names.split()) - frozenset(file.name_words.split()),
        name_words=frozenset(file.name_words.split()),
        premises=file.premises,
        common=frozenset(file.not_names.split()),
        signs=tuple((sign, re.compile(sign.cue, re.IGNORECASE)) for sign in file.signs),
    )

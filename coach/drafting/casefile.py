"""All that the documents draw on: the reading, its clauses turned for the client, who is who."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from coach.domain.situation import CaseInput, Person, Situation
from coach.domain.values import Fault, IssueKind, Side
from coach.drafting.arithmetic import bound_of
from coach.drafting.calendar import long_day
from coach.drafting.cues import cue
from coach.drafting.offers import Offer, offers_of, whole
from coach.drafting.phrasebook import CareRule, KindWords, Phrasebook, TrackWords
from coach.drafting.pieces import Piece, pieces_of
from coach.drafting.reading import Reading, Tag
from coach.drafting.recast import Casting, Recaster
from coach.drafting.secrets import Secrets
from coach.drafting.tidy import Tidy, lower_first
from coach.language.parse import parse

_LONG = 20
_LEAVING: tuple[IssueKind, ...] = ("we_end_contract",)


@dataclass(frozen=True)
class CaseFile:
    """One case, ready to be written about."""

    case: CaseInput
    reading: Reading
    pieces: tuple[Piece, ...]
    book: Phrasebook
    tidy: Tidy
    offers: tuple[Offer, ...] = ()
    """What we could do or give, each judged for the client's ears."""

    @property
    def situation(self) -> Situation:
        """What the intake read."""
        return self.reading.situation

    @cached_property
    def authority(self) -> str:
        """How far the user may go, as a sentence; "" when nothing is stated."""
        stated = self.situation.authority or self.case.profile.authority
        if "authority" not in self.case.answers and self._offered(stated):
            stated = self._bound() or self.case.profile.authority
        return self.tidy.sentence(whole(self.reading.text, stated))

    def _offered(self, stated: str) -> bool:
        """Return whether what was read as a limit is nothing, or only an offer with a figure."""
        if not stated:
            return True
        plain = self.tidy.sentence(stated)
        return not cue("bound").search(stated) and (
            not cue("ours_only").search(stated)
            or any(stated in o.words or o.words.rstrip(".") in plain for o in self.offers)
        )

    def _bound(self) -> str:
        """Return the clause of the note that sets a limit, or ""."""
        for sentence in self.reading.sentences:
            match = cue("bound").search(sentence.text)
            theirs = match and re.search(
                r"\b(?:she|he|they)\b", sentence.text[: match.start()][-24:]
            )
            if match and not theirs:
                return (
                    sentence.text.strip(" .,;")
                    if len(sentence.text.split()) < _LONG
                    else (match[0].strip(" .,;"))
                )
        return ""

    @cached_property
    def ceiling(self) -> float | None:
        """The figure of the limit, or None when it names none."""
        return bound_of(self.authority) if self.authority else None

    @cached_property
    def cause(self) -> str:
        """The cause in the account's words, as a sentence; "" when it does not say."""
        return self.tidy.sentence(whole(self.reading.text, self.situation.cause))

    @property
    def kind(self) -> IssueKind:
        """The main issue; the most general one when none was read."""
        return (*self.case.issue_kinds, *self.situation.issue_kinds, "unmet_expectations")[0]

    @property
    def kinds(self) -> tuple[IssueKind, ...]:
        """All issues, main first."""
        return tuple(dict.fromkeys((self.kind, *self.situation.issue_kinds)))

    @property
    def track(self) -> Fault:
        """Whose doing it was; without a clue nothing is taken as settled."""
        return self.case.fault or self.situation.fault or "disputed"

    @property
    def kind_words(self) -> KindWords:
        """The phrasings of the main issue; while it is a guess, none that state it as a fact."""
        words = self.book.kinds[self.kind]
        if self.reading.kind_sure:
            return words
        plain = dict(self.book.script.unsure)
        return words.model_copy(update={**plain, "issue_first": False})

    @property
    def track_words(self) -> TrackWords:
        """The phrasings of the fault track."""
        return self.book.script.tracks[self.track]

    @property
    def leaving(self) -> bool:
        """Whether we end the contract."""
        return any(kind in _LEAVING for kind in self.kinds)

    @property
    def parting(self) -> bool:
        """Whether the contract may end, from either side (practice 84)."""
        return self.leaving or "client_ends_contract" in self.kinds

    @property
    def today(self) -> date:
        """The day relative dates are resolved against."""
        return date.fromisoformat(self.case.today)

    @property
    def today_shown(self) -> str:
        """Today, written out."""
        return long_day(self.today)

    @cached_property
    def secrets(self) -> Secrets:
        """What must stay inside."""
        name = self.contact.name if self.contact else ""
        return Secrets(self.reading, self.pieces, self.case, name)

    @cached_property
    def contact(self) -> Person | None:
        """The person to talk to: whom the account speaks of most on the client's side."""
        return contact_of(self.reading)

    @property
    def contact_name(self) -> str:
        """The contact's full name, or a blank."""
        return self.tidy.capitals(self.contact.name) if self.contact else "[client's name]"

    @property
    def address(self) -> str:
        """How the contact is spoken to: "Mr Okafor", "Priya", or a blank."""
        return self.spoken_name(self.contact.name) if self.contact else "[client's name]"

    def spoken_name(self, name: str) -> str:
        """Return how somebody is spoken to."""
        name = self.tidy.capitals(name)
        if cue("titles").match(name):
            parts = name.split()
            return f"{parts[0].rstrip('.')} {parts[-1]}"
        return name.split()[0]

    def mid(self, text: str) -> str:
        """Return a sentence to go on in the middle of another: names keep their capital."""
        names = {
            word
            for fact in self.situation.facts
            if fact.kind in ("name", "organisation", "reference")
            for word in self.tidy.capitals(fact.text).split()
        }
        return lower_first(text, names)

    @property
    def client_word(self) -> str:
        """How internal papers name the client."""
        return self.address if self.contact else "the client"

    @property
    def me(self) -> str:
        """The user's name, or ""."""
        return self.case.profile.name.strip()

    @property
    def topic(self) -> str:
        """What the talk is about, in a few plain words."""
        return self.kind_words.topic

    @cached_property
    def furious(self) -> bool:
        """Whether the client is said to be furious: no thanks at the start then (practice 38)."""
        return any(
            cue("fury").search(p.plain)
            for p in self.pieces
            if p.actor == "client" or p.has("feeling")
        )

    @cached_property
    def unaware(self) -> bool:
        """Whether the client is said not to know yet."""
        return bool(cue("unaware").search(self.reading.text))

    @property
    def matter(self) -> str:
        """What the client already knows the talk is about."""
        return self.kind_words.matter

    @cached_property
    def urgent(self) -> bool:
        """Whether safety or data is at stake, so that the client is told within hours."""
        words = self.book.channel
        return any(kind in words.urgent_kinds for kind in self.kinds[:1]) or any(
            re.search(cue, self.reading.text, re.IGNORECASE) for cue in words.urgent_cues
        )

    @cached_property
    def care(self) -> tuple[CareRule, ...]:
        """The matters to take to a lawyer, an officer or emergency help."""
        text = self.reading.text
        return tuple(
            rule
            for rule in self.book.care
            if any(kind in rule.kinds for kind in self.kinds)
            or any(re.search(cue, text, re.IGNORECASE) for cue in rule.cues)
        )

    @property
    def open_offers(self) -> tuple[Offer, ...]:
        """Offers the client may hear."""
        return tuple(o for o in self.offers if o.said and not self.secrets.leaked(o.said))

    @property
    def held_offers(self) -> tuple[Offer, ...]:
        """Offers held back."""
        return tuple(offer for offer in self.offers if offer.private)

    def said(self, *tags: Tag) -> tuple[Piece, ...]:
        """Return the clauses about these that the client may hear."""
        return tuple(p for p in self.pieces if p.client and p.has(*tags))

    def about(self, *tags: Tag) -> tuple[Piece, ...]:
        """Return all clauses about these, for internal papers."""
        return tuple(p for p in self.pieces if p.has(*tags))

    @cached_property
    def unknown_said(self) -> tuple[str, ...]:
        """What is not known, as clauses the client may hear: "whether the crate is in Oslo"."""
        found = []
        for words in self.situation.unknown:
            clause = lower_first(self.tidy.clause(words))
            private = self._private(words)
            if (
                not private
                and cue("unknown_clause").match(clause)
                and not cue("unsafe").search(clause)
            ):
                found.append(clause.rstrip("?. "))
        return tuple(found)

    def _private(self, words: str) -> bool:
        at = self.reading.text.find(words)
        return at < 0 or any(
            s.confidential and s.start < at + len(words) and at < s.end
            for s in self.reading.sentences
        )

    def people(self, side: Side) -> tuple[Person, ...]:
        """Return the people of one side."""
        return tuple(p for p in self.situation.people if p.side == side)


def open_case(
    case: CaseInput,
    reading: Reading,
    book: Phrasebook,
    tidy: Tidy,
    recaster: Recaster,
    plain: Callable[[str], bool],
) -> CaseFile:
    """Return the case file of a reading; only clauses that are `plain` are kept for the client."""
    people = reading.situation.people
    facts = reading.situation.facts
    names = [f.text for f in facts if f.kind in ("name", "organisation")]
    knowing = tidy.knowing([*names, *(p.name for p in people), *(p.organisation for p in people)])
    contact = contact_of(reading)
    casting = _casting(
        people, contact, names, [f.text for f in facts if f.kind == "reference"], knowing
    )
    file = CaseFile(case, reading, pieces_of(reading, casting, knowing, recaster), book, knowing)

    def turning(sentence: str, at: int) -> str:
        return turned_offer(sentence, at, reading, casting, recaster)

    given = offers_of(reading, file.pieces, knowing, case.shareable, turning)
    file = replace(file, offers=given)
    return replace(file, pieces=tuple(_guarded(p, file.secrets, plain) for p in file.pieces))


def _guarded(piece: Piece, secrets: Secrets, plain: Callable[[str], bool]) -> Piece:
    """Return a clause without words for the client that give something away or are not plain."""

    def passed(words: str | None) -> str | None:
        return words if words and not secrets.leaked(words) and plain(words) else None

    client = passed(piece.client)
    undone = client if piece.undone == piece.client else passed(piece.undone)
    return replace(piece, client=client, undone=undone)


def turned_offer(
    sentence: str, at: int, reading: Reading, casting: Casting, recaster: Recaster
) -> str:
    """Return a sentence about what we can do as said to the client, "" when it cannot be.

    A pronoun that may mean somebody else stays as a visible blank.
    """
    theirs = _speaks_of_client(sentence, at, reading)
    if not theirs:
        sentence = _SOMEBODY.sub("[who]", sentence)
    turned = recaster.to_client(parse(sentence), casting, client_acts=theirs) or ""
    return turned.replace("me and you", "you and me")


def _speaks_of_client(sentence: str, at: int, reading: Reading) -> bool:
    """Return whether "her", "him" or "them" in an offer is the client, as far as the note shows."""
    names = [f for f in reading.situation.facts if f.kind == "name"]
    others = [f for f in names if f.side != "client"]
    pronoun = cue("pronoun").search(sentence)
    if pronoun is None:
        return True
    before = sentence[: pronoun.start()].lower()
    if any(f.text.lower() in before for f in names):
        return False
    if pronoun[0].lower() in ("they", "them", "their", "theirs"):
        if any(at - _NEAR < f.start < at for f in others):
            return False
        return any(_PLURAL.search(s.text) for s in reading.sentences if s.actor == "client")
    family = _FEMALE if _FEMALE.search(pronoun[0]) else _MALE
    last = max((f for f in names if f.start < at), key=lambda f: f.start, default=None)
    return (
        last is None
        or last.side == "client"
        or any(
            family.search(s.text)
            for s in reading.sentences
            if s.actor == "client" or {"wants", "feeling", "client_impact"} & set(s.tags)
        )
    )


_NEAR = 160
_FEMALE = re.compile(r"\b(?:she|her|hers)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?:they|their)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:he|him|his)\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:her|him|them)\b(?= (?:both|all)\b|[.,]| \w+\b)", re.IGNORECASE)


def contact_of(reading: Reading) -> Person | None:
    """Return whom the account speaks of most on the client's side; a full name counts for more."""
    theirs = [p for p in reading.situation.people if p.side == "client"]
    text = reading.text

    def weight(person: Person) -> float:
        forms = [re.escape(form) for form in _forms(person.name)]
        said = re.findall(rf"\b(?:{'|'.join(forms)})\b", text)
        full = (
            1.5
            if len(cue("titles").sub("", person.name).split()) > 1
            or cue("titles").match(person.name)
            else 0
        )
        aside = 3 if cue("adviser").search(person.role) else 0
        unlikely = (
            6 if cue("not_a_name").search(person.name) or re.search(r"\d", person.name) else 0
        )
        return len(said) + full - aside - unlikely

    best = max(theirs, key=weight, default=None)
    return best if best is not None and weight(best) > 0 else None


def _casting(
    people: Iterable[Person],
    contact: Person | None,
    names: Iterable[str],
    references: Iterable[str],
    tidy: Tidy,
) -> Casting:
    theirs = [p for p in people if p.side == "client"]
    ours = [tidy.capitals(p.name) for p in people if p.side == "ours"]
    others = [tidy.capitals(p.name) for p in theirs if p is not contact]
    known = [*names, *references]
    return Casting(
        client_names=_forms(tidy.capitals(contact.name)) if contact else (),
        client_side=tuple(form for name in others for form in _forms(name)),
        our_names=tuple(form for name in ours for form in _forms(name)),
        known=tuple(tidy.capitals(name) for name in known),
        organisations=tuple({p.organisation for p in theirs if p.organisation}),
    )


def _forms(name: str) -> tuple[str, ...]:
    """Return the ways a person is named, longest first."""
    bare = cue("titles").sub("", name)
    forms = {name, bare, *(part for part in bare.split() if len(part) > 2)}
    if bare != name:
        forms.add(f"{name.split()[0]} {name.split()[-1]}")
    return tuple(sorted(forms, key=len, reverse=True))

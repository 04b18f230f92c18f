"""Who is who: people and organisations, their side, role and firm (practice 6)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from coach.domain.situation import Person
from coach.domain.values import Side
from coach.drafting.intake.lexicon import PeopleWords
from coach.drafting.intake.mentions import Mention, Sort

_NEAR = 42
_OWNS = re.compile(r",?\s(?:owns|runs)\s|[^.;\n]{0,24},\s(?:he|she)\sdecides", re.IGNORECASE)
_APPOSITION = re.compile(
    r"^\s?(?:,|\(|-|–|:|is (?:the|our|their|my|his|her)|\sis\s|,? who is)\s?(?P<what>[^,.;()\n]{2,48})"
)
_LAST_SENTENCE = re.compile(r"[.;!?\n]\s")


@dataclass
class Party:
    """Somebody or something named, with all its mentions and what points to each side."""

    name: str
    sort: Sort
    mentions: list[Mention] = field(default_factory=list)
    votes: Counter[Side] = field(default_factory=Counter)
    role: str = ""
    side: Side = "other"
    organisation: str = ""
    decides: bool = False
    """Whether the role settles a matter: an owner, a director."""


@dataclass(frozen=True)
class Cast:
    """Everybody in the text."""

    parties: tuple[Party, ...]

    def at(self, position: int) -> Party | None:
        """Return who is named at a position."""
        for party in self.parties:
            if any(one.start <= position < one.end for one in party.mentions):
                return party
        return None

    def last_before(self, position: int, sort: Sort | None = None) -> Party | None:
        """Return whom the text named last before a position."""
        best: tuple[int, Party] | None = None
        for party in self.parties:
            if sort is None or party.sort == sort:
                for one in party.mentions:
                    if one.start < position and (best is None or one.start > best[0]):
                        best = (one.start, party)
        return best[1] if best else None

    def people(self) -> tuple[Person, ...]:
        """Return the people, the main contact at the client first, then in order of mention."""
        told = [party for party in self.parties if party.sort == "person"]
        clients = [party for party in told if party.side == "client"]
        first = max(clients, key=_weight, default=None)
        ordered = sorted(told, key=lambda party: party is not first)
        return tuple(
            Person(name=p.name, role=p.role, side=p.side, organisation=p.organisation)
            for p in ordered
        )


_DECIDER_COUNTS = 4


def _weight(party: Party) -> tuple[int, int, int]:
    return (
        party.votes["client"] + len(party.mentions) + (_DECIDER_COUNTS if party.decides else 0),
        len(party.name.split()),
        -party.mentions[0].start,
    )


def cast_of(text: str, mentions: tuple[Mention, ...], words: PeopleWords) -> Cast:
    """Return everybody named in a text, each once, with side and role."""
    parties = _gathered(mentions)
    for party in parties:
        for mention in party.mentions:
            for side, votes in _evidence(text, mention, party, words):
                party.votes[side] += votes
            party.role = party.role or _role(text, mention, words)
        owns = any(_OWNS.match(text, mention.end) for mention in party.mentions)
        party.decides = owns or words.decider.fullmatch(party.role.lower()) is not None
    _settle(text, parties)
    return Cast(tuple(parties))


def _gathered(mentions: tuple[Mention, ...]) -> list[Party]:
    parties: list[Party] = []
    for mention in sorted(mentions, key=lambda one: (-len(one.text.split()), one.start)):
        home = next((party for party in parties if _same(party, mention)), None)
        if home is None:
            home = Party(mention.text, mention.sort)
            parties.append(home)
        home.mentions.append(mention)
    for party in parties:
        party.mentions.sort(key=lambda one: one.start)
    return sorted(parties, key=lambda party: party.mentions[0].start)


def _same(party: Party, mention: Mention) -> bool:
    full = [part.strip(".'’").lower() for part in party.name.split()]
    short = [part.strip(".'’").lower() for part in mention.text.split()]
    if full == short:
        return True
    if len(short) == 1 and short[0].endswith("s") and short[0][:-1] in full:
        return True
    if party.sort == "person" and mention.sort == "organisation":
        return False
    return all(part in full for part in short) and short[-1] in (full[0], full[-1])


def _evidence(
    text: str, mention: Mention, party: Party, words: PeopleWords
) -> Iterator[tuple[Side, int]]:
    before = text[max(0, mention.start - _NEAR) : mention.start]
    before = _LAST_SENTENCE.split(before)[-1]
    after = text[mention.end : mention.end + _NEAR]
    for sign, pattern in words.signs:
        beside = after if sign.where == "after" else before
        if (sign.where != "firm" or party.sort == "organisation") and pattern.search(beside):
            yield sign.side, sign.votes
    if _third(before, after, party, words):
        yield "other", 4
    if party.sort == "person":
        if re.match(rf"(?:{words.title})\b", party.name, re.IGNORECASE):
            yield "client", 1
        yield from _by_role(_role(text, mention, words), words)


def _by_role(role: str, words: PeopleWords) -> Iterator[tuple[Side, int]]:
    """Yield the side a role speaks for: we seldom give our own people their full title."""
    if role:
        yield ("ours", 2) if words.ours_role.search(role) else ("client", 1)


def _third(before: str, after: str, party: Party, words: PeopleWords) -> bool:
    close = words.third.search(before[-28:])
    direct = close is not None and re.fullmatch(r"[\s,(:]{0,3}", before[-28:][close.end() :])
    apposed = re.match(
        rf"\s?[,(]\s?(?:the|our|a|their)?\s?(?:[\w-]+\s)?(?:{words.third.pattern})", after, re.I
    )
    return bool(
        direct or apposed or (party.sort == "organisation" and words.third.search(party.name))
    )


def _role(text: str, mention: Mention, words: PeopleWords) -> str:
    """Return what the words beside a name call the person, or an empty string."""
    apposed = _APPOSITION.match(text[mention.end : mention.end + 60])
    if apposed and (found := words.role.search(apposed["what"])) and found.start() < 24:
        return re.sub(
            r"^(?:the|our|their|my|his|her|a|an)\s",
            "",
            _to_role(apposed["what"], found.end()),
            flags=re.I,
        )
    before = text[max(0, mention.start - 40) : mention.start]
    found_before = list(words.role.finditer(before))
    if found_before and re.fullmatch(
        r"\s?(?:there\s)?(?:is\s|,\s|:\s|\()?", before[found_before[-1].end() :]
    ):
        return found_before[-1][0]
    return ""


def _to_role(words: str, end: int) -> str:
    rest = re.match(r"(?:\s(?:of|at|for)\s[\w&' ]{2,24})?", words[end:])
    return (words[:end] + (rest[0] if rest else "")).strip()


def _settle(text: str, parties: list[Party]) -> None:
    """Choose each side: firms first, then people, who follow the firm they belong to."""
    firms = [party for party in parties if party.sort == "organisation"]
    for firm in firms:
        firm.side = _winner(firm.votes)
    if not any(firm.side == "client" for firm in firms):
        for firm in firms[:1]:
            firm.side = "client" if not firm.votes else firm.side
    people = [party for party in parties if party.sort == "person"]
    for person in people:
        home = _employer(text, person, firms) or _namesake(person, firms)
        if home is not None:
            person.organisation = home.name
            person.votes[home.side] += 3
        elif _case_bears(text, person):
            person.votes["client"] += 2
        person.side = _winner(person.votes)
    undecided = [person for person in people if not person.votes]
    client_known = any(person.side == "client" for person in people)
    for person in undecided:
        # Whoever is named without a word on who they are is one of the writer's own people.
        person.side = "ours" if client_known else "client"
        client_known = True
    main = next((firm.name for firm in firms if firm.side == "client"), "")
    for person in people:
        if person.side == "client" and not person.organisation:
            person.organisation = main


def _namesake(person: Party, firms: list[Party]) -> Party | None:
    """Return the firm that bears the person's family name: "Cathal Halloran" of Halloran Dental."""
    family = person.name.split()[-1].lower()
    named = len(person.name.split()) > 1
    return next((f for f in firms if named and family in f.name.lower().split()), None)


def _case_bears(text: str, person: Party) -> bool:
    """Return whether the case goes by the person's family name: "the Hargreaves family"."""
    parts = person.name.lower().split()
    if len(parts) == 1:
        return False
    others = re.finditer(rf"\b{re.escape(parts[-1])}(?:['’]?s)?\b", text.lower())
    return any(all(not m.start <= o.start() < m.end for m in person.mentions) for o in others)


def _winner(votes: Counter[Side]) -> Side:
    order: tuple[Side, ...] = ("ours", "client", "other")
    return max(order, key=lambda side: votes[side]) if votes else "other"


def _employer(text: str, person: Party, firms: list[Party]) -> Party | None:
    for mention in person.mentions:
        for firm in firms:
            for other in firm.mentions:
                between = text[mention.end : other.start] if mention.end <= other.start else "!"
                backward = text[other.end : mention.start] if other.end <= mention.start else "!"
                short = len(between) < _NEAR and not re.search(r"[.;!?\n]", between)
                joined = re.search(r"(?:^|\s)(?:at|of|from|for)\s$", between)
                if short and joined and not re.search(r"\b(?:and|the|to)\b", between):
                    return firm
                if re.fullmatch(r"['’]?s?\s(?:[\w-]+[\s,]+){0,4}\(?", backward) or re.fullmatch(
                    r"\s?[(,]\s?(?:[\w-]+\s){0,3}(?:director|manager|owner|lead|contact)?:?\s?",
                    backward,
                ):
                    return firm
    return None

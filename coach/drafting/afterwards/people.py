"""Who is named in notes, whose side they are on, and whom "he", "she" and "they" mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.domain.meeting import Whose
from coach.domain.situation import Person
from coach.domain.values import Side
from coach.drafting.afterwards.verbs import is_everyday
from coach.drafting.afterwards.words import NoteWords
from coach.language.parse import parse

WHO = "[who]"
_TITLE = (
    r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|councillor|cllr|chef|matron"
    r"|sister|captain|father|rev|herr|frau|monsieur|madame|mme|signora?|señora?)"
)
_TITLED = rf"(?<!\w){_TITLE}\.? [^\W\d_][\w'-]*"
_CAP = r"[A-ZÀ-Þ][\w'-]*\w|[A-Z]\b"
_RUN = rf"(?:{_CAP})(?: (?:{_CAP})){{0,2}}"
_AND = r"(?: ?[/+&] ?| and )"
_ROLE = (
    r"(?:the|their|our|his|her|my|they're) [^\W\d_][\w-]+(?: (?!to\b|will\b)[^\W\d_][\w-]+){0,2}?"
)
_OWNED = rf"(?:{_CAP})'s [a-z]+"
_INTRO = re.compile(
    r"(?:met|meeting|spoke|spoken|talked|chat(?:ted)?|call(?:ed)?|phone|saw|mtg|told|service|debrief|session|one|minutes"
    r"|réunion|coffee|lunch|round)\b(?: (?:briefly|just now|again|today))?(?: (?:with|to|w/?|-|–|/))? "
    rf"(?P<who>{_TITLED}|{_RUN})|\b(?:contact is|[Cc]lient \()\s?(?P<who2>{_RUN})"
)
_WITH = re.compile(
    rf"\b(?:with|w/?|to) (?:the \w+ (?:lady|man|guy|woman) )?"
    rf"(?:(?P<small>[a-zà-þ]{{3,}})|(?P<who>{_RUN}))"
)
_CLIENT_ACTS = (
    r"(?:asks?|asked|wants?|wanted|accepts?|accepted|agrees?|agreed|needs?|needed|refus\w+|demand\w+|insist\w+|complain\w*"
    r"|would like|would rather|not happy|ok with|ok w|fine with|can live)\b"
)
_INITIALS = re.compile(rf"(?i:{_TITLE})\.? [A-Za-z]|[A-Z]{{1,3}}")
_PRONOUNS = ("he", "she", "him", "her")


@dataclass(frozen=True)
class Who:
    """A doer as found."""

    words: str
    whose: Whose


@dataclass
class People:
    """Everybody the notes and the account name."""

    words: NoteWords
    me: str
    sides: dict[str, Side] = field(default_factory=dict)
    """By lower-case name."""
    names: dict[str, str] = field(default_factory=dict)
    """By lower-case name: as written."""
    counterpart: str = ""
    """Whom the talk was with, first of all."""

    def add(self, name: str, side: Side) -> None:
        """Learn a name and the parts it is known by."""
        if name.split()[0].lower() in self.words.not_doers:
            return
        for form in (name, *(part for part in name.split() if len(part) > 2)):
            if re.fullmatch(_TITLE, form, re.IGNORECASE):
                continue
            self.names.setdefault(form.lower(), form)
            self.sides.setdefault(form.lower(), side)

    def knows(self, name: str) -> bool:
        """Return whether somebody of that name is known."""
        return name.lower() in self.names

    def side(self, name: str) -> Side | None:
        """Return a known person's side."""
        return self.sides.get(name.lower())

    def resolved(self, doer: str, before: str) -> Who:
        """Return who a doer's words mean, given whom the sentence named before."""
        low = doer.lower().strip(" :")
        if low in self.words.me:
            return Who(self.me or "[your name]", "me")
        if low in self.words.us:
            return Who(f"We, {WHO}", "us")
        if low in self.words.both:
            return Who("Both sides", "both")
        if low in self.words.client or low in self.words.client_doers:
            return Who("Client", "client")
        if low in _PRONOUNS:
            named = before or self.counterpart
            if not named:
                return Who("Client", "client")
            return self._by_initials(named) if _INITIALS.fullmatch(named) else Who(named, "named")
        if low in ("who", "somebody", "someone", "tbc", "tbd", "?", "??", "???", ""):
            return Who(WHO, "unknown")
        if _INITIALS.fullmatch(doer.strip()):
            return self._by_initials(doer.strip())
        return Who(self.names.get(low, doer.strip()), "named")

    def _by_initials(self, initials: str) -> Who:
        """Return whom initials can only mean: "KB" for Kit Bauer, "Dr H" for Dr Hoffmann."""
        letters = initials.split()[-1].lower()
        title = initials.split()[0].lower() if " " in initials else ""
        mine = "".join(part[0] for part in self.me.lower().split())
        if len(letters) > 1 and letters == mine:
            return Who(self.me, "me")
        full = {
            name
            for low, name in self.names.items()
            if (low.startswith(f"{title} ") if title else True)
            and _initials(low, titled=bool(title)) == letters
            and len(low) > len(initials)
        }
        return Who(full.pop() if len(full) == 1 else initials, "named")

    def doer_at(self, text: str) -> re.Match[str] | None:
        """Return the doer that a clause opens with, if one can be told by its form."""
        for pattern in (_pronouns(self.words), _BOTH_NAMED, _TITLED_AT, _ROLE_NAMED, _OWNED_AT):
            if match := pattern.match(text):
                return match
        named = _NAMED_ROLE.match(text)
        if named and named["role"].lower() in self.words.doers:
            return named
        return self._name_at(text) or self._noun_at(text)

    def _name_at(self, text: str) -> re.Match[str] | None:
        match = _RUN_AT.match(text)
        while match and match[0].split()[0].lower() in self.words.not_doers:
            match = None
        if match:
            shorter = self._known_part(text, match[0])
            return shorter or match
        small = re.match(r"[^\W\d_][\w'-]*(?: [a-z])?(?=\W|$)", text)
        if small and self.knows(small[0].split()[0]):
            return re.match(re.escape(small[0].split()[0]), text)
        return None

    def _known_part(self, text: str, run: str) -> re.Match[str] | None:
        """Return a shorter name at the head of a run whose end is no part of it."""
        parts = run.split()
        for length in range(len(parts), 0, -1):
            name = " ".join(parts[:length])
            if self.knows(name):
                return re.match(re.escape(name), text)
        return None

    def _noun_at(self, text: str) -> re.Match[str] | None:
        match = _NOUN_AT.match(text)
        if match and match[0].lower() in self.words.doers:
            return match
        return None

    def is_person_like(self, doer: str, text: str) -> bool:
        """Return whether the words of a doer at the head of a clause can be somebody."""
        low = doer.lower()
        head = low.split()[0] if low.strip() else ""
        if low in self.names or head in self.names or re.fullmatch(r"[A-Z]{1,3}", doer):
            return True
        plain = self.words.me | self.words.us | self.words.client | self.words.both
        if low in plain or low in _PRONOUNS or low in self.words.doers or low == "who":
            return True
        if (
            _TITLED_AT.match(doer)
            or re.search(r"[/+&]", doer)
            or "'s " in doer
            or _ROLE_NAMED.match(doer)
        ):
            return True
        if not low.strip() or head in self.words.not_doers or not doer[:1].isupper():
            return False
        if not is_everyday(head):
            return True
        token = parse(text)[0]
        return token.tag_ in ("NNP", "NNPS") or token.ent_type_ in ("PERSON", "ORG")


def _initials(name: str, *, titled: bool) -> str:
    parts = name.split()
    return "".join(part[0] for part in (parts[1:] if titled else parts))


def people_of(
    notes: str,
    words: NoteWords,
    me: str,
    people: Iterable[Person],
    named: Iterable[str],
    contact: str,
) -> People:
    """Return who is named: the account's people, and those `named` in the notes.

    Whose side the latter are on, the notes seldom say; who asks, wants or accepts is the client.
    """
    cast = People(words, me)
    for person in people:
        cast.add(person.name, person.side)
    for name in named:
        if not cast.knows(name):
            cast.add(name, "other")
    for name in [name for name in cast.names if _speaks(name, notes)]:
        cast.sides[name] = "client"
    for part in me.split():
        cast.names.setdefault(part.lower(), part)
        cast.sides[part.lower()] = "ours"
    first = _introduced(notes, cast)
    if first:
        cast.add(first, "client")
    mentioned = contact and any(
        re.search(rf"\b{re.escape(part)}\b", notes, re.IGNORECASE) for part in contact.split()
    )
    cast.counterpart = _short(contact, notes) if mentioned else first or contact
    return cast


def _short(contact: str, notes: str) -> str:
    """Return the contact as the notes name them."""
    if contact.lower() in notes.lower():
        return contact
    return next((p for p in contact.split() if re.search(rf"\b{re.escape(p)}\b", notes)), contact)


def _speaks(name: str, notes: str) -> bool:
    spoken = rf"\b{re.escape(name)}\b(?: \([^()]*\))?:? (?:also |still |now |then )?{_CLIENT_ACTS}"
    return re.search(spoken, notes, re.IGNORECASE) is not None


def _introduced(notes: str, cast: People) -> str:
    for match in _INTRO.finditer(notes):
        name = match["who"] or match["who2"]
        if name.split()[0].lower() not in cast.words.not_doers and cast.side(name) != "ours":
            return str(name)
    for match in _WITH.finditer(notes[:240]):
        name = match["small"] or match["who"]
        if cast.knows(name) and cast.side(name) != "ours":
            return cast.names[name.lower()]
    titled = re.search(_TITLED, notes, re.IGNORECASE)
    if titled and cast.knows(titled[0]) and cast.side(titled[0]) != "ours":
        return cast.names[titled[0].lower()]
    known = [
        (at.start(), name)
        for name in cast.names
        if cast.side(name) == "client"
        and (at := re.search(rf"\b{re.escape(name)}\b", notes, re.IGNORECASE))
    ]
    return cast.names[min(known)[1]] if known else ""


def _pronouns(words: NoteWords) -> re.Pattern[str]:
    forms = sorted({"he", "she", "who", *words.me, *words.us, *words.client, *words.both}, key=len)
    return re.compile(rf"(?:{'|'.join(map(re.escape, forms[::-1]))})(?![\w-])", re.IGNORECASE)


_NAMED_ROLE = re.compile(rf"(?:{_CAP}) (?P<role>[a-z]+)(?![\w-])")
_NOUN_AT = re.compile(r"[a-z-]+(?![\w-])", re.IGNORECASE)
_TITLED_AT = re.compile(_TITLED, re.IGNORECASE)
_BOTH_NAMED = re.compile(rf"(?:{_CAP}){_AND}(?:{_CAP})(?![\w'])")
_ROLE_NAMED = re.compile(
    rf"{_ROLE}(?: \({_RUN}\))?(?= to | will | would | shall | must | should |'ll| [a-z]+s\b| - |:|$|,)",
    re.I,
)
_OWNED_AT = re.compile(_OWNED)
_RUN_AT = re.compile(_RUN)

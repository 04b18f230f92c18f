"""Items of the notes in words for the client: "you" for them, nothing rough, or not at all."""

import re
from datetime import date

from coach.domain.meeting import MeetingAction, MeetingPoint
from coach.drafting.afterwards.people import WHO, People
from coach.drafting.afterwards.phrases import Papers
from coach.drafting.afterwards.verbs import verb_of
from coach.drafting.calendar import long_day
from coach.drafting.tidy import Tidy, upper_first
from coach.language.parse import parse

_HE = ("he", "she")
_SAID_BY_US = ("i said", "i told", "i hear", "i heard", "i don't")
_UPSET = re.compile(
    r"^(?P<who>\S+(?: \S+)?)\s+(?:is |was |still )?(?:very |quite |really )?(?:not happy|unhappy|worried|concerned"
    r"|anxious|upset|annoyed|nervous|unsure)\s+(?:about|with|over|by|at)\s+(?P<what>.+?)\.?$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?P<who>they|he|she|the client|client|the customer|customer)(?P<have>'ve|'d|'ll|'s|'re)?\s+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_BARE_ASK = re.compile(
    r"^(?:also |still )?(?P<verb>wants?|asked|asks)\s+(?P<rest>.+)$", re.I | re.S
)
_LABEL = re.compile(r"^(?P<who>[\w.]{1,14}(?: \w{1,12})?):\s+(?P<rest>.+)$", re.DOTALL)
_THIRD = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|theirs)\b", re.IGNORECASE)
_SAYS_NO = re.compile(
    r"(?:did not|didn't|do not know|don't know|disagrees?|never|does not know|doesn't know)\b",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?!(?:don't|know|said|that|this|agreed|with|asked|idea|they|have|about|told|will)\b)[^\W\d_]{4,}|\d",
    re.I,
)
_TO_THEM = re.compile(
    r"\b(?P<verb>(?:re-?)?(?:send|give|text|ring|call|tell|email|show|let|ask|inform|write|pay|offer|bring|update|keep|visit"
    r"|meet|refund|remind|invite)|(?:back|write|speak|talk|report|reply|send \w+) (?:to|with))"
    r" (?:him|her|them)\b"
    r"(?! (?:off|out|back|in|up|on|over|all)\b)",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b(?= \d)"
    r"|(?<=\d )(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
)
_PART = re.compile(
    r"\b(?:noon|midday|morning|afternoon|evening|tonight|lunchtime)\b"
    r"|\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b|\b\d{1,2}:\d\d\b"
)
_AUXILIARY = {
    "is": "are",
    "was": "were",
    "has": "have",
    "does": "do",
    "isn't": "aren't",
    "wasn't": "weren't",
}
_SHORT = {"'s": "are", "'d": "would", "'ll": "will", "'ve": "have", "'re": "are"}
_TURNED = {"him": "you", "them": "you", "his": "your", "their": "your", "theirs": "yours"}


class Saying:
    """Words items for the client."""

    def __init__(self, people: People, contact: str, tidy: Tidy, papers: Papers) -> None:
        self._people, self._contact, self._tidy = people, contact, tidy
        self._words = papers.client
        # What was said and promised is the very matter of a record, unlike in an account.
        opinion = [w for w in tidy.words.opinion if w not in _SAID_BY_US]
        rough = "|".join(re.escape(w) for w in (*opinion, *tidy.words.unsayable))
        self._rough = re.compile(rf"(?<!\w)(?:{rough})(?!\w)", re.IGNORECASE)

    def row(self, action: MeetingAction) -> tuple[str, str, str]:
        """Return an action as a row for the client: who, what, by when."""
        what = action.what if self._is_theirs(action) else _to_them(action.what)
        return self.who(action), upper_first(_dated(what)), _when(action)

    def _is_theirs(self, action: MeetingAction) -> bool:
        who = action.who.lower()
        met = {self._people.counterpart.lower(), self._contact.lower()}
        known = self._people.side(action.who) == "client"
        return action.whose == "client" or known or any(who in name for name in met if name)

    def who(self, action: MeetingAction) -> str:
        """Return who does it as the client reads it."""
        if action.whose == "client":
            return str(self._words["you"])
        if action.whose == "both":
            return str(self._words["both"])
        return f"We, {WHO}" if action.whose == "us" else _named(action.who)

    def is_rough(self, text: str) -> bool:
        """Return whether a line holds words that would hurt."""
        return bool(self._rough.search(text))

    def point(self, point: MeetingPoint) -> str | None:
        """Return a point as the client may read it, or None when it cannot be worded safely."""
        if point.kind == "noted" or self.is_rough(point.said) or not _SAYS.search(point.said):
            return None
        said = []
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", point.said):
            turned = self._sentence(sentence)
            if turned is None:
                return None
            said.append(turned)
        return " ".join(said)

    def _sentence(self, sentence: str) -> str | None:
        text = sentence.strip()
        upset = _UPSET.match(text)
        if upset:
            return self._raised(upset["who"], upset["what"])
        label = _LABEL.match(text)
        if label and (who := self._people.doer_at(label["who"])) and who.end() == len(label["who"]):
            return self._spoken(label["who"], label["rest"])
        bare = _BARE_ASK.match(text)
        if bare:
            return self._clear(f"You asked {self._asked(bare['verb'], bare['rest'])}")
        subject = _SUBJECT.match(text)
        if subject:
            return self._to_you(subject)
        return self._clear(text)

    def _raised(self, who: str, what: str) -> str | None:
        named = who.lower() not in (*_HE, "they", "client") and who != self._contact
        if not named or who in self._contact.split():
            return self._clear(str(self._words["you_raised"]).format(what=what))
        return self._clear(f"{who}: {what}.") if self._people.knows(who) else None

    def _spoken(self, who: str, rest: str) -> str | None:
        """Return a line of the form "H: wants 10% off", with the whole name in front."""
        whole = self._people.resolved(who, "")
        if whole.whose == "me":
            return self._clear(rest)
        return self._clear(f"{self._tidy.capitals(whole.words)}: {rest}")

    def _to_you(self, match: re.Match[str]) -> str | None:
        """Return "You accept" for "They accept" where the pronoun can only be the one addressed."""
        who = match["who"].lower()
        if who in _HE and self._people.counterpart and not self._is_addressed():
            return None
        rest, short = match["rest"], match["have"]
        bracketed = re.match(r"\((?P<name>[^()]+)\)\s+", rest)
        if bracketed:
            return self._clear(f"{bracketed['name']} {rest[bracketed.end() :]}")
        adverb = re.match(r"(?:still|also|now|then|only) ", rest)
        rest = rest[adverb.end() :] if adverb else rest
        if _SAYS_NO.match(rest):
            return None
        word = rest.split()[0]
        if short:
            return self._clear(f"You {_SHORT[short]} {rest}")
        low = word.lower()
        verb = verb_of(low)
        if low in ("want", "wants", "wanted"):
            if rest[len(word) :].strip().lower().startswith(("it ", "that ", "this ")):
                return None
            return self._clear(f"You asked {self._asked(low, rest[len(word) :].strip())}")
        if low in _AUXILIARY:
            word_now = _AUXILIARY[low]
        elif verb and verb.form == "s":
            word_now = verb.base
        else:
            word_now = "do" + low[4:] if low.startswith("does") else word
        return self._clear(f"You {word_now}{rest[len(word) :]}")

    def _is_addressed(self) -> bool:
        person = self._people.counterpart.lower()
        return not self._contact or person in self._contact.lower()

    @staticmethod
    def _asked(verb: str, rest: str) -> str:
        if verb.lower().startswith("ask"):
            return rest
        return rest if rest.startswith("to ") else f"for {rest}"

    def _clear(self, text: str) -> str | None:
        """Return a line whose "he", "her" and "they" are clear from itself; None otherwise."""
        text = _dated(text)
        if text.startswith("You ") and re.search(r"\b(?:he|she|they)\b", text):
            return None
        if text.startswith("You "):
            text = self._turned(text)
        named = any(
            re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in self._people.names
        )
        if _THIRD.search(text) and not named:
            return None
        return upper_first(text)

    def _turned(self, text: str) -> str:
        """Return a text with the client's pronouns as "you" and "your"."""
        parts, end = [], 0
        for token in parse(text):
            low = token.lower_
            new = _TURNED.get(low)
            if low == "her":
                follows = token.nbor(1) if token.i + 1 < len(token.doc) else None
                named = follows is not None and follows.tag_ in ("NNP", "NNPS")
                new = "your" if token.tag_ == "PRP$" and not named else "you"
            if new is None:
                continue
            parts.append(text[end : token.idx] + new)
            end = token.idx + len(token)
        return "".join(parts) + text[end:]


def _to_them(what: str) -> str:
    """Return a deed with "you" for whom it is done to, where the verb says so: "text him"."""
    return _TO_THEM.sub(lambda match: f"{match['verb']} you", what)


def _named(who: str) -> str:
    """Return a doer as the client reads it: "their lawyer" is theirs."""
    return upper_first(re.sub(r"^their\b", "your", who, flags=re.IGNORECASE))


def _dated(text: str) -> str:
    """Return a line with short days and months in capitals: "18 dec" to "18 Dec"."""
    return _SHORT_DAY.sub(lambda match: match[0].capitalize(), text)


def _when(action: MeetingAction) -> str:
    """Return when a deed is due, for the client: the day it means, and the hour if noted."""
    if not action.day:
        return re.sub(r"^to (?=[A-Z])", "", action.when)
    day = long_day(date.fromisoformat(action.day))
    part = _PART.search(action.when.lower())
    hour = "evening" if part and part[0] == "tonight" else part[0] if part else ""
    return f"{day}, {hour}" if hour else day

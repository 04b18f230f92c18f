"""Whose act a verb tells: the subject, looked up in the parse and among the people named."""

import re
from typing import TYPE_CHECKING

from coach.domain.values import Side
from coach.drafting.intake.lexicon import PeopleWords
from coach.drafting.intake.people import Cast

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_US = frozenset(
    [
        "i",
        "we",
        "us",
        "me",
        "my",
        "our",
        "ours",
        "im",
        "ive",
        "id",
        "weve",
        "myself",
        "ourselves",
        "mine",
        "i'm",
        "i've",
        "i'd",
        "we've",
    ]
)
_PERSON = frozenset(["he", "she", "his", "her", "hers", "him", "hes", "shes"])
_THEY = frozenset(["they", "their", "theirs", "them", "theyre", "theyve"])
_MAX_STEPS = 6
_FINITE = ("VBD", "VBN", "VBP", "VBZ", "VB", "MD")
_MOST_BETWEEN = 2
_PLURAL = re.compile(r"[^\W\d_]{2,}[^s\W\d_]s$")
_CROWDS = frozenset(
    "staff people crew children men women personnel equipment luggage livestock cattle furniture".split()
)
"""Words that count several without a plural s."""


def _tells_past(verb: "Token") -> bool:
    if verb.tag_ == "MD" or any(child.tag_ == "MD" for child in verb.children):
        return False
    helped = any(c.tag_ == "VBD" for c in verb.children if c.dep_.startswith("aux"))
    perfect = verb.tag_ == "VBN" and any(c.lemma_ in ("have", "be") for c in verb.children)
    return verb.tag_ == "VBD" or helped or perfect


class Actors:
    """Looks up subjects in one parsed text."""

    def __init__(self, doc: "Doc", cast: Cast, words: PeopleWords) -> None:
        self._doc, self._cast, self._words = doc, cast, words

    def of_stretch(self, start: int, end: int) -> Side | None:
        """Return whose act the first verb of a stretch tells; None for nobody's."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return None
        for token in span:
            if token.pos_ == "VERB" and token.dep_ not in ("amod", "compound"):
                break
            side = self._of_word(token) if token.dep_ in ("nsubj", "poss") else None
            if side:
                return side
        verb = next((token for token in span if token.pos_ in ("VERB", "AUX")), span[0])
        return self.of_verb(verb)

    def is_past(self, position: int) -> bool:
        """Return whether the verb around a position is in the past tense.

        Where the parse leads to no verb that tells, the last verb before it in its sentence does.
        """
        span = self._doc.char_span(position, position + 1, alignment_mode="expand")
        token = first = span[0] if span is not None and len(span) else None
        for _ in range(_MAX_STEPS):
            if token is None:
                break
            verb = token.pos_ in ("VERB", "AUX") and token.tag_ in _FINITE
            if verb and token is not first:
                return _tells_past(token)
            token = token.head if token.head != token else None
        if first is None:
            return False
        before = reversed(self._doc[first.sent.start : first.i])
        return next((_tells_past(one) for one in before if one.tag_ in _FINITE), False)

    def counted_to(self, start: int, end: int) -> int:
        """Return where the things end that a figure counts ("22 period coats"), or its own end."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return end
        single = self._doc.text[start:end].lower() in ("1", "one", "a third", "half")
        for step, token in enumerate(self._doc[span.end : span.end + _MOST_BETWEEN + 1]):
            several = (
                token.tag_ in ("NN", "NNP", "NNPS") and _PLURAL.search(token.lower_) is not None
            )
            counts = token.tag_ == "NNS" or several or token.lower_ in _CROWDS
            last = (
                step + span.end + 1 >= len(self._doc) or self._doc[span.end + step + 1].tag_ != "NN"
            )
            if counts or (single and token.tag_ == "NN" and token.is_alpha and last):
                return token.idx + len(token)
            if token.tag_ not in ("JJ", "JJR", "NN", "NNP", "VBN") or not token.is_alpha:
                break
        return end

    def is_bare_verb(self, position: int) -> bool:
        """Return whether the word at a position is a verb in its plain form ("hand over")."""
        span = self._doc.char_span(position, position + 1, alignment_mode="expand")
        return span is not None and len(span) > 0 and span[0].tag_ in ("VB", "VBP")

    def of_verb(self, verb: "Token") -> Side | None:
        """Return the side of a verb's subject, or of the agent of a passive."""
        token, sentence = verb, verb.sent
        for _ in range(_MAX_STEPS):
            agents = [c for c in token.children if c.dep_ == "agent"]
            if agents:
                return self._of_noun(next(agents[0].children, agents[0]))
            if any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children):
                return None
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                return self._of_noun(self._antecedent(subject, token))
            if token.dep_ in ("relcl", "acl"):
                return self._of_noun(token.head)
            if token.head == token:
                break
            token = token.head
        return self._unsaid(sentence)

    def _antecedent(self, subject: "Token", verb: "Token") -> "Token":
        relative = subject.lower_ in ("who", "that", "which")
        return verb.head if relative and verb.dep_ == "relcl" else subject

    def _unsaid(self, sentence: "object") -> Side | None:
        """Return ours for a clipped sentence that starts with its verb: the writer's own act."""
        first = next((t for t in sentence if not t.is_punct and not t.is_space), None)  # type: ignore[attr-defined]
        return "ours" if first is not None and first.tag_ == "VBD" else None

    def _of_noun(self, noun: "Token") -> Side | None:
        own = self._of_word(noun)
        if own is not None:
            return own
        for child in noun.children:
            if child.dep_ in ("poss", "det") and (side := self._of_word(child)):
                words = noun.text
                third = side == "ours" and self._words.third.search(words)
                return "other" if third else side
        if self._words.third.search(noun.text):
            return "other"
        return "client" if self._words.client_word.search(noun.text) else None

    def _of_word(self, token: "Token") -> Side | None:
        low = token.lower_.replace("’", "'")
        if low in _US:
            return "ours"
        if low in _PERSON:
            person = self._cast.last_before(token.idx, "person")
            return person.side if person else "client"
        if low in _THEY:
            firm = self._cast.last_before(token.idx, "organisation")
            near = (
                firm is not None
                and firm.side == "other"
                and any(token.sent.start_char <= one.start < token.idx for one in firm.mentions)
            )
            return "other" if near else "client"
        party = self._cast.at(token.idx)
        return party.side if party and party.sort != "place" else None

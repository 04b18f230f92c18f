"""Evasive passives turned active, with the sender as doer or a blank where it is not said."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from coach.language.inflect import inflect
from coach.language.parse import parse
from coach.language.rewriting.data import Actors
from coach.language.rewriting.draft import Draft
from coach.language.rewriting.edits import lowered, put
from coach.language.rewriting.writer import Writer

if TYPE_CHECKING:
    from spacy.tokens import Token

_TRIGGER = re.compile(r"\b(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
_OBJECT = {"they": "them", "he": "him", "she": "her", "i": "me", "we": "us", "who": "whom"}
_DATED = re.compile(
    r"\d|\b(?:monday|tuesday|wednesday|thursday|friday|today|tomorrow|week|month)\b|\[", re.I
)
_MODALS = ("could", "can", "may", "might")
_WRONG = re.compile(
    r"\b(?:wrong|incorrect|mistaken|without|by mistake|inadvertently|missing"
    r"|too (?:much|many|few|little|late|early|long|short|high|low))\b",
    re.I,
)
_LONGEST_SUBJECT = 14
_LIGHT_ADVERBS = frozenset(
    "duly currently subsequently accordingly fully further actively carefully".split()
)


class Passive(NamedTuple):
    """A passive with no doer: its subject, its helpers, its verb."""

    subject: "Token"
    helpers: tuple["Token", ...]
    verb: "Token"
    particle: str
    adverb: str


class Voice:
    """Turns passives active by the verbs of one file."""

    def __init__(self, data: Actors) -> None:
        self._data = data
        self._ours = frozenset(data.ours.split())
        self._fault = frozenset(data.fault.split())
        self._unsaid = frozenset(data.unsaid.split())

    def edits(self, draft: Draft, writer: Writer) -> Iterator[Draft]:
        """Yield the drafts on offer."""
        text = draft.text
        if not (writer.flagged or writer.talks_shop) or not _TRIGGER.search(text):
            return
        for passive in _passives(parse(text.replace("\n", " "))):
            change = self._active(passive, text, writer)
            if change is not None:
                start, end, words = change
                yield put(draft, start, end, words, self._data.why)

    def _active(self, p: Passive, text: str, writer: Writer) -> tuple[int, int, str] | None:
        verb = p.verb.lemma_.lower()
        phrase = f"{verb}_{p.particle}" if p.particle else verb
        doer = self._doer(phrase, p, writer, text)
        subject = _span(p.subject, text)
        tense = _tense(p, doer) if doer else None
        if doer is None or subject is None or tense is None:
            return None
        start, words = subject
        first, *rest = tense(verb)
        said = [doer, first, p.adverb, *rest] if rest else [doer, p.adverb, first]
        object_ = _OBJECT.get(words.lower(), lowered(words, text) if start == 0 else words)
        return start, _stop(p), " ".join(w for w in [*said, p.particle, object_] if w)

    def _doer(self, phrase: str, p: Passive, writer: Writer, text: str) -> str | None:
        if _tense_name(p) in ("past", "perfect") and (phrase in self._fault or _WRONG.search(text)):
            return "[who]" if phrase in self._fault or phrase in self._ours else None
        if _tense_name(p) in ("past", "perfect") and "evasive_passive" not in writer.kinds:
            return None
        if phrase in self._ours:
            return writer.words["we"]
        hides = _tense_name(p) in ("past", "perfect") and p.verb.lemma_ not in self._unsaid
        return "[who]" if hides else None


def _passives(doc: object) -> Iterator[Passive]:
    for verb in doc:  # type: ignore[attr-defined]
        subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
        helpers = tuple(c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i)
        if len(subjects) != 1 or verb.tag_ != "VBN" or not _plain(verb, helpers):
            continue
        particles = [
            c
            for c in verb.children
            if c.i == verb.i + 1
            and (c.dep_ == "prt" or (c.dep_ == "prep" and not list(c.children)))
        ]
        adverbs = [c for c in verb.children if c.dep_ == "advmod" and helpers[0].i < c.i < verb.i]
        if len(adverbs) > 1:
            continue
        adverb = adverbs[0].text if adverbs and adverbs[0].lower_ not in _LIGHT_ADVERBS else ""
        particle = particles[0].text.lower() if particles else ""
        yield Passive(subjects[0], helpers, verb, particle, adverb)


def _plain(verb: "Token", helpers: tuple["Token", ...]) -> bool:
    """Tell whether a passive stands alone: no doer, no negation, no second verb, main clause."""
    if not helpers or any(c.dep_ in ("agent", "neg", "expl") for c in verb.children):
        return False
    if any(c.dep_ == "conj" for c in verb.children) and any(
        c.dep_ == "conj" and not any(g.dep_ in ("nsubj", "nsubjpass") for g in c.children)
        for c in verb.children
    ):
        return False
    if verb.dep_ == "ccomp":
        return verb.head.dep_ == "ROOT" and helpers[0].lower_ in ("will", *_MODALS)
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def _span(subject: "Token", text: str) -> tuple[int, str] | None:
    tokens = list(subject.subtree)
    if (
        tokens[0].pos_ in ("ADP", "SCONJ", "ADV", "PUNCT")
        or len(tokens) > _LONGEST_SUBJECT
        or tokens[-1].i - tokens[0].i + 1 != len(tokens)
    ):
        return None
    if any(t.lower_ in ("which", "whom", "whose", "who", "what") for t in tokens):
        return None
    if subject.lower_ in ("it", "there", "that", "this") or any(
        t.dep_ == "neg" or t.lower_ in ("no", "none", "neither", "nobody", "nothing")
        for t in tokens
    ):
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return start, text[start:end]


def _tense_name(p: Passive) -> str:
    words = [h.lower_ for h in p.helpers]
    if words[0] in ("will", "shall", "'ll", "’ll"):
        return "future"
    if words[0] in _MODALS and len(words) == 2:
        return words[0]
    if words[-1] == "being":
        return "now" if words[0] in ("is", "are") else ""
    if words[-1] == "been":
        return "perfect" if words[0] in ("has", "have", "'s", "'ve") else ""
    if len(words) == 1:
        return {"was": "past", "were": "past"}.get(words[0], "")
    return ""


def _tense(p: Passive, doer: str) -> Callable[[str], list[str]] | None:
    name = _tense_name(p)
    if name in _MODALS:
        return lambda verb: [name, verb]
    return _FORMS.get((name, doer.startswith("["), doer == "I"))


def _future(verb: str) -> list[str]:
    return ["will", verb]


def _past(verb: str) -> list[str]:
    return [inflect(verb, "past")]


def _perfect(verb: str) -> list[str]:
    return ["have", inflect(verb, "participle")]


_FORMS: dict[tuple[str, bool, bool], Callable[[str], list[str]]] = {
    **{("future", blank, first): _future for blank in (True, False) for first in (True, False)},
    **{("past", blank, first): _past for blank in (True, False) for first in (True, False)},
    ("perfect", True, False): _past,
    ("perfect", False, False): _perfect,
    ("perfect", False, True): _perfect,
    ("now", False, False): lambda verb: ["are", inflect(verb, "ing")],
    ("now", False, True): lambda verb: ["am", inflect(verb, "ing")],
}


def _stop(p: Passive) -> int:
    last = p.verb.nbor(1) if p.particle else p.verb
    return int(last.idx + len(last))

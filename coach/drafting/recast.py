"""A clause of the note turned round to face the client, or refused.

The note speaks of the client as "she" or "they"; a script says "you". A clause that cannot be
turned for certain is refused: a plain template stands in for it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.drafting.cues import cue
from coach.drafting.tidy import TidyWords, upper_first

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST_WORDS = 30
_THIRD = {
    "she",
    "he",
    "they",
    "her",
    "him",
    "them",
    "his",
    "their",
    "theirs",
    "hers",
    "herself",
    "himself",
    "themselves",
}
_TO_YOU = {
    "she": "you",
    "he": "you",
    "they": "you",
    "him": "you",
    "them": "you",
    "his": "your",
    "their": "your",
    "theirs": "yours",
    "hers": "yours",
    "herself": "yourself",
    "himself": "yourself",
    "themselves": "yourselves",
}
_PRESENT = {
    "is": "are",
    "'s": "'re",
    "’s": "'re",
    "has": "have",
    "does": "do",
    "was": "were",
    "wasn't": "weren't",
    "doesn't": "don't",
    "hasn't": "haven't",
    "isn't": "aren't",
}
_SUBJECTS = ("nsubj", "nsubjpass")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SHOUT = re.compile(r"\b[A-Z]{3,}\b")
_NEGATIVE = re.compile(r"\b(?:not|no|never|nobody|nothing|none|no one)\b|n't\b", re.IGNORECASE)
_BROKEN = re.compile(r"[?!…]| - |^\d+\. |\.\.|[{}<>*_#|\\]|\s[+=/]\s|\s->|:\)|\bx\d")


@dataclass(frozen=True)
class Casting:
    """Who is who in a clause."""

    client_names: tuple[str, ...]
    """Ways the person addressed is named, longest first."""
    client_side: tuple[str, ...] = ()
    """Names of others on the client's side."""
    our_names: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """Names and references that may stand in capitals."""
    organisations: tuple[str, ...] = ()


@dataclass
class _Edits:
    """Replacements by offset, later applied from the end."""

    made: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, start: int, end: int, words: str) -> None:
        self.made[start, end] = words

    def apply(self, text: str) -> str:
        for (start, end), words in sorted(self.made.items(), reverse=True):
            text = text[:start] + words + text[end:]
        return " ".join(text.split()).replace(" ,", ",").replace(" .", ".")


class Recaster:
    """Turns clauses to the client; stateless but for its word lists."""

    def __init__(self, words: TidyWords) -> None:
        self._words = words
        self._unsayable = _any_word(words.unsayable)
        self._opinion = re.compile(
            rf"^(?:{'|'.join(re.escape(w) for w in words.opinion)})\b", re.IGNORECASE
        )
        self._capitals = set(words.sayable_capitals)

    def sayable(self, text: str, casting: Casting) -> bool:
        """Return whether a stretch may stand in words for the client as far as its tone goes."""
        if not text or len(text.split()) > MOST_WORDS or _BROKEN.search(text):
            return False
        if cue("excuse").search(text) or '"' in text:
            return False
        if self._unsayable.search(text) or self._opinion.search(text) or cue("plan").search(text):
            return False
        if len(_NEGATIVE.findall(text)) > 2 or re.search(
            r"\bno\w* \w+ (?:do|know|say) nothing\b", text, re.I
        ):
            return False
        if text.count('"') % 2 or text.count("(") != text.count(")"):
            return False
        known = self._capitals | {w for name in casting.known for w in name.split()}
        return all(shout in known for shout in _SHOUT.findall(text))

    def to_client(self, doc: "Doc", casting: Casting, *, client_acts: bool) -> str | None:
        """Return the clause as said to the client, or None.

        `client_acts`: third-person pronouns in it are known to mean the client.
        """
        text = doc.text
        if not self.sayable(text, casting) or not is_clause(doc):
            return None
        if any(t.lower_ in ("you", "your", "yours") for t in doc):
            return None
        edits = _Edits()
        if not _turn_names(doc, casting, edits):
            return None
        if not _turn_pronouns(doc, edits, client_acts):
            return None
        _add_article(doc, casting, edits)
        return _close(edits.apply(text))

    def without_doer(self, doc: "Doc", casting: Casting, *, client_acts: bool) -> str | None:
        """Return a clause of the client's doing told as a dated fact with nobody named, or None."""
        if not self.sayable(doc.text, casting) or not is_clause(doc):
            return None
        named = {
            w.lower() for n in (*casting.client_names, *casting.client_side) for w in n.split()
        }
        edits = _Edits()
        _drop_relative_doer(doc, named, edits, client_acts)
        root = next((t for t in doc if t.dep_ == "ROOT"), None)
        subject = _subject_of(root) if root is not None else None
        if root is not None and subject is not None and _is_client(subject, named, client_acts):
            return _close(passive) if (passive := self._passive(doc, root, subject)) else None
        said = edits.apply(doc.text)
        left = {w.lower() for w in re.findall(r"[\w'’]+", said)}
        if left & (named | _THIRD | {"you", "your"} | _org_words(casting)):
            return None
        return _close(said)

    def _passive(self, doc: "Doc", verb: "Token", subject: "Token") -> str | None:
        """Return "The form was moved to a new page" for "They moved the form to a new page"."""
        if verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in ("neg", "aux") for c in verb.children):
            return None
        thing = next((c for c in verb.children if c.dep_ in ("dobj", "obj")), None)
        if thing is None or thing.tag_ in ("PRP", "WP", "WDT"):
            return None
        part = self._words.irregular.get(
            verb.lower_, verb.text if verb.lower_.endswith("ed") else ""
        )
        ends = [
            c.i for c in thing.children if c.dep_ == "prep" and c.lower_ != "of" and c.i > thing.i
        ]
        last = min(ends, default=thing.right_edge.i + 1)
        span = doc[thing.left_edge.i : last]
        if "," in span.text:
            return None
        rest = doc[last:].text.strip(" .")
        if not part or thing.i < verb.i or re.search(r"\b(?:us|we|I|without|not|never)\b", rest):
            rest = re.split(r"\s*\b(?:without|and then|but)\b", rest)[0] if part else ""
            if not part or re.search(r"\b(?:us|we|I)\b", rest):
                return None
        was = "were" if thing.tag_ in ("NNS", "NNPS") else "was"
        said = f"{span.text} {was} {part} {rest}".strip()
        return None if {w.lower() for w in said.split()} & _THIRD else said


def is_clause(doc: "Doc") -> bool:
    """Return whether a stretch has a subject and a finite verb, and does not open half-way."""
    if len(doc) < 3 or doc[0].tag_ in _HALFWAY or doc[0].dep_ == "mark" or _runs_on(doc):
        return False
    for verb in doc:
        subject = _subject_of(verb)
        if subject is None or subject.i > verb.i or verb.dep_ in ("relcl", "acl", "csubj"):
            continue
        if subject.tag_ == "PRP" and _hangs(doc, subject):
            return False
        finite = verb.tag_ in _FINITE or any(
            c.tag_ in _FINITE for c in verb.children if c.dep_ in ("aux", "auxpass", "cop")
        )
        counted = subject.tag_ == "CD" or (subject.i and doc[subject.i - 1].tag_ == "CD")
        named = counted and verb.tag_ in ("VBZ", "VBP") and verb.pos_ != "AUX"
        return finite and not named and _leads_in(doc, subject)
    return False


_TELLING = {
    "say",
    "think",
    "know",
    "tell",
    "hope",
    "mean",
    "believe",
    "show",
    "see",
    "agree",
    "find",
    "promise",
    "ask",
    "write",
    "claim",
    "admit",
    "confirm",
    "decide",
    "notice",
    "make",
    "let",
}


def _runs_on(doc: "Doc") -> bool:
    """Return whether two sentences stand in one without a sign between them."""
    for verb in doc:
        subject = _subject_of(verb)
        if subject is None or subject.tag_ != "PRP":
            continue
        if verb.dep_ not in ("ccomp", "parataxis", "ROOT", "conj"):
            continue
        start = subject.left_edge.i
        earlier = any(_subject_of(t) is not None and t.tag_ in _FINITE for t in doc[:start])
        joined = (
            start == 0
            or doc[start - 1].is_punct
            or doc[start - 1].tag_ in ("CC", "IN", "WDT", "WRB", "WP", "RB")
        )
        if earlier and not joined and verb.head.lemma_ not in _TELLING:
            return True
    return False


def _hangs(doc: "Doc", subject: "Token") -> bool:
    """Return whether something without a verb stands before the subject: "Her phone, she is in"."""
    before = doc[: subject.i]
    return bool(before) and before[0].tag_ not in ("IN", "RB", "CD") and not before[0].ent_type_


_HALFWAY = ("WDT", "WP", "WRB", "CC", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "TO", ",", ":")
_LEADING = ("IN", "RB", "TO", "NNP", "CD", "DT", "NN", "NNS", "JJ", "HYPH", "PRP$", "POS")
_MOST_BEFORE = 7


def _leads_in(doc: "Doc", subject: "Token") -> bool:
    """Return whether what stands before the subject is a short lead-in such as "On 5 March"."""
    before = [t for t in doc[: subject.left_edge.i] if t.text != ","]
    if not before:
        return True
    opens = before[0].tag_ in ("IN", "RB", "TO") or before[0].ent_type_ in ("DATE", "TIME")
    return opens and len(before) <= _MOST_BEFORE and all(t.tag_ in _LEADING for t in before)


def _subject_of(verb: "Token") -> "Token | None":
    return next((c for c in verb.children if c.dep_ in (*_SUBJECTS, "expl", "csubj")), None)


def _is_client(token: "Token", named: set[str], client_acts: bool) -> bool:
    if token.lower_ in named:
        return True
    return client_acts and token.lower_ in ("she", "he", "they")


def _org_words(casting: Casting) -> set[str]:
    return {w.lower() for name in casting.organisations for w in name.split() if len(w) > 3}


def _turn_names(doc: "Doc", casting: Casting, edits: _Edits) -> bool:
    """Put "you" for the person addressed and "we" for our own people who act; refuse the rest."""
    if _describes_client(doc, casting):
        return False
    taken: set[int] = set()
    for name in casting.client_names:
        for tokens in _occurrences(doc, name, taken):
            taken.update(t.i for t in tokens)
            if not _put_you(tokens, doc, edits):
                return False
    for name in casting.our_names:
        for tokens in _occurrences(doc, name, taken):
            taken.update(t.i for t in tokens)
            if tokens[-1].dep_ in _SUBJECTS and tokens[-1].head.tag_ in ("VBD", "VBZ", "VBP"):
                edits.put(tokens[0].idx, tokens[-1].idx + len(tokens[-1]), _cased("we", tokens[0]))
                _agree(tokens[-1].head, edits)
    return True


def _add_article(doc: "Doc", casting: Casting, edits: _Edits) -> None:
    """Put "The" before a bare noun that a telegram style left alone: "Launch is 10 July"."""
    first = doc[0]
    subject = next((t for t in doc if t.dep_ in _SUBJECTS), None)
    known = {word for name in casting.known for word in name.split()}
    if subject is None or subject.left_edge.i != 0 or subject.tag_ != "NN" or first.text in known:
        return
    if (
        first.tag_ in ("NN", "JJ")
        and first.lower_ not in _NO_ARTICLE
        and (0, len(first)) not in edits.made
    ):
        edits.put(first.idx, first.idx + len(first), f"The {first.lower_}")


_NO_ARTICLE = {
    "nobody",
    "everyone",
    "everybody",
    "nothing",
    "everything",
    "someone",
    "somebody",
    "anyone",
    "no",
    "half",
    "part",
    "most",
    "one",
    "yesterday",
    "today",
    "tomorrow",
    "next",
}


def _describes_client(doc: "Doc", casting: Casting) -> bool:
    """Return whether the clause says what somebody or some firm of theirs is like."""
    named = {w.lower() for n in (*casting.client_names, *casting.client_side) for w in n.split()}
    named |= _org_words(casting)
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    subject = _subject_of(root) if root is not None else None
    if root is None or subject is None or root.lemma_ != "be":
        return False
    likes = any(c.dep_ in ("attr", "acomp") for c in root.children)
    inside = {t.lower_ for t in doc[subject.left_edge.i : subject.right_edge.i + 1]}
    attr = {t.lower_ for c in root.children if c.dep_ == "attr" for t in c.subtree}
    return (likes and subject.lower_ in named) or bool(attr & named and not inside & {"date"})


def _put_you(tokens: Sequence["Token"], doc: "Doc", edits: _Edits) -> bool:
    last = tokens[-1]
    start, end = tokens[0].idx, last.idx + len(last)
    following = doc[last.i + 1] if last.i + 1 < len(doc) else None
    if following is not None and following.tag_ == "POS":
        edits.put(start, following.idx + len(following), _cased("your", tokens[0]))
        return True
    if last.dep_ in ("appos", "compound", "npadvmod") or any(
        c.dep_ in ("appos", "conj") for c in last.children
    ):
        return False
    edits.put(start, end, _cased("you", tokens[0]))
    if last.dep_ in _SUBJECTS:
        _agree(last.head, edits)
    return True


def _occurrences(doc: "Doc", name: str, taken: set[int]) -> list[list["Token"]]:
    words = [w.lower() for w in name.replace(".", " .").split()]
    found = []
    for i in range(len(doc) - len(words) + 1):
        run = [doc[j] for j in range(i, i + len(words))]
        if [t.lower_ for t in run] == words and not taken & {t.i for t in run}:
            found.append(run)
    return found


def _turn_pronouns(doc: "Doc", edits: _Edits, client_acts: bool) -> bool:
    for token in doc:
        word = token.lower_
        if word not in _THIRD:
            continue
        if not client_acts:
            return False
        new = ("your" if token.tag_ == "PRP$" else "you") if word == "her" else _TO_YOU[word]
        if word == "his" and (token.i + 1 == len(doc) or doc[token.i + 1].is_punct):
            new = "yours"
        if word in ("them", "they") and _counted(doc, token):
            return False
        edits.put(token.idx, token.idx + len(token), _cased(new, token))
        if token.dep_ in _SUBJECTS:
            _agree(token.head, edits)
    return True


def _counted(doc: "Doc", token: "Token") -> bool:
    """Return whether a pronoun is what a number counts: "seven of them" are things, not people."""
    if token.i < 2 or doc[token.i - 1].lower_ != "of":
        return False
    before = doc[token.i - 2]
    return before.like_num or before.tag_ == "CD"


def _agree(verb: "Token", edits: _Edits) -> None:
    """Make the verb of a new "you" or "we" agree: "pays" to "pay", "was" to "were"."""
    group = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass", "cop"))]
    group += [
        c
        for c in verb.children
        if c.dep_ == "conj" and (c.tag_ == "VBZ" or c.lower_ == "was") and _subject_of(c) is None
    ]
    for token in group:
        low = token.lower_
        if low in ("'s", "’s") and token.dep_ == "aux" and verb.tag_ == "VBN":
            edits.put(token.idx, token.idx + len(token), "'ve")
        elif low in _PRESENT:
            edits.put(token.idx, token.idx + len(token), _PRESENT[low])
        elif token.tag_ == "VBZ":
            edits.put(token.idx, token.idx + len(token), token.lemma_)


def _drop_relative_doer(doc: "Doc", named: set[str], edits: _Edits, client_acts: bool) -> None:
    """Cut the doer out of "the copy the College supplied"."""
    for token in doc:
        if token.dep_ != "relcl" or token.tag_ not in ("VBD", "VBN"):
            continue
        subject = _subject_of(token)
        alone = subject is not None and not any(
            c.dep_ in ("dobj", "ccomp", "xcomp") and c.i > token.i for c in token.children
        )
        if (
            subject is not None
            and alone
            and (_is_client(subject, named, client_acts) or subject.tag_.startswith("NN"))
        ):
            start = min(subject.left_edge.i, token.left_edge.i)
            edits.put(doc[start].idx, token.idx, "")


def _cased(word: str, at: "Token") -> str:
    return upper_first(word) if at.i == 0 else word


def _close(text: str) -> str | None:
    """Return a sentence, or None when it opens on something not named in it."""
    if cue("vague_start").search(text):
        return None
    text = text.strip(" ,;:-–—")
    return upper_first(text) + ("" if text.endswith((".", "?")) else ".")


def _any_word(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})\b", re.IGNORECASE)

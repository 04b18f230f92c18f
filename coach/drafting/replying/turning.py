"""The client's words turned round: "my" becomes "your", "your" becomes "our", a question a clause.

"Why did I have to learn this?" becomes "why you had to learn this". What cannot be turned for
certain is refused; the reply then quotes it.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.language.inflect import inflect
from coach.language.parse import parse
from coach.language.quotes import quoted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TO_YOU = {
    "i": "you",
    "me": "you",
    "we": "you",
    "us": "you",
    "my": "your",
    "our": "your",
    "mine": "yours",
    "ours": "yours",
    "myself": "yourself",
    "ourselves": "yourselves",
}
_TO_WE = {"your": "our", "yours": "ours", "yourself": "ourselves", "yourselves": "ourselves"}
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_HELPERS = (
    "do does did is are was were am have has had can could will would shall should may might must "
    "'s 've 're 'll"
).split()
_CLOSING = ('"', "”", "’", ")")
_NOT = ("not", "n't", "n’t")
_ASKERS = ("what", "who", "whom", "whose", "which", "when", "where", "why", "how")
_FAMILY = re.compile(
    r"(?<![\w’'] )\b(Mum|Mom|Mummy|Dad|Daddy|Nan|Nana|Gran|Granny|Grandad|Grandpa)\b(?!,)"
)
_OWNED = re.compile(r"\b(?:my|our|your|his|her|their|the|a|new)\s+$", re.IGNORECASE)
_DAYS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|april|june|july"
    r"|august|september|october|november|december)\b"
)


@dataclass
class _Piece:
    """A word to be written, with the place it had."""

    text: str
    glued: bool = False
    """Whether it follows the one before without a space."""


def turned(text: str) -> str:
    """Return a statement of the client's as said to them: "my tree" as "your tree"."""
    doc = parse(_family_owned(spelled(text)))
    return _written([_Piece(_turn(doc, t), _glued(doc, t)) for t in doc])


def spelled(text: str) -> str:
    """Return a text with the capitals that hurried writers leave out, and without shouting."""
    text = " ".join(text.split())
    letters = [c for c in text if c.isalpha()]
    if len(letters) > 3 and all(c.isupper() for c in letters):
        text = text.lower()
    text = re.sub(r"\b[A-Z]{5,}\b", lambda m: m[0].lower(), text)
    text = re.sub(r"\bi\b(?=['’ ])", "I", text)
    return _DAYS.sub(lambda m: m[0].capitalize(), text)


def indirect(question: str) -> str | None:
    """Return a question as a clause, turned to the client, or None where that is not certain."""
    doc = parse(_lowered(_family_owned(spelled(question)).rstrip(" ?.!…")))
    words = [t for t in doc if not t.is_punct]
    if not words or len(words) > 45:
        return None
    before: dict[int, list[str]] = {}
    after: dict[int, list[_Piece]] = {}
    gone: set[int] = set()
    new: dict[int, str] = {}
    for subject in _subjects(doc):
        helper = _helper_before(doc, subject)
        if helper is None or helper.i in gone:
            continue
        last = _last_of(subject)
        negation = [t for t in doc[helper.i + 1 : subject.left_edge.i] if t.lower_ in _NOT]
        gone.update({helper.i, *(t.i for t in negation)})
        if _asks_yes_or_no(doc, helper):
            before.setdefault(subject.left_edge.i, []).append("whether")
        moved = _moved(doc, helper, subject, last, negation, new)
        if moved is None:
            return None
        after.setdefault(last.i, []).extend(moved)
    if not gone and doc[0].lower_ in _HELPERS:
        return None
    pieces: list[_Piece] = []
    for token in doc:
        pieces += [_Piece(word) for word in before.get(token.i, ())]
        if token.i not in gone:
            glued = _glued(doc, token) and token.i - 1 not in gone
            pieces.append(_Piece(new.get(token.i) or _turn(doc, token), glued))
        pieces += after.get(token.i, [])
    return _written(pieces)


def _subjects(doc: "Doc") -> list["Token"]:
    """Return the subjects, and pronouns right after a helper that the parse took for others."""
    found = {t.i: t for t in doc if t.dep_ in _SUBJECTS and t.lower_ not in _ASKERS}
    pronouns = ("i", "we", "you", "it", "they", "he", "she", "there")
    for at, token in enumerate(doc):
        lone = at < 2 or doc[at - 2].lower_ not in _HELPERS
        if at and lone and token.lower_ in pronouns and doc[at - 1].lower_ in _HELPERS:
            found.setdefault(at, token)
    if (
        len(doc) > 2
        and doc[0].lower_ in _HELPERS
        and not any(t.left_edge.i == 1 for t in found.values())
    ):
        chunk = next((c for c in doc.noun_chunks if c.start == 1), None)
        if chunk is not None:
            found[chunk.root.i] = chunk.root
    return [found[i] for i in sorted(found)]


def _helper_before(doc: "Doc", subject: "Token") -> "Token | None":
    at = subject.left_edge.i - 1 if subject.lower_ not in ("i", "we", "you") else subject.i - 1
    while at >= 0 and doc[at].lower_ in _NOT:
        at -= 1
    if at < 0 or doc[at].lower_ not in _HELPERS:
        return None
    helper = doc[at]
    earlier = doc[at - 1] if at else None
    opens = (
        earlier is None
        or earlier.is_punct
        or earlier.tag_ == "CC"
        or any(t.lower_ in _ASKERS for t in doc[max(0, at - 6) : at])
    )
    own_subject = (
        earlier is not None and earlier.dep_ in _SUBJECTS and earlier.lower_ not in _ASKERS
    )
    return helper if opens and not own_subject else None


def _last_of(subject: "Token") -> "Token":
    """Return the last word of a subject, its verb and what follows left out."""
    last = subject.right_edge
    verb = subject.head
    if (
        subject.tag_ in ("PRP", "EX", "DT")
        or subject.pos_ == "PRON"
        or (verb.i > subject.i and last.i >= verb.i)
    ):
        return subject
    doing = next((c for c in subject.rights if c.dep_ == "acl" and c.tag_ == "VBG"), None)
    if doing is not None:
        return subject.doc[doing.left_edge.i - 1]
    following = subject.doc[last.i + 1 : last.i + 2]
    return following[0] if len(following) and following[0].text in _CLOSING else last


def _asks_yes_or_no(doc: "Doc", helper: "Token") -> bool:
    """Return whether no question word governs a helper that opens its clause."""
    at = helper.i - 1
    while at >= 0 and doc[at].tag_ in ("CC", "RB") and doc[at].lower_ not in (*_ASKERS, "or"):
        at -= 1
    return at < 0 or doc[at].text in (",", ";", ":", "-", "–", "—")


def _moved(
    doc: "Doc",
    helper: "Token",
    subject: "Token",
    last: "Token",
    negation: list["Token"],
    new: dict[int, str],
) -> list[_Piece] | None:
    """Return what follows the subject in place of the helper; `do` goes into its verb."""
    word = helper.lower_
    person = _turn(doc, subject).lower()
    plural = person in ("you", "we", "they") or subject.tag_ in ("NNS", "NNPS")
    if word in ("do", "does", "did") and not negation:
        verb = next((t for t in doc[last.i + 1 :] if t.tag_ in ("VB", "VBP", "VBD")), None)
        if verb is None:
            return None
        if any(t.lower_ in _NOT for t in doc[last.i + 1 : verb.i]):
            return [_Piece("do" if word == "does" and plural else word)]
        asks_how = any(t.lower_ == "how" for t in doc[max(0, helper.i - 2) : helper.i])
        if word == "does" and asks_how:
            return [_Piece("can")]
        if word == "do" and plural:
            return []
        form = "past" if word == "did" else "s"
        for one in (verb, *(c for c in verb.conjuncts if c.tag_ in ("VB", "VBP"))):
            new[one.i] = inflect(one.lower_, form) if form == "past" else inflect(one.lower_, "s")
        return []
    said = {"'s": "is", "'re": "are", "'ve": "have", "'ll": "will", "am": "are"}.get(word, word)
    if person in ("you", "we"):
        said = {"was": "were", "is": "are", "has": "have"}.get(said, said)
    return [_Piece(said), *(_Piece("not") for _ in negation)]


def _turn(doc: "Doc", token: "Token") -> str:
    word = token.lower_
    if any(q.start <= token.idx < q.end for q in quoted(doc.text)):
        return token.text
    if word in ("her", "his"):
        return token.text
    if word == "you":
        subject = token.dep_ in _SUBJECTS or (
            token.i + 1 < len(doc) and doc[token.i + 1].tag_ in ("MD", "VBP", "VBD")
        )
        after_helper = token.i > 0 and doc[token.i - 1].lower_ in _HELPERS
        return _like("we" if subject or after_helper else "us", token)
    if word in _TO_YOU and not (word == "us" and token.text == "US"):
        return _like(_TO_YOU[word], token)
    if word in _TO_WE:
        return _like(_TO_WE[word], token)
    if word in ("'m", "’m"):
        return "'re"
    if word in ("am", "was") and _follows(token, "i"):
        return "are" if word == "am" else "were"
    return token.text


def _follows(token: "Token", word: str) -> bool:
    at = token.i - 1
    return at >= 0 and token.doc[at].lower_ == word


def _like(word: str, token: "Token") -> str:
    shows = token.i == 0 and token.text[:1].isupper()
    return word[:1].upper() + word[1:] if shows else word


def _glued(doc: "Doc", token: "Token") -> bool:
    return token.i > 0 and not doc[token.i - 1].whitespace_


def _written(pieces: list[_Piece]) -> str:
    text = ""
    for piece in pieces:
        text += piece.text if piece.glued or not text else f" {piece.text}"
    text = re.sub(r"\s+([,;.:!?])", r"\1", " ".join(text.split()))
    return re.sub(r"\bwe're're\b", "we're", text)


def _lowered(text: str) -> str:
    """Return a question with its first word small, unless it is a name or "I"."""
    first, _, rest = text.partition(" ")
    known = first.lower() in (
        *_ASKERS,
        *_HELPERS,
        "whether",
        "if",
        "the",
        "that",
        "your",
        "my",
        "our",
        "by",
    )
    return f"{first.lower()} {rest}" if known else text


def _family_owned(text: str) -> str:
    """Return a text where a bare "Mum" is "my mum"."""

    def owned(match: re.Match[str]) -> str:
        if _OWNED.search(text[: match.start()]):
            return match[0].lower()
        return f"{'My' if match.start() == 0 else 'my'} {match[0].lower()}"

    return _FAMILY.sub(owned, text)

"""Turning a sentence round: from the client's mouth to the trainee's, or into the client's."""

from typing import TYPE_CHECKING

from coach.language.parse import parse

if TYPE_CHECKING:
    from spacy.tokens import Token

_SAID_BY_CLIENT = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "we": "you",
    "us": "you",
    "our": "your",
    "ours": "yours",
    "your": "our",
    "yours": "ours",
    "yourselves": "ourselves",
    "yourself": "ourselves",
}
_BE_AFTER = {"'m": "'re", "am": "are", "was": "were"}
_OBJECTS = frozenset({"dobj", "pobj", "dative", "obj", "iobj"})
_LONGEST_PHRASE = 16
_PEOPLE = {
    "he": ("he", "him", "his", "his", "himself"),
    "she": ("she", "her", "her", "hers", "herself"),
}
_WHOSE = {form: who for who, forms in _PEOPLE.items() for form in forms}
_OWN_VOICE = frozenset({"i", "my", "me", "myself"})
_SUPPLIER = {"we": "you", "us": "you", "our": "your", "ours": "yours"}
_FIRST_PERSON_VERBS = {"is": "am", "'s": "'m", "has": "have", "does": "do"}


def to_trainee(text: str) -> str:
    """Return what a client said as the trainee would say it back.

    "You didn't tell me" becomes "we didn't tell you".
    """
    out: list[str] = []
    turned_first = False
    for token in parse(text):
        lower = token.lower_
        word = _SAID_BY_CLIENT.get(lower, token.text)
        if lower == "you":
            word = "us" if token.dep_ in _OBJECTS else "we"
        elif turned_first and lower in _BE_AFTER:
            word = _BE_AFTER[lower]
        turned_first = lower == "i" or (turned_first and lower in ("n't", "never", "not"))
        out.append(_as_written(word, token.text, token.i == 0) + token.whitespace_)
    return "".join(out)


def to_first_person(text: str, name: str) -> str:
    """Return a description of a client as the client would say it.

    "She promised them" becomes "I promised them", and "our mail" becomes "your mail". The first
    of he and she to occur is taken for the client, and so is their name; without either, or in a
    text that says "I" already, nothing changes.
    """
    doc = parse(text)
    lowered = [token.lower_ for token in doc]
    who = next((word for word in lowered if word in _WHOSE), None)
    if who is None or not _OWN_VOICE.isdisjoint(lowered):
        return text
    names = frozenset({name.split()[0].lower()} if name.split() else ())
    forms = _PEOPLE[_WHOSE[who]]
    turned = "".join(_first_person(token, forms, names) + token.whitespace_ for token in doc)
    return turned[:1].upper() + turned[1:]


def has_subject(text: str) -> bool:
    """Whether somebody does something in a text: it is a sentence, not a heading."""
    return any(token.dep_.startswith(("nsubj", "expl")) for token in parse(text))


def noun_phrase(text: str) -> str:
    """Return a text that can stand after "for" or "of", without its stop, or an empty string."""
    text = text.strip().rstrip(".")
    doc = parse(text)
    if not text or has_subject(text) or any(token.is_sent_start for token in doc[1:]):
        return ""
    root = next(doc.sents).root
    if root.pos_ not in ("NOUN", "PROPN", "NUM") or len(doc) > _LONGEST_PHRASE:
        return ""
    first = doc[0]
    keeps = first.pos_ == "PROPN" or first.text.isupper()
    return text if keeps else text[0].lower() + text[1:]


def _first_person(token: "Token", forms: tuple[str, ...], names: frozenset[str]) -> str:
    subject, object_, owner, own, self_ = forms
    lower = token.lower_
    if lower in _SUPPLIER:
        return _SUPPLIER[lower]
    if lower == owner and token.tag_ == "PRP$":
        return "my"
    if lower == subject or lower in names:
        return "I" if token.dep_.startswith("nsubj") else "me"
    if token.tag_ == "VBZ" and _subject_of(token) in {subject, *names}:
        return _FIRST_PERSON_VERBS.get(lower, token.lemma_)
    said = {object_: "me", own: "mine", self_: "myself"}
    return said.get(lower, token.text)


def _subject_of(verb: "Token") -> str:
    """Return the subject of a verb, or of the verb it is joined to, or of the one it helps."""
    seen = verb
    for _ in range(3):
        for child in seen.children:
            if child.dep_.startswith("nsubj"):
                return str(child.lower_)
        if seen.dep_ not in ("conj", "aux", "auxpass"):
            return ""
        seen = seen.head
    return ""


def _as_written(word: str, original: str, first: bool) -> str:
    if word == original:
        return word
    return word[0].upper() + word[1:] if first and original[:1].isupper() else word

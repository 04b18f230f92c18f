"""Whether a change leaves a sentence that still reads as English, as far as a parse can tell.

The parser is small and errs, so it is never asked whether a sentence is right, only whether the
change made it worse: a fault it finds in the original too is the parser's or the writer's own.
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from coach.language.facts import BLANK
from coach.language.inflect import past_forms
from coach.language.parse import parse
from coach.language.text import split_sentences

if TYPE_CHECKING:
    from spacy.tokens import Token

_ONE_SUBJECT = ("is", "was", "has", "does", "isn't", "wasn't", "hasn't", "doesn't")
_MANY_SUBJECTS = ("are", "were", "have", "do", "aren't", "weren't", "haven't", "don't")
_COLLECTIVE = frozenset(
    "team staff people number majority rest lot police family company council management series "
    "plenty data bulk half part most all none any venue firm".split()
)
_DETERMINERS = frozenset("the a an our your my their its".split())
_LEADS_NOUN = frozenset("about around regarding concerning of with".split())
_LEADS_ALSO = _LEADS_NOUN | frozenset("on for to by from".split())
_HAVE = ("has", "have", "had", "'ve", "’ve")
_SUBJECT_FORMS = frozenset("i we he she they".split())
_TAKES_OBJECT = frozenset(
    "to of with for by from about around contact email tell ask call ring inform".split()
)


_AFTER_HELPER = {"will": "act", "have": "acted", "has": "acted", "are": "acting", "am": "acting"}
"""What stands for a blank that is a whole deed."""


def reads_worse(before: str, after: str) -> bool:
    """Tell whether a text has a fault of grammar that it did not have before a change."""
    if faults(after) - faults(before):
        return True
    return _whole(before) and not _whole(after)


@lru_cache(maxsize=256)
def faults(text: str) -> Counter[str]:
    """Return the faults found in a text, by kind."""
    found: Counter[str] = Counter()
    for sentence in split_sentences(_filled(text)):
        for token in parse(" ".join(sentence.text.split())):
            found.update(_faults_at(token))
    return found


def _faults_at(token: "Token") -> Iterator[str]:
    """Yield the faults that show at a word and the one after it."""
    if token.dep_ in ("nsubj", "nsubjpass") and _disagrees(token):
        yield "agreement"
    if token.i + 1 == len(token.doc):
        return
    word, following = token.lower_, token.nbor(1)
    if word in _HAVE and following.lower_ in past_forms():
        yield "past after have"
    if word in _DETERMINERS and following.lower_ in (",", ".", ";", "a"):
        yield "determiner alone"
    if word in _TAKES_OBJECT and following.lower_ in _SUBJECT_FORMS and _closes(following):
        yield "subject form as object"
    if word in ("many", "several", "few") and following.tag_ == "NN":
        yield "many of one"
    if word in _LEADS_NOUN and following.lower_ in _LEADS_ALSO:
        yield "two prepositions"
    if token.tag_ == "VBG" and following.tag_ in ("VB", "VBP"):
        yield "two verbs"


def _closes(token: "Token") -> bool:
    """Tell whether a pronoun ends its phrase, and so is nobody's subject."""
    return token.i + 1 == len(token.doc) or token.nbor(1).pos_ in ("ADP", "PUNCT")


def _disagrees(subject: "Token") -> bool:
    """Tell whether a noun and the helper verb of its clause differ in number."""
    if subject.tag_ not in ("NN", "NNS") or subject.lower_ in _COLLECTIVE:
        return False
    if any(c.dep_ in ("conj", "cc") for c in subject.children) or subject.dep_ == "conj":
        return False
    verb = next(
        (t for t in (*subject.head.children, subject.head) if t.dep_ in ("aux", "auxpass")),
        subject.head,
    )
    if verb.i < subject.i:
        return False
    if subject.tag_ == "NN":
        return verb.lower_ in _MANY_SUBJECTS and not _counted(subject)
    return verb.lower_ in _ONE_SUBJECT and not _counted(subject)


def _counted(subject: "Token") -> bool:
    """Tell whether figures or a list make the number of a subject unsure."""
    return any(c.dep_ == "nummod" or c.pos_ in ("NUM", "PUNCT") for c in subject.subtree)


def _whole(text: str) -> bool:
    """Tell whether every sentence of a text has a subject and a verb, or orders something."""
    return all(
        any(_says(token) for token in parse(s.text))
        for s in split_sentences(_filled(text))
        if len(s.text.split()) > 1
    )


def _says(token: "Token") -> bool:
    """Tell whether a word is the finite verb of a subject before it, or an order."""
    subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")]
    if not subjects:
        return token.dep_ == "ROOT" and token.tag_ in ("VB", "VBP", "UH")
    helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in token.children)
    finite = helped or token.tag_ in ("VBZ", "VBP", "VBD", "MD")
    return finite and token.dep_ in ("ROOT", "conj", "ccomp", "parataxis")


@lru_cache(maxsize=256)
def _filled(text: str) -> str:
    """Return a text with words of the right kind in its blanks."""
    line = " ".join(text.split())
    return BLANK.sub(lambda m: _filler(m.group(), line[: m.start()]), line)


def _filler(blank: str, before: str) -> str:
    if blank == "[who]":
        return "Anna"
    last = before.split()[-1:] or [""]
    return _AFTER_HELPER.get(last[0].lower(), "this")

"""Whether words make a sentence by themselves."""

from typing import TYPE_CHECKING

from coach.language.parse import parse

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_OPENERS = frozenset("we i you they it this there he she the our your my these those that".split())
_NOUNS = ("DET", "PROPN", "NOUN", "PRON", "NUM", "ADJ")


def stands_alone(words: str) -> bool:
    """Tell whether words have a subject and, after it, a finite verb at their root."""
    if words.count("(") != words.count(")"):
        return False
    root = _root(words)
    if root is None or root.pos_ not in ("VERB", "AUX"):
        return False
    near = (root, *root.children)
    subjects = (c for head in near for c in head.children if c.dep_ in _SUBJECTS)
    return any(c.i < root.i for c in subjects) and _finite(root)


def opens_clause(words: str) -> bool:
    """Tell whether words can open a sentence: a whole clause that begins with its subject."""
    if not stands_alone(words):
        return False
    first = parse(words.replace("\n", " "))[0]
    return first.lower_ in _OPENERS or first.pos_ in _NOUNS


def _root(words: str) -> "Token | None":
    doc = parse(words.replace("\n", " "))
    return next((token for token in doc if token.dep_ == "ROOT"), None)


def _finite(root: "Token") -> bool:
    return root.tag_ in ("VBZ", "VBP", "VBD", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ != "TO" for c in root.children
    )

"""What the case says of the client, told from the client's chair, private matters left out."""

import re
from collections.abc import Iterable

from coach.domain.conversation import ClientSketch
from coach.drafting.casefile import CaseFile
from coach.drafting.documents.spoken import spoken

_SWAP = {
    "i am": "you are",
    "i'm": "you're",
    "i was": "you were",
    "we were": "you were",
    "we are": "you are",
    "you are": "I am",
    "you're": "I'm",
    "you were": "I was",
    "you have": "I have",
    "you've": "I've",
    "i": "you",
    "we": "you",
    "me": "you",
    "us": "you",
    "my": "your",
    "our": "your",
    "mine": "yours",
    "ours": "yours",
    "myself": "yourselves",
    "ourselves": "yourselves",
    "i've": "you've",
    "we've": "you've",
    "i'll": "you'll",
    "we'll": "you'll",
    "i'd": "you'd",
    "we'd": "you'd",
    "you": "I",
    "your": "my",
    "yours": "mine",
    "yourself": "myself",
}
_PRONOUN = re.compile(
    rf"\b(?:{'|'.join(re.escape(k) for k in sorted(_SWAP, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"\b(to|for|with|from|at|by|told|tell|call|called|give|gave|cost|costs|send|sent|of|on) I\b"
)
_MOST = 3


def sketch_of(file: CaseFile) -> ClientSketch:
    """Return the sketch; every text is the user's own, turned round to the client's side."""
    said = spoken(file)
    contact = file.contact
    events = (said.issue if said.from_note else "", *said.more)
    return ClientSketch(
        name=file.contact_name if contact else "",
        role=contact.role if contact else "",
        organisation=file.tidy.capitals(contact.organisation) if contact else "",
        issue=file.kind,
        fault=file.track,
        happened=_told(events),
        cause=_told([said.cause]),
        promised=_told(p.client or "" for p in file.said("promise")),
        costs_them=_told(p.client or "" for p in file.said("client_impact")),
        wants=_told(p.client or "" for p in file.said("wants")),
        feelings=_told(p.client or "" for p in file.said("feeling")),
    )


def _told(lines: Iterable[str]) -> str:
    kept = [turned(line) for line in dict.fromkeys(lines) if line]
    return " ".join(kept[:_MOST])


def turned(text: str) -> str:
    """Return words said to the client as the client would say them."""

    def swap(match: re.Match[str]) -> str:
        new = _SWAP[match[0].lower()]
        return new[:1].upper() + new[1:] if match[0][:1].isupper() and match[0] != "I" else new

    turned_ = _OBJECT.sub(lambda m: f"{m[1]} me", _PRONOUN.sub(swap, text))
    return turned_[:1].upper() + turned_[1:]

"""Verbs dug out of nouns: "undertake a review of" becomes "review"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from coach.language.inflect import form_of, forms, inflect
from coach.language.parse import parse
from coach.language.rewriting.data import Buried
from coach.language.rewriting.draft import Draft
from coach.language.rewriting.edits import put
from coach.language.rewriting.writer import Writer

_PREPOSITION = r"(?:of|into|on|to|for|with|about|regarding|in respect of|in relation to)"
_ENDED_UP = re.compile(r"\bended up (?P<verb>\w{2,}ing)\b", re.IGNORECASE)
_FINITE = {"being": "got", "having": "had", "getting": "got"}
_HELPED = re.compile(r"\b(?:have|has|had|['’]ve|be|been|being|is|are|was|were)\s+$", re.IGNORECASE)


class Verbs:
    """The nouns that hide a verb and the verbs that carry them."""

    def __init__(self, data: Buried) -> None:
        self._data = data
        light = sorted({f for v in data.light.split() for f in forms(v)}, key=len, reverse=True)
        nouns = "|".join(sorted(map(re.escape, data.verbs), key=len, reverse=True))
        padding = "|".join(data.padding.split())
        self._active = re.compile(
            rf"\b(?P<light>{'|'.join(light)})(?P<out>\s+out)?\s+(?:(?:an?|the|our|some|further)\s+)?"
            rf"(?:(?:{padding})\s+(?:and\s+)?)*(?P<noun>{nouns})\s+(?P<prep>{_PREPOSITION})\b",
            re.IGNORECASE,
        )
        self._bare = re.compile(
            rf"\b(?P<lead>the|an?)\s+(?:(?:{padding})\s+)*(?:performance|execution|carrying out"
            rf"|undertaking|completion|conduct|effectuation)\s+of\s+(?P<rest>(?:an?|the)\s+\w+)",
            re.IGNORECASE,
        )

    def edits(self, draft: Draft, writer: Writer) -> Iterator[Draft]:
        """Yield the drafts on offer."""
        text = draft.text
        for match in self._active.finditer(text):
            verb = self._verb(match.group("noun").lower(), match.group("prep").lower())
            if verb is not None:
                words = _carried(verb, match, text)
                yield put(draft, match.start(), match.end(), writer.spelled(words), self._data.why)
        for match in self._bare.finditer(text):
            yield put(draft, match.start(), match.end(), match.group("rest"), self._data.why)

        for match in _ENDED_UP.finditer(text):
            token = parse(match.group("verb").lower())[0]
            done = _FINITE.get(match.group("verb").lower()) or inflect(token.lemma_, "past")
            yield put(draft, match.start(), match.end(), done, self._data.why)

    def _verb(self, noun: str, preposition: str) -> str | None:
        """Return the verb of a noun, with its own preposition, if the one found leads to it."""
        verb, *own = self._data.verbs[noun].split()
        if own:
            return f"{verb} {' '.join(own)}"
        return verb if preposition in ("of", "into", "on", "to", "for") else f"{verb}"


def _carried(verb: str, match: re.Match[str], text: str) -> str:
    first, *rest = verb.split()
    found = match.group("light").lower()
    form = next((f for b in _bases(found) if (f := form_of(found, b)) != "base"), "base")
    if form == "past" and _HELPED.search(text[: match.start()]):
        form = "participle"
    return " ".join([inflect(first, form), *rest])


@lru_cache(maxsize=256)
def _bases(found: str) -> tuple[str, ...]:
    return tuple(b for b in _LIGHT_BASES if found in forms(b))


_LIGHT_BASES = (
    "make give take undertake perform conduct effect provide carry achieve execute complete reach "
    "place offer engage proceed facilitate effectuate initiate commence secure obtain hold do have"
).split()

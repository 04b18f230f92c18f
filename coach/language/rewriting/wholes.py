"""Hollow promises and apologies that fill a sentence, said anew with a blank (practices 46, 69)."""

import re
from collections.abc import Iterator

from coach.language.facts import BLANK, extract_facts
from coach.language.rewriting.data import WholeFile
from coach.language.rewriting.draft import Draft
from coach.language.rewriting.edits import put
from coach.language.rewriting.hollow import Hollow
from coach.language.rewriting.writer import Writer

_FUTURE = re.compile(
    r"\b(?:will|shall|going to|(?:is|are|am) (?:now |currently |also )?being|['’]ll)\b", re.I
)
_APOLOGY = re.compile(r"\b(?:sorry|apolog\w+|regret\w*)\b", re.I)
_MOST_SOLID = 2
"""Words about the case that an apology may hold and still be about none."""


class Wholes:
    """Puts a blank where a whole sentence promises or regrets nothing in particular."""

    def __init__(self, data: WholeFile, hollow: Hollow) -> None:
        self._data = data
        self._hollow = hollow

    def edits(self, draft: Draft, writer: Writer) -> Iterator[Draft]:
        """Yield the draft with its sentence said anew, if it holds no fact and no blank yet."""
        text = draft.text
        if text.rstrip()[-1:] not in (".", "!") or BLANK.search(text) or extract_facts(text):
            return
        solid = self._hollow.solid(_APOLOGY.sub("", text))
        if "non_apology" in writer.kinds and _APOLOGY.search(text) and solid <= _MOST_SOLID:
            yield self._anew(draft, self._data.apology, self._data.apology_why, writer)
        elif "empty_promise" in writer.kinds and _FUTURE.search(text) and not solid:
            yield self._anew(draft, self._data.promise, self._data.promise_why, writer)

    def _anew(self, draft: Draft, template: str, why: str, writer: Writer) -> Draft:
        end = len(draft.text.rstrip())
        return put(draft, 0, end, template.format(**writer.words), why)

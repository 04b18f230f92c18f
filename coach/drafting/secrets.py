"""What an account keeps inside, and whether a text gives any of it away (practice 89)."""

import re
from collections.abc import Iterable, Sequence

from coach.domain.situation import CaseInput
from coach.domain.values import FactKind
from coach.drafting.pieces import Piece
from coach.drafting.reading import Reading

_TOLD: frozenset[FactKind] = frozenset(
    {"amount", "date", "percent", "number", "duration", "name", "organisation", "reference"}
)
_NAMED: frozenset[FactKind] = frozenset({"name", "organisation", "reference"})
_RUN = 4
_SHORT = 4
"""A run of short words alone gives nothing away: "I do not know"."""
_WORD = re.compile(r"[\w'\u2019%£$€]+")
_BLANK = re.compile(r"\[[a-z][^\[\]\n]*\]")


class Secrets:
    """What the account keeps inside, as figures, names and runs of words."""

    def __init__(
        self, reading: Reading, pieces: Sequence[Piece], case: CaseInput, contact: str
    ) -> None:
        facts = reading.situation.facts
        inside = [p for p in pieces if p.confidential]
        said = [p for p in pieces if not p.confidential]
        open_text = " . ".join(reading.text[p.start : p.end] for p in said)
        known = {_plain(f.text) for f in facts if not f.confidential}
        known |= {_plain(name) for name in (case.profile.name, contact)}
        self._tokens = tuple(
            _plain(f.text)
            for f in facts
            if f.confidential
            and f.kind in _TOLD
            and _plain(f.text) not in known
            and (re.search(r"\d", f.text) or f.kind in _NAMED)
            and not _in(_plain(f.text), _plain(open_text))
        )
        private = [reading.text[p.start : p.end] for p in inside]
        private += list(case.internal)
        self._runs = _runs(private) - _runs([open_text])

    def leaked(self, text: str) -> tuple[str, ...]:
        """Return what of the inside stands in a text."""
        plain = _plain(_BLANK.sub(" ", text))
        tokens = [token for token in self._tokens if _in(token, plain)]
        runs = [" ".join(run) for run in _runs([text]) & self._runs]
        return tuple(dict.fromkeys([*tokens, *sorted(runs)]))


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace(",", "")))


def _in(token: str, text: str) -> bool:
    return bool(token) and re.search(rf"(?<![\w]){re.escape(token)}(?![\w])", text) is not None


def _runs(lines: Iterable[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for line in lines:
        words = _plain(line).split()
        runs = (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
        found |= {run for run in runs if any(len(word) > _SHORT for word in run)}
    return found

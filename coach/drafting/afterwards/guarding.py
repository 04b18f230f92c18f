"""What of the notes stays inside, and whether a line for the client gives any of it away."""

import re
from collections.abc import Iterable

from coach.domain.situation import Situation
from coach.drafting.secrets import Secrets

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_WORD = re.compile(r"[\w'%£$€]+")
_BLANK = re.compile(r"\[[a-z][^\[\]\n]*\]")
_RUN = 4
_LONG = 4
_TELLING = 3
"""A figure of fewer digits stands in too many dates and counts to give anything away."""


class Guard:
    """Tells lines that give away what the account or the notes keep inside."""

    def __init__(
        self,
        inside: Iterable[str],
        outside: Iterable[str],
        names: Iterable[str],
        secrets: Secrets | None,
        situation: Situation | None,
    ) -> None:
        """Take stretches that stay inside and those the client may read.

        `names` are all names known: one that only stands in what stays inside is itself kept.
        """
        private, said = list(inside), " . ".join(outside)
        self._secrets = secrets
        self._runs = _runs(private) - _runs([said])
        kept = _figures(private) | _confidential_figures(situation)
        self._figures = {figure for figure in kept if len(re.sub(r"\D", "", figure)) >= _TELLING}
        self._figures -= _figures([said]) | _open_figures(situation)
        hidden = " . ".join(private).lower()
        self._names = {
            name.lower()
            for name in names
            if _stands(name, hidden) and not _stands(name, said.lower())
        }
        if situation is not None:
            self._names -= {person.name.lower() for person in situation.people}

    def leaked(self, text: str) -> tuple[str, ...]:
        """Return what of the inside stands in a text."""
        plain = _BLANK.sub(" ", text)
        found = [*sorted(_figures([plain]) & self._figures)]
        found += [name for name in sorted(self._names) if _stands(name, plain.lower())]
        found += [" ".join(run) for run in sorted(_runs([plain]) & self._runs)]
        if self._secrets is not None:
            found += self._secrets.leaked(text)
        return tuple(dict.fromkeys(found))


def _figures(lines: Iterable[str]) -> set[str]:
    return {match.replace(",", "") for line in lines for match in _FIGURE.findall(line)}


def _confidential_figures(situation: Situation | None) -> set[str]:
    if situation is None:
        return set()
    return _figures(fact.text for fact in situation.facts if fact.confidential)


def _open_figures(situation: Situation | None) -> set[str]:
    if situation is None:
        return set()
    return _figures(fact.text for fact in situation.facts if not fact.confidential)


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text) is not None


def _runs(lines: Iterable[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for line in lines:
        words = _WORD.findall(line.lower().replace("\u2019", "'").replace(",", ""))
        runs = (tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
        found |= {run for run in runs if any(len(word) > _LONG for word in run)}
    return found

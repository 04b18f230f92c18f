"""What would be sent, and which of it may still tell who it is about."""

import re
from collections.abc import Callable, Iterable

from coach import counters
from coach.domain.sent import Preview, Sent
from coach.domain.values import FactKind
from coach.errors import ModelBadReply
from coach.language.fact_patterns import DAYS, MONTHS
from coach.language.facts import extract_facts
from coach.language.lexicon import load_classes
from coach.model.outlet import Outlet, Undo, Unsent
from coach.model.prompts import material
from coach.model.veil import without_stand_ins
from coach.resources import knowledge_folder

_OURS = frozenset({"guidance", "rules", "mood", "move", "findings"})
"""Blocks of a prompt that hold our own words."""
_CAPITAL = re.compile(r"(?<![^\W_])[^\W\d_a-z][\w'\u2019-]*(?:[ ][^\W\d_a-z][\w'\u2019-]*)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;|>\n\"“\u2018(\[#*-])\s*$")
_FIGURES: frozenset[FactKind] = frozenset({"amount", "date", "percent", "number", "duration"})
_MOST = 40


def preview(
    name: str, host: str, private: tuple[str, ...], act: Callable[[Outlet], object]
) -> Preview:
    """Return what `act` would send through an outlet; nothing is sent.

    It goes through the very code that sends, so what is shown is what would leave.
    """
    calls: list[Sent] = []

    def noted(sent: Sent) -> Undo:
        calls.append(sent)
        return lambda: None

    error = ModelBadReply("this only shows what would be sent")
    with counters.paused():
        act(Outlet(Unsent(name, host, error), private, noted))
    blocks = (block for call in calls for block in material(call.text))
    text = "\n".join(given for name, given in blocks if name not in _OURS)
    return Preview(
        calls=tuple(calls),
        may_identify=_first(_telling(without_stand_ins(text))),
        figures=_first(f.text for f in extract_facts(text) if f.kind in _FIGURES),
    )


def _telling(text: str) -> Iterable[str]:
    """Yield words with a capital in the middle of a sentence, and runs of them anywhere."""
    classes = load_classes(knowledge_folder() / "language")
    common = {*DAYS, *MONTHS, *classes["opener"], *classes["not_a_name"]}
    for match in _CAPITAL.finditer(text):
        words = [word for word in match[0].split() if _bare(word) not in common]
        opens = _SENTENCE_START.search(text, max(0, match.start() - 8), match.start())
        if words and not (opens and len(words) == 1 and not words[0].isupper()):
            yield " ".join(words)


def _bare(word: str) -> str:
    return re.sub(r"['\u2019].*", "", word.lower())


def _first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[:_MOST]

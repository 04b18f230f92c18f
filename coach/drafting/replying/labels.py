"""How the reply names each question, and which blank or note answers it."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from coach.domain.language import BlankQuestion
from coach.drafting.replying.asking import Ask
from coach.drafting.replying.notes import Notes, answer_from
from coach.drafting.replying.turning import indirect, spelled, turned
from coach.drafting.replying.wording import AskingWords, ReplyWords, found, straight
from coach.drafting.tidy import upper_first

_MARKED = re.compile(r"[\[\]<>{}|*_#`\\]")
_NAMES_A_MATTER = re.compile(
    r"(?:what|who|whom|whose|which|when|where|why|how|whether|if|that|by wh\w+|from wh\w+|to wh\w+)\b",
    re.IGNORECASE,
)


class Labelled(NamedTuple):
    """A question as the reply names it, with its answer."""

    ask: Ask
    label: str
    answer: str
    question: BlankQuestion | None
    """What to ask the user, where the answer is a blank."""
    quoted: bool
    """Whether the label is the client's own words."""


class Labeller:
    """Names and answers every question of an email; none is skipped."""

    def __init__(
        self, asked: Sequence[Ask], notes: Notes, words: ReplyWords, deadline: str
    ) -> None:
        self._asked, self._words, self._deadline = asked, words, deadline
        self._turned = [turned_round(ask, words.asking) for ask in asked]
        used: set[str] = set()
        self._known = [
            answer_from(notes, number, said or ask.clause, used)
            for number, (ask, said) in enumerate(zip(asked, self._turned, strict=True), 1)
        ]

    def labels(
        self, most_words: int, is_plain: Callable[[str], bool], quote: Collection[int]
    ) -> tuple[Labelled, ...]:
        """Return the questions named in at most so many words; those at `quote` are quoted."""
        return tuple(self._label(at, most_words, is_plain, quote) for at in range(len(self._asked)))

    def _label(
        self, at: int, most_words: int, is_plain: Callable[[str], bool], quote: Collection[int]
    ) -> Labelled:
        ask, label = self._asked[at], self._turned[at]
        rule = next(
            rule for rule in self._words.answers.answers if found(rule.find, label or ask.clause)
        )
        answer = self._known[at] or rule.blank
        quoted = (
            label is None
            or at in quote
            or len(label.split()) > most_words
            or _MARKED.search(label) is not None
            or not is_plain(item(self._words, at + 1, label, answer, quoted=False))
        )
        named = quotation(ask, self._words.asking, most_words) if quoted or label is None else label
        if self._known[at]:
            return Labelled(ask, named, answer, None, quoted)
        told = rule.question.replace("{label}", named)
        if self._deadline:
            notice = self._words.letter.notices["deadline"]
            told = f"{told} {notice.replace('{deadline}', f'“{self._deadline}”')}"
        question = BlankQuestion(blank=rule.blank, question=told, why=rule.why)
        return Labelled(ask, named, answer, question, quoted)


def item(words: ReplyWords, number: int, label: str, answer: str, *, quoted: bool) -> str:
    """Return one row of the list of answers."""
    row = words.letter.asked["item_quoted" if quoted else "item"]
    return row.format(number=number, label=upper_first(label), answer=answer)


def turned_round(ask: Ask, words: AskingWords) -> str | None:
    """Return a question as a clause said to the client, or None where that is not certain."""
    clause = _without_tail(ask.clause, words)
    for loaded in words.loaded:
        clause = re.sub(loaded.find, loaded.put, clause, flags=re.IGNORECASE)
    clause = clause.strip(" ,;:.!?-–—")
    if not re.search(r"\w", clause):
        return None
    if ask.lead != "{what}":
        return ask.lead.replace("{what}", turned(_small(clause)))
    said = indirect(clause)
    if said is None or (ask.kind != "listed" and not _NAMES_A_MATTER.match(said)):
        return None
    return re.sub(r"^if\b", "whether", said)


def _without_tail(clause: str, words: AskingWords) -> str:
    clause = straight(" ".join(clause.split()))
    for pattern in words.tails:
        tail = found(pattern, clause)
        if tail and tail.start() > 0:
            clause = clause[: tail.start()]
    return clause


def _small(clause: str) -> str:
    first, _, rest = spelled(clause).partition(" ")
    keep = first == "I" or not first[1:].islower()
    return f"{first if keep else first.lower()} {rest}".strip()


def quotation(ask: Ask, asking: AskingWords, most_words: int) -> str:
    """Return the client's own words between quotation marks, the end left out where too long."""
    plain = spelled(_without_tail(ask.clause, asking)).replace('"', "'")
    words = _MARKED.sub("", plain).split()
    short = upper_first(" ".join(words[:most_words]).rstrip(" ,;:.-"))
    mark = "?" if ask.kind == "outright" or re.match(r"(?:who|which)\b", short, re.I) else "."
    return f"“{short} …”" if len(words) > most_words else f"“{short}{mark}”"

"""How well angry emails are answered: questions, harms, facts, inventions, double-talk, length.

A third of angry.yaml, chosen by seed before anybody read it, is kept aside; angry_more.yaml was
written by the author of the rules, before them, and so was angry_third.yaml.
"""

import re
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter

from coach.config import Settings
from coach.domain.reply import Reply
from coach.drafting.replying.draft import MOST_WORDS
from coach.drafting.replying.engine import Replying
from coach.drafting.review import blanks
from coach.language.checker import PlainLanguage
from coach.language.facts import extract_facts
from coach.model.prompts import PromptLibrary
from coach.resources import load_yaml
from evals.report import Row, share

_FOLDER = Path(__file__).parent.parent / "datasets" / "emails"
_READINGS = Path(__file__).parent.parent / "readings" / "replies.md"
_QUOTE = re.compile(r"^- ([abc]\d+): “(.+)”", re.MULTILINE)
KEPT_ASIDE = frozenset({"a03", "a05", "a06", "a10"})
"""random.Random(20240611).sample over the sorted ids."""
_COVERED = 0.6


class LabelledFact(BaseModel):
    """Words that a reply must not get wrong."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    kind: str


class AngryEmail(BaseModel):
    """One labelled email."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    industry: str
    text: str
    questions: tuple[str, ...]
    harms: tuple[str, ...]
    facts: tuple[LabelledFact, ...]


class Result(NamedTuple):
    """An email and its reply."""

    email: AngryEmail
    reply: Reply


def read_angry(name: str) -> tuple[AngryEmail, ...]:
    """Return the labelled emails of a file."""
    return load_yaml(_FOLDER / f"{name}.yaml", TypeAdapter(tuple[AngryEmail, ...]))


def replies(emails: tuple[AngryEmail, ...]) -> list[Result]:
    """Return each email with its built-in reply."""
    settings = Settings.from_env({})
    language = PlainLanguage.load(settings.knowledge_dir)
    engine = Replying(settings.knowledge_dir, language, PromptLibrary(settings.prompts_dir))
    return [Result(email, engine.reply(email.text)) for email in emails]


def run(heldout: bool = False) -> list[Row]:
    """Return the measures, on the emails kept aside or on the others."""
    angry = read_angry("angry")
    if heldout:
        return _measured(replies(tuple(e for e in angry if e.id in KEPT_ASIDE)), "")
    known = replies(tuple(e for e in angry if e.id not in KEPT_ASIDE))
    more = replies(read_angry("angry_more"))
    third = replies(read_angry("angry_third"))
    return [
        *_measured(known, ""),
        *_measured(more, ", the ten more"),
        *_measured(third, ", the twelve more"),
        _read([*known, *more, *third]),
    ]


def _measured(results: list[Result], of: str) -> list[Row]:
    lengths = [len(r.reply.text.split()) for r in results]
    findings = sum(f.level != "note" for r in results for f in r.reply.findings)
    n = len(results)
    return [
        share(f"questions answered or blanked{of}", _questions(results), "1.00"),
        share(f"in the order asked{of}", [_in_order(r) for r in results], "1.00"),
        share(f"asked by nobody, among what is answered{of}", _extra(results), "<= 0.20"),
        share(f"emails with a harm named{of}", [_any_harm(r) for r in results], ">= 0.90"),
        share(f"harms named, of all{of}", _harms(results)),
        share(f"facts of harm and questions right{of}", _right(results), "1.00"),
        Row(f"inventions{of}", float(sum(len(r.reply.invented) for r in results)), n=n, bar="0"),
        Row(f"double-talk{of}", float(findings), n=n, bar="0"),
        share(f"every blank has a question{of}", [_asks(r) for r in results], "1.00"),
        Row(f"longest reply, in words{of}", float(max(lengths)), n=n, bar=f"<= {MOST_WORDS}"),
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _place(email: str, part: str) -> tuple[int, int]:
    start = email.index(part)
    return start, start + len(part)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _questions(results: list[Result]) -> list[bool]:
    """Return for each labelled question whether the reply names it with an answer or a blank.

    It counts when what the reply answers covers most of its words, or lies inside it.
    """
    found = []
    for email, reply in results:
        standing = [
            a for a in reply.asked if a.label in _flat(reply.text) and a.answer in reply.text
        ]
        for question in email.questions:
            span = _place(email.text, question)
            covered = sum(_overlap(span, (a.start, a.end)) for a in standing)
            inside = any(
                _overlap(span, (a.start, a.end)) >= _COVERED * (a.end - a.start) for a in standing
            )
            found.append(covered >= _COVERED * (span[1] - span[0]) or inside)
    return found


def _flat(text: str) -> str:
    """Return a text in which a label's first letter may be small or capital."""
    return text + re.sub(r"(?<=\d\. )[A-Z]", lambda m: m[0].lower(), text) + _first_small(text)


def _first_small(text: str) -> str:
    return "\n".join(line[:1].lower() + line[1:] for line in text.splitlines())


def _in_order(result: Result) -> bool:
    starts = [a.start for a in result.reply.asked]
    places = [_flat(result.reply.text).find(a.answer) for a in result.reply.asked]
    return starts == sorted(starts) and -1 not in places


def _extra(results: list[Result]) -> list[bool]:
    """Return for each question the reply answers whether nobody labelled it as one."""
    return [
        not any(_overlap(_place(email.text, q), (a.start, a.end)) for q in email.questions)
        for email, reply in results
        for a in reply.asked
    ]


def _named(result: Result, harm: str) -> bool:
    span = _place(result.email.text, harm)
    return any(_overlap(span, (h.start, h.end)) > 0 for h in result.reply.harms)


def _any_harm(result: Result) -> bool:
    return any(_named(result, harm) for harm in result.email.harms)


def _harms(results: list[Result]) -> list[bool]:
    return [_named(result, harm) for result in results for harm in result.email.harms]


def _right(results: list[Result]) -> list[bool]:
    """Return for each figure in a reply whether the email has it in the same form."""
    found = []
    for email, reply in results:
        body = re.sub(r"^\d{1,3}\. ", "", reply.text, flags=re.MULTILINE)
        known = {(f.kind, f.value) for f in extract_facts(email.text)}
        solid = [
            f for f in extract_facts(body) if f.kind not in ("negation", "commitment", "hedge")
        ]
        flat = " ".join(email.text.lower().split())
        found += [(f.kind, f.value) in known or _has_words(flat, f.text) for f in solid]
    return found


def _has_words(email: str, text: str) -> bool:
    """Return whether an email holds all words of a fact: "Dr Roth" in "Dr Anneliese Roth"."""
    return set(_words(text)) <= set(_words(email))


def _asks(result: Result) -> bool:
    return tuple(q.blank for q in result.reply.questions) == blanks(result.reply.text)


def _read(results: list[Result]) -> Row:
    """Return the share of replies with a sentence a reader judged bad; none if any has changed."""
    name, bar = "replies with a sentence that reads badly", "<= 0.33, read by hand"
    quoted = _QUOTE.findall(_READINGS.read_text(encoding="utf-8"))
    texts = {r.email.id: r.reply.text for r in results}
    if any(quote not in texts.get(email, "") for email, quote in quoted):
        return Row(name, None, n=len(results), bar=bar)
    judged = {email for email, _ in quoted}
    return share(name, [r.email.id in judged for r in results], bar)

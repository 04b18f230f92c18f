"""How well emails are rewritten: facts kept, none invented, jargon gone, fixed lines untouched."""

import re
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter

from coach.domain.language import KeptFact, Rewrite
from coach.drafting.emailing import refined_rewrite
from coach.language.checker import PlainLanguage
from coach.language.facts import compare_facts
from coach.language.rewriting.draft import apply_changes
from coach.model.prompts import PromptLibrary
from coach.resources import knowledge_folder, load_yaml, prompts_folder
from evals.compare import Means, Side
from evals.report import Row, share

_FOLDER = Path(__file__).parent.parent / "datasets" / "emails"
_QUOTE = re.compile(r"^- ([emv]\d+)(, left)?: “(.+)”", re.MULTILINE)
_RUN = 4
_READINGS = Path(__file__).parent.parent / "readings" / "emails.md"


class LabelledFact(BaseModel):
    """Words that a rewrite must keep."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    kind: str


class Email(BaseModel):
    """One labelled email."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    industry: str
    breaks_bad_news: bool
    text: str
    facts: tuple[LabelledFact, ...]
    jargon_phrases: tuple[str, ...]
    fixed: tuple[str, ...] = ()
    voice: str = ""
    plain: tuple[str, ...] = ()
    """Passages that are plain already."""


def read_emails() -> tuple[Email, ...]:
    """Return the labelled emails that may be read while rules are written."""
    return _read("emails.yaml") + _read("more.yaml") + _read("voices.yaml")


def _read(name: str) -> tuple[Email, ...]:
    return load_yaml(_FOLDER / name, TypeAdapter(tuple[Email, ...]))


class Result(NamedTuple):
    """An email and what became of it."""

    email: Email
    rewrite: Rewrite


def run(heldout: bool = False) -> list[Row]:
    """Return the measures on the emails, or on those kept aside, of which no result is read."""
    language = PlainLanguage.load(knowledge_folder())
    emails = _read("heldout.yaml") if heldout else read_emails()
    results = [Result(email, language.rewrite(email.text)) for email in emails]
    return _measured(results) if heldout else [*_measured(results), *_read_by_hand(results)]


def compare(given: Means) -> tuple[Side, Side]:
    """Return the measures with and without a model."""
    language, prompts = PlainLanguage.load(knowledge_folder()), PromptLibrary(prompts_folder())
    emails = read_emails()
    built = [Result(e, language.rewrite(e.text)) for e in emails[: given.first(emails)]]
    modelled = [
        Result(
            one.email,
            refined_rewrite(
                one.rewrite, one.email.text, (), given.model, prompts, language, given.allowance()
            ),
        )
        for one in built
    ]
    uses = [one.rewrite.model_use for one in modelled if one.rewrite.model_use]
    return Side(_measured(built), []), Side(_measured(modelled), uses)


def _measured(results: list[Result]) -> list[Row]:
    ratios = [len(r.rewrite.text) / len(r.email.text) for r in results]
    return [
        share("facts kept (labelled, word for word)", _facts(results), ">= 0.99"),
        share("facts kept (by the checker)", _checked(results), ">= 0.99"),
        Row("facts invented", float(sum(len(_new(r)) for r in results)), n=len(results), bar="0"),
        share("labelled facts in the fact list", _listed(results), ">= 0.99"),
        share("jargon phrases gone", _gone(results), ">= 0.70"),
        share("jargon phrases gone, no four words of one left", _all_gone(results)),
        share("plain passages untouched", _plain(results)),
        share("fixed lines untouched", _untouched(results), "1.00"),
        share("changes give the text", [_consistent(r) for r in results], "1.00"),
        share("every blank has a question", [_asked(r) for r in results], "1.00"),
        Row("longest result, of its original", max(ratios), n=len(ratios), bar="<= 1.10"),
        share("bad news told apart", [_warned(r) for r in results]),
    ]


def _facts(results: list[Result]) -> list[bool]:
    return [f.text in r.rewrite.text for r in results for f in r.email.facts]


def _checked(results: list[Result]) -> list[bool]:
    return [fact.kept for r in results for fact in r.rewrite.facts]


def _new(result: Result) -> tuple[str, ...]:
    report = compare_facts(result.email.text, result.rewrite.text)
    return tuple(f.text for f in report.invented if f.kind not in ("negation", "hedge"))


def _gone(results: list[Result]) -> list[bool]:
    return [p not in r.rewrite.text for r in results for p in r.email.jargon_phrases]


def _all_gone(results: list[Result]) -> list[bool]:
    """Return which phrases left no run of four words, or of all their words if they have fewer."""
    return [
        not any(" ".join(run) in _one_line(r.rewrite.text) for run in _runs(phrase.split()))
        for r in results
        for phrase in r.email.jargon_phrases
    ]


def _runs(words: list[str]) -> list[list[str]]:
    size = min(len(words), _RUN)
    return [words[at : at + size] for at in range(len(words) - size + 1)]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _listed(results: list[Result]) -> list[bool]:
    """Return which labelled facts the list of the rewrite covers, by one entry or several."""
    return [_covered(f, r.rewrite.facts) for r in results for f in r.email.facts]


def _covered(label: LabelledFact, listed: tuple[KeptFact, ...]) -> bool:
    """Tell whether entries of the label's family overlap it and hold every figure in it."""
    family = _family(label.kind)
    near = [
        fact.text
        for fact in listed
        if _family(fact.kind) == family and (fact.text in label.text or label.text in fact.text)
    ]
    whole = " ".join(fact.text for fact in listed)
    return bool(near) and all(figure in whole for figure in re.findall(r"\d+", label.text))


def _family(kind: str) -> str:
    """Return what a kind is counted with: a name may be read as an organisation, and so on."""
    if kind in ("name", "organisation"):
        return "name"
    return kind if kind in ("negation", "commitment", "hedge") else "figure"


def _plain(results: list[Result]) -> list[bool]:
    return [passage in r.rewrite.text for r in results for passage in r.email.plain]


def _untouched(results: list[Result]) -> list[bool]:
    return [line in r.rewrite.text.splitlines() for r in results for line in r.email.fixed]


def _consistent(result: Result) -> bool:
    return apply_changes(result.email.text, result.rewrite.changes) == result.rewrite.text


def _asked(result: Result) -> bool:
    return all(q.blank in result.rewrite.text for q in result.rewrite.questions)


def _warned(result: Result) -> bool:
    return (result.rewrite.advice is not None) == result.email.breaks_bad_news


def _read_by_hand(results: list[Result]) -> list[Row]:
    """Return the shares of emails with a sentence a reader judged bad; none if any has changed."""
    bad, left = "emails with a sentence that reads badly", "emails with double-talk left"
    quoted = _QUOTE.findall(_READINGS.read_text(encoding="utf-8"))
    texts = {r.email.id: r.rewrite.text for r in results}
    if any(quote not in texts.get(email, "") for email, _, quote in quoted):
        return [Row(name, None, n=len(results), bar="read by hand") for name in (bad, left)]
    badly = {email for email, kept, _ in quoted if not kept}
    kept = {email for email, kept, _ in quoted if kept}
    return [
        share(bad, [r.email.id in badly for r in results], "<= 0.33, read by hand"),
        share(left, [r.email.id in kept for r in results], "read by hand"),
    ]

"""Results as Markdown for people; not part of the contract."""

import shlex
import sys
from collections.abc import Callable
from typing import Any

from coach.domain.model_use import ModelUse

Json = dict[str, Any]
Show = Callable[[Json], str]


class Steps:
    """Says each step once, on standard error."""

    def __init__(self) -> None:
        self._last = ""

    def __call__(self, step: str) -> None:
        """Say a step, unless it was said last."""
        if step != self._last:
            print(f"{step} ...", file=sys.stderr, flush=True)
        self._last = step


def model_use(result: Json) -> str:
    """Return what a model took for a result; "" when none was asked."""
    rows = [result.get("model_use"), *(t.get("model_use") for t in result.get("turns", ()))]
    uses = [ModelUse.model_validate(row) for row in rows if row]
    if not uses:
        return ""
    return ModelUse(
        calls=sum(use.calls for use in uses),
        tokens_in=sum(use.tokens_in for use in uses),
        tokens_out=sum(use.tokens_out for use in uses),
        estimated=any(use.estimated for use in uses),
        most_tokens=uses[0].most_tokens,
    ).told


def check(result: Json) -> str:
    """Show what `candor check` found."""
    read = result["readability"]
    lines = [
        f"{read['words']} words, {read['seconds_aloud']:.0f} s aloud, grade {read['grade']:.0f}.",
        "",
    ]
    if not result["findings"]:
        lines.append("Nothing to flag.")
    lines += [_finding(finding) for finding in result["findings"]]
    lines += [f"- Hint: {advice['text']}" for advice in result["advice"]]
    return "\n".join(lines)


def _finding(finding: Json) -> str:
    name = finding["category"].replace("_", " ")
    return (
        f"- {finding['level']}, {name}: “{finding['text']}” — {finding['why']} {finding['instead']}"
    )


def rewrite(result: Json) -> str:
    """Show a rewritten email, its open questions and what is left."""
    lines = [result["text"]]
    if result["questions"]:
        lines += ["", "To fill in:"]
        lines += [f"- {q['blank']}: {q['question']}" for q in result["questions"]]
    if result["findings"]:
        lines += ["", "Left over:", *[_finding(finding) for finding in result["findings"]]]
    if result["advice"]:
        lines += ["", f"Speak first: {result['advice']['call_opener']}"]
    return "\n".join(lines)


def reply(result: Json) -> str:
    """Show a reply, what to fill in, what to be careful about, and whether to ring first."""
    lines = [result["text"]]
    if result["questions"]:
        lines += ["", "To fill in:"]
        lines += [f"- {q['blank']}: {q['question']} {q['why']}" for q in result["questions"]]
    if result["cautions"]:
        lines += ["", "Take care:", *[f"- “{c['quote']}” {c['text']}" for c in result["cautions"]]]
    if result["findings"]:
        lines += ["", "Left over:", *[_finding(finding) for finding in result["findings"]]]
    if result["advice"]:
        advice = result["advice"]
        lines += ["", f"{advice['channel']} You could begin: {advice['call_opener']}"]
    return "\n".join(lines)


def guide(result: Json) -> str:
    """Show passages with their practices and sources."""
    if not result["passages"]:
        return "Nothing in the guidance fits that."
    return "\n\n".join(_passage(passage) for passage in result["passages"])


def _passage(passage: Json) -> str:
    practices = ", ".join(str(number) for number in passage["practices"])
    sources = "; ".join(f"{s['author']}, “{s['title']}”" for s in passage["sources"])
    from_where = f"Practice {practices}. {sources}" if practices else sources
    return f"## {passage['title']}\n{passage['text']}\n\n{from_where}"


def prepare(result: Json) -> str:
    """Show the script and document, or the questions that must be answered first."""
    lines: list[str] = []
    if script := result["script"]:
        lines += ["# Opening", script["opening"], "", script["hand_over"], ""]
        lines += ["# Options"]
        lines += [f"- {_preferred(option)}: {option['gives']}" for option in result["options"]]
        lines += ["", result["document"] or ""]
    if result["questions"]:
        lines += ["# Questions"]
        lines += [f"- {q['id']}: {q['question']} ({q['why']})" for q in result["questions"]]
    return "\n".join(lines)


def _preferred(option: Json) -> str:
    return f"{option['title']} (preferred)" if option["preferred"] else str(option["title"])


def after(result: Json) -> str:
    """Show the internal record, then the client's summary."""
    lines = [result["internal_summary"], "", "---", "", result["client_summary"]]
    if result["questions"]:
        lines += ["", "# Questions"]
        lines += [f"- {q['id']}: {q['question']} ({q['why']})" for q in result["questions"]]
    return "\n".join(lines)


def appraise(result: Json) -> str:
    """Show scores, flags and the words behind them."""
    scores = [
        f"- {name.replace('_', ' ')}: {'not scored' if value is None else value}"
        for name, value in result["scores"].items()
    ]
    flags = [name.replace("_", " ") for name, up in result["flags"].items() if up]
    quotes = [f"- {e['of'].replace('_', ' ')}: “{e['quote']}”" for e in result["evidence"]]
    return "\n".join([*scores, f"Flags: {', '.join(flags) or 'none'}", *quotes])


def practise(result: Json) -> str:
    """Show the talk, how it ended and the debrief."""
    lines = [f"Client: {result['opening']['client']}"]
    for turn in result["turns"]:
        lines += [f"You: {turn['trainee']}", f"Client: {turn['client']}"]
    debrief = result["debrief"]
    lines += ["", f"Ended: {result['ended'] or 'open'}", "", debrief["summary"]]
    lines += [
        f"- {check['status'].replace('_', ' ')}: {check['title']}" for check in debrief["checks"]
    ]
    return "\n".join(lines)


_MARKS = {"passed": "done", "failed": "mend", "not_shown": "missing"}


def drill(result: Json) -> str:
    """Show the last try at a drill and our own line."""
    lines = [f"# {result['title']}", "", f"Client: {result['client']}"]
    if not result["attempts"]:
        return "\n".join([*lines, "", result["task"]])
    tried = result["attempts"][-1]
    return "\n".join(
        [*lines, f"You: {tried['trainee']}", attempt(tried), f"Ours: {result['ours']}"]
    )


def attempt(result: Json) -> str:
    """Show what one try at a drill showed."""
    if not result["scored"]:
        return "Not scored: there was too little to go by."
    lines = [f"{result['seconds_aloud']:.0f} s aloud. {'That does it.' if result['done'] else ''}"]
    for point in result["points"]:
        said = f" “{point['quote']}”" if point["quote"] else ""
        lines.append(
            f"- {_MARKS[point['status']]}: {point['title']} (practice {point['practice']})."
            f"{said} {point['comment']}"
        )
    return "\n".join(lines)


def knowledge(result: Json) -> str:
    """Show what the guidance holds."""
    lines = [f"{result['passages']} passages."]
    lines += [f"- {document['name']}: {document['passages']}" for document in result["documents"]]
    return "\n".join(lines)


def served(result: Json) -> str:
    """Show the settings that point Candor at a model served here."""
    threads = "1 thread" if result["threads"] == 1 else f"{result['threads']} threads"
    return "\n".join(
        (
            f"Serving {result['model']} to this machine, with {threads} (end it with Ctrl+C).",
            "To use it, in another terminal:",
            "",
            f"export OPENAI_BASE_URL={result['base_url']}",
            f"export OPENAI_API_KEY={result['api_key']}",
            f"export CANDOR_MODEL={shlex.quote(result['model'])}",
            "candor doctor --online",
        )
    )


def doctor(result: Json) -> str:
    """Show each check, and what to do where one failed."""
    lines = []
    for check in result["checks"]:
        lines.append(f"{'ok' if check['ok'] else 'NOT OK'}  {check['name']}: {check['says']}")
        lines += [f"      {line}" for line in check["found"]]
    return "\n".join(lines)


def written(result: Json) -> str:
    """Show where a backup or export went, and what it holds."""
    return f"{result['file']}: {_counted(result['holds'])}."


def restore(result: Json) -> str:
    """Show what a backup brought back."""
    lines = [f"Added: {_counted(result['added'])}."]
    lines.append(f"Left as they are here: {_counted(result['left'])}.")
    if result["before"]:
        lines.append(f"What was here before is in {result['before']}.")
    return "\n".join(lines)


def erase(result: Json) -> str:
    """Show what was erased."""
    counts = {**result, "documents": 0}
    lines = [f"Erased for good: {_counted(counts)}; files in Candor's folder: {result['files']}."]
    if not result["clean"]:
        lines.append(
            "Another program was using the database; its file is cleaned at the next start."
        )
    return "\n".join(lines)


def _counted(counts: Json) -> str:
    named = ("cases", "rehearsals", "emails", "documents")
    return ", ".join(f"{name}: {counts[name]}" for name in named if counts[name]) or "nothing"

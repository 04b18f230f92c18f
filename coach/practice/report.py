"""A rehearsal on paper: the talk and its debrief as Markdown."""

import re

from coach.domain.conversation import Debrief, PracticeTalk, RubricCheck

_LIVE = re.compile(r"([\\`*_\[\]<>#|])")
_STATUS = (
    ("failed", "To work on"),
    ("passed", "Done"),
    ("not_shown", "Not shown or not called for"),
)
_MEASURES = {
    "turns": "Your turns",
    "questions_asked": "Questions you asked",
    "turns_to_acknowledgement": "Turns until you named their trouble",
}


def as_markdown(talk: PracticeTalk, debrief: Debrief, title: str) -> str:
    """Return a talk and its debrief; what people said is shown letter for letter."""
    client = _plain(talk.client.name)
    lines = [f"# {_plain(title)}", "", "_Practice, not assessment._", ""]
    lines += ["## The talk", "", f"**{client}:** {_plain(talk.opening.client)}", ""]
    for number, turn in enumerate(talk.turns, 1):
        state = turn.state
        lines += [f"**You ({number}):** {_plain(turn.trainee)}", ""]
        lines += [f"**{client}:** {_plain(turn.client)}", ""]
        lines += [f"_Anger {state.anger}, trust {state.trust}, of 100._", ""]
    lines += ["## The debrief", "", _plain(debrief.summary), ""]
    lines += _behind(debrief) + _moments(debrief)
    for status, heading in _STATUS:
        lines += _checks(heading, [check for check in debrief.checks if check.status == status])
    if debrief.client_says:
        lines += [f"## What {client} would say", ""]
        lines += [f"- {_plain(said)}" for said in debrief.client_says] + [""]
    return "\n".join([*lines, "## In figures", "", *_figures(debrief), ""])


def _behind(debrief: Debrief) -> list[str]:
    if not debrief.hidden_interest:
        return []
    return [f"What lay behind the demand: {_plain(debrief.hidden_interest)}", ""]


def _moments(debrief: Debrief) -> list[str]:
    if not debrief.moments:
        return []
    lines = ["## The turns that moved them most", ""]
    for moment in debrief.moments:
        change = f"anger {moment.anger_change:+d}, trust {moment.trust_change:+d}"
        practices = ", ".join(str(number) for number in moment.practices)
        lines += [f"### Turn {moment.turn}: {change}", "", f"> {_plain(moment.quote)}", ""]
        lines += [_plain(moment.why) + (f" (practice {practices})" if practices else ""), ""]
        lines += [f"Ours: {_plain(moment.better)}", ""] if moment.better else []
    return lines


def _checks(heading: str, checks: list[RubricCheck]) -> list[str]:
    if not checks:
        return []
    return [f"## {heading}", "", *[_check(check) for check in checks], ""]


def _check(check: RubricCheck) -> str:
    said = f" “{_plain(check.quote)}” (turn {check.turn})" if check.quote else ""
    return f"- {check.title} (practice {check.practice}).{said} {check.comment}"


def _figures(debrief: Debrief) -> list[str]:
    found = [
        f"- {words}: {'not scored' if debrief.measures.get(name) is None else debrief.measures[name]}"
        for name, words in _MEASURES.items()
    ]
    share = debrief.measures.get("talk_share")
    return [
        *found,
        f"- Your share of the talking: {'not scored' if share is None else f'{share:.0%}'}",
    ]


def _plain(text: str) -> str:
    return _LIVE.sub(r"\\\1", " ".join(text.split()))

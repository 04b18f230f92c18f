"""What a team shares: scenarios from anonymised cases, and practice figures by consent.

Both are files that somebody hands on; nothing is sent or collected.
"""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from coach.domain.conversation import ClientProfile
from coach.domain.kept import SavedCase
from coach.domain.values import Ended, Record
from coach.errors import InputError
from coach.model.veil import Veil
from coach.resources import load_yaml

if TYPE_CHECKING:
    from coach.desk.desk import Desk

LONGEST_FILE = 200_000


class _Names(Record):
    people: tuple[tuple[str, str], ...]
    firms: tuple[str, ...]


class SharedScenario(Record):
    """A scenario as it is handed on; its file also serves `candor practise --client`."""

    title: str
    briefing: str
    client: ClientProfile
    notices: tuple[str, ...] = ()


class PracticeLine(Record):
    """One rehearsal in figures; no word of it."""

    day: date
    title: str
    turns: int
    ended: Ended | None
    done: int
    """Checks of the debrief that were met."""
    missed: int
    anger: int
    trust: int


class PracticeFile(Record):
    """What a trainee chose to show of their practice."""

    who: str
    agreed: date
    lines: tuple[PracticeLine, ...]


def scenario_file(desk: "Desk", case: SavedCase, title: str) -> str:
    """Return a scenario made from a case, with other names in it, as JSON to read through."""
    situation = desk.services.read(case.input)
    people = [person.name for person in situation.people]
    people += [fact.text for fact in situation.facts if fact.kind == "name"]
    firms = [person.organisation for person in situation.people]
    firms += [fact.text for fact in situation.facts if fact.kind == "organisation"]
    folder = desk.services.settings.knowledge_dir
    names = load_yaml(folder / "web" / "stand-ins.yaml", _Names)
    table = _table(people, firms, names)
    client = desk.services.client_for(case.input).model_dump(mode="json")
    briefing = "\n".join(text for text in (client["brief"], client["to_own"]) if text)
    shared = {"title": title, "briefing": briefing, **client}
    return json.dumps(_hidden(shared, table), indent=2, ensure_ascii=False)


def read_scenario(desk: "Desk", text: str) -> SharedScenario:
    """Return the scenario of a file.

    Raises:
        InputError: when the file is no scenario.
    """
    data = _json(text)
    client, notices = desk.services.practice.client_from_json(data)
    return SharedScenario(
        title=str(data.get("title") or client.name)[:120],
        briefing=str(data.get("briefing") or client.brief)[:4000],
        client=client,
        notices=notices,
    )


def practice_file(desk: "Desk", who: str, today: date) -> str:
    """Return the figures of every rehearsal that has an end, as JSON; what was said stays here."""
    lines = []
    for saved in desk.store.talks.all():
        if saved.talk.ended is None or not saved.talk.turns:
            continue
        checks = [check.status for check in desk.debrief(saved).checks]
        last = saved.talk.turns[-1].state
        line = PracticeLine(
            day=saved.updated.date(),
            title=saved.title if saved.scenario else "Own case",
            turns=len(saved.talk.turns),
            ended=saved.talk.ended,
            done=checks.count("passed"),
            missed=checks.count("failed"),
            anger=last.anger,
            trust=last.trust,
        )
        lines.append(line)
    shown = PracticeFile(who=who, agreed=today, lines=tuple(reversed(lines)))
    return shown.model_dump_json(indent=2)


def read_practice(text: str) -> PracticeFile:
    """Return what a trainee shared.

    Raises:
        InputError: when the file is something else.
    """
    try:
        return PracticeFile.model_validate(_json(text))
    except ValidationError as error:
        raise InputError(
            "This file holds no practice figures.", "Ask for the file made on the Team page."
        ) from error


def _json(text: str) -> dict[str, object]:
    try:
        data = json.loads(text) if len(text) <= LONGEST_FILE else None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise InputError("This file cannot be read here.", "Choose a file made on the Team page.")
    return data


def _table(people: Iterable[str], firms: Iterable[str], names: _Names) -> dict[str, str]:
    """Return real names with their stand-ins; first and family name go with the whole."""
    table: dict[str, str] = {}
    whole = sorted({name for name in people if name}, key=lambda name: (-len(name.split()), name))
    number = 0
    for name in whole:
        if name in table:
            continue
        first, family = names.people[number % len(names.people)]
        number += 1
        table[name] = f"{first} {family}" if " " in name else first
        if " " in name:
            table.setdefault(name.split()[0], first)
            table.setdefault(name.split()[-1], family)
    for number, name in enumerate(sorted({firm for firm in firms if firm})):
        table[name] = names.firms[number % len(names.firms)]
    return table


def _hidden(value: object, table: dict[str, str]) -> object:
    """Return a value with every name in its texts replaced, addresses and numbers hidden, too."""
    if isinstance(value, dict):
        return {key: _hidden(inner, table) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_hidden(inner, table) for inner in value]
    if not isinstance(value, str) or not table:
        return value
    longest_first = sorted(table, key=len, reverse=True)
    names = re.compile(
        rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE
    )
    by_lower = {real.lower(): stand_in for real, stand_in in table.items()}
    return names.sub(lambda match: by_lower[match[0].lower()], Veil().hide(value))

"""Long texts kept in a data folder, for the pages to be measured on."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

from coach.config import Settings
from coach.desk import Desk
from coach.services import Services

_DATASETS = Path(__file__).parents[1] / "datasets"
TODAY = date(2026, 3, 4)


class Place(NamedTuple):
    """A page and the query that names what it shows."""

    page: str
    query: str


def long_text(folder: str, words: int) -> str:
    """Return texts of a dataset, one after another, until there are enough words."""
    text: list[str] = []
    count = 0
    for path in sorted((_DATASETS / folder).glob("*.yaml")):
        for one in yaml.safe_load(path.read_text(encoding="utf-8")):
            if count >= words:
                return "\n\n".join(text)
            piece = " ".join(one["text"].split(" ")[: words - count])
            text.append(piece.strip())
            count += len(piece.split())
    return "\n\n".join(text)


def fill(settings: Settings, words: int, copies: int) -> dict[str, list[Place]]:
    """Keep cases with a long note, drafted, and long emails, rewritten; return where each is."""
    desk = Desk(Services(settings))
    note, mail = long_text("situations", words), long_text("emails", words)
    first = desk.new_case(note)
    desk.draft(first)
    email = desk.rewrite_email(desk.new_email(mail), mail)
    places: dict[str, list[Place]] = {
        "situation": [Place("situation", f"case={first.id}")],
        "pack": [Place("pack", f"case={first.id}")],
        "email": [Place("email", f"email={email.id}")],
    }
    pack = desk.drafted(first)
    assert pack is not None
    for _ in range(copies - 1):
        case = desk.new_case(note)
        body = pack.model_dump_json(by_alias=True)
        desk.store.revisions.add(case.id, "pack", body, "built-in")
        places["situation"].append(Place("situation", f"case={case.id}"))
        places["pack"].append(Place("pack", f"case={case.id}"))
        copy = desk.new_email(mail).model_copy(update={"rewrite": email.rewrite})
        places["email"].append(Place("email", f"email={desk.history.save(copy).id}"))
    desk.store.close()
    return places

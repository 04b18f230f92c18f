"""A data folder whose every text is hostile, whoever could have written it: user, file or model."""

import json
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote_plus

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from coach.config import Settings
from coach.desk import Desk
from coach.desk.desk import today
from coach.domain.conversation import PracticeTalk
from coach.domain.language import Rewrite
from coach.domain.pack import CasePack
from coach.domain.reply import Reply
from coach.services import Services

HERE = Path(__file__).parent
OWN: dict[str, list[str]] = yaml.safe_load((HERE / "hostile.yaml").read_text(encoding="utf-8"))
ATTACKS: dict[str, list[dict[str, str]]] = yaml.safe_load(
    (HERE.parent / "attacks.yaml").read_text(encoding="utf-8")
)
SURROUNDINGS = ("{}", "We said: {} and they left.", "**{}**", "- {}", "[{}](x) {}")
TABS = ("What to say", "Ways forward", "Before you speak", "Afterwards", "Documents", "Checklist")
# Names of other records, days and choices: the pages look these up.
_LOOKED_UP = frozenset({"id", "scenario", "today", "rule", "kind", "fact", "passage", "practice"})
T = TypeVar("T", bound=BaseModel)


def strings() -> list[str]:
    """Return every hostile string, those of one family side by side."""
    own = [
        how.replace("{}", text) for texts in OWN.values() for text in texts for how in SURROUNDINGS
    ]
    theirs = [one[part] for ones in ATTACKS.values() for one in ones for part in ("text", "answer")]
    return list(dict.fromkeys([*own, *theirs]))


def one_of_each() -> list[str]:
    """Return the first string of each family."""
    return [texts[0] for texts in OWN.values()] + [ones[0]["answer"] for ones in ATTACKS.values()]


def fill(data: Path, texts: list[str]) -> list[str]:
    """Keep the strings wherever a page shows words; return the addresses that show them."""
    desk = Desk(Services(Settings.from_env({"CANDOR_DATA_DIR": str(data)})))
    example = desk.example()
    around = cycle(texts)
    note = example.text + "\n\n" + "\n\n".join(texts)
    case = desk.new_case(note, title=next(around))
    pack = hostile(CasePack, desk.draft(desk.open_example()), around)
    desk.store.revisions.add(case.id, "pack", pack.model_dump_json(by_alias=True), "model")
    for text in texts:
        desk.new_case(example.text, title=text)
    talk = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case)
    said = desk.say(desk.say(talk, "I am sorry. What did it do to you?"), texts[0]).talk
    running = desk.store.talks.add(hostile(PracticeTalk, said, around), title=next(around))
    over = said.model_copy(update={"ended": "ended_by_trainee"})
    ended = desk.store.talks.add(hostile(PracticeTalk, over, around), title=next(around))
    mail = example.email + "\n\n" + "\n\n".join(texts)
    email = desk.rewrite_email(desk.new_email(mail), mail)
    assert email.rewrite is not None
    rewrite = hostile(Rewrite, email.rewrite, around)
    desk.history.save(email.model_copy(update={"rewrite": rewrite}))
    plain = desk.rewrite_email(desk.new_email(mail), mail)
    reply = desk.draft_reply(desk.new_reply(mail), mail, "\n".join(texts[:20]))
    assert reply.reply is not None
    desk.store.replies.save(reply.model_copy(update={"reply": hostile(Reply, reply.reply, around)}))
    desk.afterwards.keep_notes(case, "\n".join(texts), today())
    names = ("name", "role", "company", "signature", "authority")
    profile = desk.store.preferences.profile()
    desk.store.preferences.save_profile(
        profile.model_copy(update={name: next(around) for name in names})
    )
    for text in texts[:30]:
        desk.store.preferences.allow(text)
    document = "\n\n".join(texts).encode("utf-8", "replace")
    desk.services.guidance.add_document(f"{texts[0][:40]}.md", document)
    desk.store.cases.delete(desk.new_case(note, title=next(around)).id)
    desk.store.close()
    return [
        "/",
        f"/situation?case={case.id}",
        *(f"/pack?case={case.id}&tab={quote_plus(tab)}" for tab in TABS),
        f"/meeting?case={case.id}",
        f"/after?case={case.id}",
        f"/practise?talk={running.id}",
        f"/practise?talk={ended.id}",
        f"/email?email={email.id}",
        f"/email?email={plain.id}",
        f"/email?reply={reply.id}",
        "/email",
        "/guidance?q=evil",
        "/team",
        "/settings",
    ]


def hostile(kind: type[T], record: T, texts: Iterator[str]) -> T:
    """Return a record with every text replaced that may be any text."""
    data = json.loads(record.model_dump_json(by_alias=True))
    adapter = TypeAdapter(kind)
    for holder, key in list(_texts_in(data)):
        before = holder[key]
        holder[key] = next(texts)
        try:
            adapter.validate_python(data)
        except ValidationError:
            holder[key] = before
    return adapter.validate_python(data)


def _texts_in(value: Any) -> Iterator[tuple[Any, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if isinstance(inner, str) and key not in _LOOKED_UP:
            yield value, key
        elif isinstance(inner, dict | list):
            yield from _texts_in(inner)

"""Everything a user can do that asks a model, done once, and what they see of it afterwards.

The tables of faults and of attacks go over these: pages in the real app, commands in the real process.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from coach.cli.main import main
from coach.desk import Desk
from tests.web.conftest import EMAIL, NOTE, Visit, words

TURN = "Delia, the coupon had expired, that was my mistake and I am sorry. What did it do to you?"


@dataclass
class Seen:
    """What the user got: who wrote each part, what was said about it, and all of the words."""

    written_by: dict[str, str]
    notices: tuple[str, ...]
    parts: dict[str, Any]
    """By part: its words, to be held against the built-in ones."""
    kept: str
    """The user's own text as it is kept or given back afterwards."""
    given: str
    shown: str
    """All that was on the page or printed."""
    app: AppTest | None = None


@dataclass
class Stage:
    """What a caller works with."""

    visit: Visit
    desk: Desk
    folder: Path
    capsys: pytest.CaptureFixture[str]
    note: str = NOTE
    email: str = EMAIL
    turn: str = TURN
    files: Mapping[str, bytes] | None = None


Caller = Callable[[Stage], Seen]


def draft_from_situation(stage: Stage) -> Seen:
    case = _agreed_case(stage)
    app = stage.visit("situation", case=case)
    return _drafted(stage, _clicked(app, "situation.draft"), case)


def draft_from_pack(stage: Stage) -> Seen:
    case = _agreed_case(stage)
    _built_in_draft(stage, case)
    return _drafted(stage, _clicked(stage.visit("pack", case=case), "pack.draft"), case)


def rewrite_on_the_page(stage: Stage) -> Seen:
    email = stage.desk.new_email(stage.email)
    _agree(stage, email.id)
    app = stage.visit("email", email=email.id)
    saved = stage.desk.store.emails.get(email.id)
    assert saved.rewrite is not None
    done = saved.rewrite
    return Seen(
        written_by={"text": done.written_by},
        notices=done.notices,
        parts={"text": done.text},
        kept=saved.original,
        given=stage.email,
        shown=words(app),
        app=app,
    )


def reply_on_the_page(stage: Stage) -> Seen:
    saved = stage.desk.new_reply(stage.email)
    _agree(stage, saved.id)
    app = stage.visit("email", reply=saved.id)
    kept = stage.desk.store.replies.get(saved.id)
    assert kept.reply is not None
    done = kept.reply
    return Seen(
        written_by={"text": done.written_by},
        notices=done.notices,
        parts={"text": done.text},
        kept=kept.original,
        given=stage.email,
        shown=words(app),
        app=app,
    )


def say_on_the_page(stage: Stage) -> Seen:
    case = stage.desk.store.cases.get(_agreed_case(stage))
    client = stage.desk.services.client_for(case.input)
    talk = stage.desk.rehearse(client, seed=1, case=case)
    app = stage.visit("practise", talk=talk.id)
    app.chat_input(key="practise.say").set_value(stage.turn)
    app.run()
    turn = stage.desk.store.talks.get(talk.id).talk.turns[-1]
    return Seen(
        written_by={"line": turn.written_by},
        notices=turn.notices,
        parts={"line": turn.client, "move": turn.move, "state": turn.state.model_dump()},
        kept=turn.trainee,
        given=stage.turn,
        shown=words(app),
        app=app,
    )


def try_in_settings(stage: Stage) -> Seen:
    app = _clicked(stage.visit("settings"), "settings.try")
    said = tuple(box.value for box in app.error)
    return Seen(
        written_by={"answer": "built-in" if said else "model"},
        notices=said,
        parts={},
        kept="",
        given="",
        shown=words(app),
        app=app,
    )


def prepare(stage: Stage) -> Seen:
    out = stage.folder / "out"
    _ran(stage, "prepare", stage.note, "--today", "2026-03-09", "--out", str(out))
    result = _ran(stage, "prepare", stage.note, "--today", "2026-03-09", "--json")
    written = json.loads(result)
    assert sorted(path.suffix for path in out.iterdir())
    parts = {name: written[name] for name in written["written_by"] if name in written}
    return _printed(result, written["written_by"], written["notices"], parts)


def rewrite(stage: Stage) -> Seen:
    result = _ran(stage, "rewrite", stage.email, "--json")
    done = json.loads(result)
    return _printed(result, {"text": done["written_by"]}, done["notices"], {"text": done["text"]})


def reply(stage: Stage) -> Seen:
    result = _ran(stage, "reply", stage.email, "--json")
    done = json.loads(result)
    return _printed(result, {"text": done["written_by"]}, done["notices"], {"text": done["text"]})


def practise(stage: Stage) -> Seen:
    turns = stage.folder / "turns.json"
    turns.write_text(json.dumps([stage.turn]), encoding="utf-8")
    source = stage.folder / "note.txt"
    source.write_text(stage.note, encoding="utf-8")
    result = _main(stage, "practise", "--situation", str(source), "--turns", str(turns), "--json")
    turn = json.loads(result)["turns"][-1]
    parts = {"line": turn["client"], "move": turn["move"], "state": turn["state"]}
    return _printed(result, {"line": turn["written_by"]}, turn["notices"], parts)


def doctor(stage: Stage) -> Seen:
    code = main(["doctor", "--online", "--json"])
    told = stage.capsys.readouterr()
    checks = {check["name"]: check for check in json.loads(told.out)["checks"]}
    model = checks["model"]
    assert (code == 0) == all(c["ok"] or not c["required"] for c in checks.values())
    by = "model" if model["ok"] else "built-in"
    notices = () if model["ok"] else (model["says"],)
    return Seen({"answer": by}, notices, {}, "", "", told.out + told.err)


PAGES: dict[str, tuple[str, Caller]] = {
    "page: situation": ("situation", draft_from_situation),
    "page: pack": ("pack", draft_from_pack),
    "page: email": ("email", rewrite_on_the_page),
    "page: email, a reply": ("email", reply_on_the_page),
    "page: practise": ("practise", say_on_the_page),
    "page: settings": ("settings", try_in_settings),
}
COMMANDS: dict[str, tuple[str, Caller]] = {
    "candor prepare": ("prepare", prepare),
    "candor rewrite": ("rewrite", rewrite),
    "candor reply": ("reply", reply),
    "candor practise": ("practise", practise),
    "candor doctor": ("doctor", doctor),
}
CALLERS: dict[str, Caller] = {name: caller for name, (_, caller) in {**PAGES, **COMMANDS}.items()}
_ENGINE: tuple[str, ...] = ("--engine", "model")
QUIET_PAGES = ("cases", "guidance", "meeting", "after", "team", "shared")
"""Pages that ask no model."""


def _agreed_case(stage: Stage) -> str:
    case = stage.desk.new_case(stage.note)
    _agree(stage, case.id)
    return case.id


def _agree(stage: Stage, subject: str) -> None:
    stage.desk.store.preferences.give_consent(subject, "127.0.0.1")


def _built_in_draft(stage: Stage, case: str) -> None:
    """Draft as the test's own desk does, which knows no model."""
    assert stage.desk.services.settings.model is None
    stage.desk.draft(stage.desk.store.cases.get(case))


def _clicked(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click()
    return app.run()


def _drafted(stage: Stage, app: AppTest, case: str) -> Seen:
    saved = stage.desk.store.cases.get(case)
    pack = stage.desk.pack(saved)
    assert pack is not None
    written = pack.model_dump(mode="json", by_alias=True)
    return Seen(
        written_by=dict(pack.written_by),
        notices=pack.notices,
        parts={name: written[name] for name in pack.written_by if name in written},
        kept=saved.input.text,
        given=stage.note,
        shown=words(app),
        app=app,
    )


def _ran(stage: Stage, command: str, text: str, *options: str) -> str:
    source = stage.folder / "text.txt"
    source.write_text(text, encoding="utf-8")
    return _main(stage, command, str(source), *options)


def _main(stage: Stage, *arguments: str) -> str:
    code = main([*arguments, *_ENGINE])
    told = stage.capsys.readouterr()
    assert code == 0, told.err
    assert "Traceback" not in told.err
    return told.out


def _printed(shown: str, by: dict[str, str], notices: list[str], parts: dict[str, Any]) -> Seen:
    return Seen(by, tuple(notices), parts, "", "", shown)

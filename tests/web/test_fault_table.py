"""Every fault of an endpoint, on every page and command that asks it.

Whatever happens: a plain sentence, the user's text kept, the built-in part shown, nothing half-written,
an end within the limits, and neither the key nor the client's words in the logs.
"""

import argparse
import logging
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st

from coach.cli.arguments import build_parser
from coach.desk import Desk
from tests.model.answering import helpful
from tests.web import callers
from tests.web.callers import CALLERS, COMMANDS, PAGES, QUIET_PAGES, Seen, Stage
from tests.web.conftest import NOTE, ROOT, Visit
from tests.wire_faults import FAULTS, failing

KEY = "sk-candor-seeded"
SHORT = {"CONNECT": "1", "FIRST_TOKEN": "0.5", "GAP": "0.5", "TOTAL": "1.5"}
LONG = dict.fromkeys(SHORT, "90")
HANGS_AFTER = 240
"""Seconds after which a row counts as hanging; the limits of its calls are a second or two."""
ASKED_FOR = """good fenced_json prose bad_then_good status_401 status_403 status_404 busy
    busy_for_an_hour busy_until_next_year_by_a_wrong_clock busy_by_a_wrong_clock_then_good
    status_500 bad_gateway_html unavailable_then_good quota hang slow_drip keep_alives_for_ever
    drop_midway reset_midway early_end truncated filtered refusal error_body web_page huge_line
    invalid_utf8 one_token_for_ever key_revoked_midway""".split()
TABLE = [(mode, caller) for mode in FAULTS for caller in CALLERS]


def _families() -> list[tuple[str, str]]:
    """Return one fault of each family, each with another caller."""
    first = {fault.family: name for name, fault in reversed(FAULTS.items())}
    names = list(CALLERS)
    return [(mode, names[at % len(names)]) for at, mode in enumerate(first.values())]


@pytest.fixture(scope="session")
def built_in() -> dict[str, Seen]:
    """What each caller shows without a model, found out once."""
    return {}


@pytest.fixture
def stage(visit: Visit, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Stage:
    return Stage(visit, desk, tmp_path, capsys)


def _plain(sentence: str) -> bool:
    odd = r"Traceback|Exception|Error\b|httpx|openai|langchain|\bNone\b|\{|</|stub says|sk-"
    return len(sentence) < 400 and not re.search(odd, sentence) and sentence[:1].isupper()


def _row(mode: str, name: str, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Seen:
    limits = SHORT if FAULTS[mode].outcome == "built-in" else LONG
    for limit, seconds in limits.items():
        monkeypatch.setenv(f"CANDOR_{limit}_SECONDS", seconds)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("CANDOR_MODEL", "stub")
    with failing(mode, _answer) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        watch = threading.Timer(HANGS_AFTER, endpoint.over.set)
        watch.start()
        try:
            seen = CALLERS[name](stage)
        finally:
            watch.cancel()
        assert not endpoint.over.is_set(), "it hung until the endpoint was taken away"
        assert endpoint.requests, "no model was asked"
    return seen


def _answer(body: dict[str, object]) -> str:
    return helpful(body)


def _check(
    mode: str,
    name: str,
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    plain: Callable[[str], Seen],
) -> None:
    without = plain(name)
    with caplog.at_level(logging.DEBUG):
        seen = _row(mode, name, stage, monkeypatch)
    if seen.app is not None:
        assert not seen.app.exception, [error.message for error in seen.app.exception]
    assert seen.kept == seen.given
    by = set(seen.written_by.values())
    outcome = FAULTS[mode].outcome
    if outcome == "model":
        assert "model" in by, seen.notices
    elif outcome == "built-in" and name not in _NO_CHECKS.get(mode, ()):
        assert by == {"built-in"}
        assert seen.parts == without.parts
        assert seen.notices
    for part, who in seen.written_by.items():
        if who == "built-in" and part in without.parts:
            assert seen.parts[part] == without.parts[part]
    assert all(_plain(notice) for notice in seen.notices), seen.notices
    told = stage.capsys.readouterr()
    for said in (caplog.text, told.err):
        assert not [w for w in (KEY, "Delia", "Ferrow", NOTE[:40]) if w in said]


_NO_CHECKS = dict.fromkeys(
    ("prose", "half_json", "wrong_shape", "deep_json"), ("page: settings", "candor doctor")
)
"""A question to try the model out is answered by anything that is said to the end."""


@pytest.fixture
def plain(
    built_in: dict[str, Seen], stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Seen]:
    def found(name: str) -> Seen:
        if name not in built_in:
            if name in ("page: settings", "candor doctor"):
                return Seen({}, (), {}, "", "", "")
            with monkeypatch.context() as without:
                without.setattr(callers, "_ENGINE", ())
                built_in[name] = CALLERS[name](stage)
            # The app of the row itself has to find its model.
            st.cache_resource.clear()
        return built_in[name]

    return found


@pytest.mark.parametrize(("mode", "name"), _families())
def test_one_fault_of_each_family(
    mode: str,
    name: str,
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    plain: Callable[[str], Seen],
) -> None:
    _check(mode, name, stage, monkeypatch, caplog, plain)


@pytest.mark.soak
@pytest.mark.parametrize(("mode", "name"), TABLE)
def test_every_fault_everywhere(
    mode: str,
    name: str,
    stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    plain: Callable[[str], Seen],
) -> None:
    _check(mode, name, stage, monkeypatch, caplog, plain)


def test_the_table_misses_no_fault_page_or_command() -> None:
    assert set(ASKED_FOR) <= set(FAULTS)
    assert len(TABLE) == len(set(TABLE)) == len(FAULTS) * len(CALLERS)
    views = {path.stem for path in (ROOT / "coach/web/views").glob("*.py")}
    assert views - {"__init__"} == {page for page, _ in PAGES.values()} | set(QUIET_PAGES)
    assert {command for command, _ in COMMANDS.values()} == _asking_commands()


def _asking_commands() -> set[str]:
    """Return the commands that have an option about the model."""
    actions = build_parser()._actions
    commands = next(a for a in actions if isinstance(a, argparse._SubParsersAction))
    return {
        name
        for name, parser in commands.choices.items()
        if {"--engine", "--online"} & {o for a in parser._actions for o in a.option_strings}
    }


def test_a_quiet_page_asks_no_model(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    with failing("good", _answer) as endpoint:
        monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        for page in QUIET_PAGES:
            visit(page)
        assert endpoint.requests == []

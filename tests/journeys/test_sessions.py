"""Whole rehearsals played in a real browser: the same words get the same answers, cheats no yes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from coach.web.labels import label
from tests.journeys.window import Window, window
from tests.practice.rooms import practice, scenario_client
from tests.web.serving import ROOT, Server, served

pytestmark = [pytest.mark.browser, pytest.mark.soak]

SESSIONS = yaml.safe_load((ROOT / "evals" / "readings" / "sessions.yaml").read_text("utf-8"))
YES = ("accepted", "conditional")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    kept: Path = tmp_path_factory.mktemp("kept")
    with served(kept) as running:
        yield running


@pytest.mark.parametrize("session", SESSIONS, ids=lambda one: one["scenario"])
def test_a_session_in_the_browser_goes_as_it_does_in_the_room(
    browser: Browser, server: Server, session: dict[str, Any]
) -> None:
    changes = {key: session[key] for key in ("style", "difficulty") if key in session}
    talk = practice().start(scenario_client(session["scenario"], **changes), seed=session["seed"])
    with window(browser.new_context(), server.address) as tab:
        begin(tab, session)
        tab.see(talk.opening.client)
        for words in session["says"]:
            if talk.ended is None:
                talk = practice().reply(talk, words)
                tab.say(words)
                tab.see(talk.turns[-1].client)
    assert talk.ended not in YES if "cheats" in session else talk.turns


def begin(tab: Window, session: dict[str, Any]) -> None:
    """Choose manner, difficulty and version, and start."""
    tab.open("/practise")
    tab.page.get_by_text("Choose how they behave").click()
    tab.settle()
    if style := session.get("style"):
        tab.choose("Manner", label("persona", style))
    if difficulty := session.get("difficulty"):
        tab.choose("Difficulty", label("difficulty", difficulty))
    version = tab.page.get_by_label("Version of the talk")
    version.fill(str(session["seed"]))
    version.press("Enter")
    tab.settle()
    start = tab.page.locator(f".st-key-practise-start-{session['scenario']} button")
    if not start.is_visible():
        tab.page.get_by_text("More ready-made ones").click()
        tab.settle()
    start.click()
    tab.named("talk")
    tab.settle()

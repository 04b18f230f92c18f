"""The whole path in a real browser, on notes used nowhere else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext

from tests.journeys.window import Window, window
from tests.web.serving import Server, free_port, served

pytestmark = pytest.mark.browser

NOTES = yaml.safe_load((Path(__file__).parent / "notes.yaml").read_text(encoding="utf-8"))
FAULTS = {
    "ours": "Ours",
    "client": "The client's",
    "shared": "Shared",
    "third_party": "Somebody else's",
    "disputed": "Disputed",
}
LINES = (
    "I am sorry. Before I say anything else: what has this done to you?",
    "So the date is what matters to you most. Have I got that right?",
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def server(kept: Path) -> Iterator[Server]:
    with served(kept) as running:
        yield running


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """One person's browser; each tab is a session of its own to the app."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["id"])
def test_from_a_messy_note_to_a_rehearsed_talk_and_back(
    visitor: BrowserContext, server: Server, note: dict[str, Any]
) -> None:
    with window(visitor, server.address) as tab:
        case = write_and_correct(tab, note)
        talk = rehearse(tab)
        email = rewrite(tab, note)
        assert tab.outside() == []
    with window(visitor, server.address) as later:
        later.open()
        later.press_first("Open")
        assert later.named("case") == case
        find_everything(later, note, talk, email)
        assert later.outside() == []


def test_a_server_killed_and_started_again_has_lost_nothing(
    visitor: BrowserContext, tmp_path: Path
) -> None:
    note, port = NOTES[0], free_port()
    with served(tmp_path, port) as first:
        with window(visitor, first.address) as tab:
            case = write_and_correct(tab, note)
            talk = rehearse(tab)
            email = rewrite(tab, note)
        # No goodbye, as when a machine is switched off.
        first.process.kill()
        first.process.wait()
    with served(tmp_path, port) as second, window(visitor, second.address) as tab:
        tab.open(f"/pack?case={case}")
        find_everything(tab, note, talk, email)


def test_on_a_phone_nothing_is_cut_off(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    with window(context, server.address) as tab:
        tab.open()
        tab.press("Show me a worked example")
        tab.see("Open with this")
        case = tab.named("case")
        for path in ("/", f"/situation?case={case}", f"/pack?case={case}", "/practise", "/email"):
            tab.open(path)
            assert not tab.is_cut_off(), path
    context.close()


def write_and_correct(tab: Window, note: dict[str, Any]) -> str:
    """Paste the note, say whose doing it was, correct two facts, draft; return the case's id."""
    tab.open("/situation")
    tab.write("Your note", note["text"])
    case = tab.named("case")
    tab.see("The facts I read")
    tab.choose("Whose doing it was", FAULTS[note["fault"]])
    for correction in note["two_facts_to_correct"]:
        tab.correct(correction["was"], correction["should_be"])
    tab.press("Make my case pack")
    tab.see("Open with this")
    pack = tab.text()
    for correction in note["two_facts_to_correct"]:
        assert correction["was"] not in pack
    return case


def rehearse(tab: Window) -> str:
    """Say two things to that very client; return the rehearsal's id."""
    tab.press("Practise this talk")
    tab.press("Start with my client")
    talk = tab.named("talk")
    tab.see("Show how they feel")
    for line in LINES:
        if tab.page.get_by_test_id("stChatInputTextArea").count():
            tab.say(line)
    return talk


def rewrite(tab: Window, note: dict[str, Any]) -> str:
    """Paste an email and refuse one change of its rewrite; return the email's id."""
    tab.go("Email")
    tab.write("Your email", note["email"])
    email = tab.named("email")
    tab.see("Change by change")
    tab.page.locator(".found").first.wait_for()
    tab.page.get_by_text("Take this change").first.click()
    tab.settle()
    return email


def find_everything(tab: Window, note: dict[str, Any], talk: str, email: str) -> None:
    """Come back another day: the pack, the note, its corrections, the talk and the email."""
    tab.see("Open with this")
    tab.go("Situation")
    tab.see("The facts I read")
    assert tab.page.get_by_label("Your note").first.input_value().strip() == note["text"].strip()
    for correction in note["two_facts_to_correct"]:
        tab.field_of(correction["should_be"])
    tab.open(f"/practise?talk={talk}")
    tab.see(LINES[0])
    tab.open(f"/email?email={email}")
    tab.see("Change by change")
    assert " ".join(note["email"].split())[:60] in " ".join(tab.text().split())
    assert not tab.page.get_by_role("checkbox", name="Take this change").first.is_checked()

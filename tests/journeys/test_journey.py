"""The whole path in a real browser, on notes used nowhere else."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from tests.journeys.window import Window, window
from tests.web.serving import free_port, served

NOTES = yaml.safe_load((Path(__file__).parent / "notes.yaml").read_text(encoding="utf-8"))
LINES = (
    "I am sorry. Before I say anything else: what has this done to you?",
    "So the date is what matters to you most. Have I got that right?",
)


@pytest.mark.browser
@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["id"])
def test_from_a_messy_note_to_a_rehearsed_talk_and_back(
    browser: Browser, tmp_path: Path, note: dict[str, Any]
) -> None:
    port = free_port()
    with served(tmp_path / "kept", port) as server:
        with window(browser, server.address) as first:
            case = write_and_correct(first, note)
            rehearse(first)
            rewrite(first, note)
            assert first.outside() == []
        # The server ends without a goodbye, as when a machine is switched off.
        server.process.kill()
        server.process.wait()
    with (
        served(tmp_path / "kept", port) as server,
        window(browser, server.address) as second,
    ):
        find_everything(second, note, case)
        assert second.outside() == []


def write_and_correct(tab: Window, note: dict[str, Any]) -> str:
    """Paste the note, correct two facts, draft the pack; return the case's id."""
    tab.open("/situation")
    tab.write("Your note", note["text"])
    case = tab.named("case")
    for correction in note["two_facts_to_correct"]:
        tab.correct(correction["was"], correction["should_be"])
    tab.press("Make my case pack")
    tab.page.get_by_text("Open with this").wait_for()
    tab.settle()
    pack = tab.text()
    for correction in note["two_facts_to_correct"]:
        assert correction["was"] not in pack
    return case


def rehearse(tab: Window) -> None:
    """Say two things to that very client."""
    tab.press("Practise this talk")
    tab.press("Start with my client")
    tab.named("talk")
    for line in LINES:
        if tab.page.get_by_test_id("stChatInputTextArea").count():
            tab.say(line)


def rewrite(tab: Window, note: dict[str, Any]) -> None:
    """Paste an email, and refuse one change of its rewrite."""
    tab.go("Email")
    tab.write("Your email", note["email"])
    tab.named("email")
    tab.page.get_by_text("In plain words").wait_for()
    tab.settle()
    assert tab.page.locator(".candor-found").count() > 0
    refused = tab.page.get_by_text("Take this change").first
    refused.click()
    tab.settle()


def find_everything(tab: Window, note: dict[str, Any], case: str) -> None:
    """Come back another day: the note, its corrections, the pack, the talk and the email."""
    tab.open()
    tab.press_first("Open")
    assert tab.named("case") == case
    tab.page.get_by_text("Open with this").wait_for()
    tab.go("Situation")
    assert tab.page.get_by_label("Your note").first.input_value().strip() == note["text"].strip()
    for correction in note["two_facts_to_correct"]:
        tab.field_of(correction["should_be"])
    tab.go("Practise")
    tab.press_first("Open")
    assert LINES[0] in tab.text()
    tab.go("Email")
    tab.press_first("Open")
    assert " ".join(note["email"].split())[:60] in " ".join(tab.text().split())
    assert tab.page.get_by_role("checkbox", name="Take this change").first.is_checked() is False

"""Text typed and never committed is back: the tab closed at once, the server killed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Response, expect

from tests.journeys.window import PATIENCE, Window, window
from tests.web.serving import Server, free_port, served

pytestmark = pytest.mark.browser

NOTE = "We promised Larkspur Dental their booking page for 4 May and it is still not there."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("kept")) as running:
        yield running


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def box(tab: Window, label: str) -> Locator:
    if label == "practice":
        return tab.page.get_by_test_id("stChatInputTextArea")
    return tab.page.get_by_label(label, exact=True).first


def type_on(tab: Window, label: str, words: str) -> None:
    """Type at the end of a field, as fingers do, and do not leave it."""
    field = box(tab, label)
    field.press("Control+End")
    field.press_sequentially(words)


def holds(field: Locator, words: str) -> None:
    """Wait until a field holds just these words."""
    expect(field).to_have_value(words, timeout=PATIENCE)


def close_at_once(tab: Window) -> None:
    """Close the tab as a person does, without waiting for anything."""
    with tab.page.expect_event("close"):
        tab.page.close(run_before_unload=True)


def a_case(visitor: BrowserContext, server: Server) -> str:
    with window(visitor, server.address) as tab:
        tab.open("/situation")
        tab.write("Your note", NOTE)
        return tab.named("case")


def a_talk(visitor: BrowserContext, server: Server) -> str:
    with window(visitor, server.address) as tab:
        tab.open("/practise")
        tab.press_first("Start")
        return tab.named("talk")


def test_a_first_note_is_back_after_its_tab_was_closed_at_once(
    visitor: BrowserContext, server: Server
) -> None:
    with window(visitor, server.address) as tab:
        tab.open("/situation")
        type_on(tab, "Your note", NOTE)
        close_at_once(tab)
    with window(visitor, server.address) as later:
        later.open("/situation")
        holds(box(later, "Your note"), NOTE)
        later.see("It is back")
        later.press("Read my note")
        later.named("case")
    with window(visitor, server.address) as fresh:
        fresh.open("/situation")
        holds(box(fresh, "Your note"), "")


def test_words_added_to_a_kept_note_are_back_and_can_be_kept(
    visitor: BrowserContext, server: Server
) -> None:
    case = a_case(visitor, server)
    with window(visitor, server.address) as tab:
        tab.open(f"/situation?case={case}")
        type_on(tab, "Your note", " Their dentist rang twice.")
        close_at_once(tab)
    for _ in range(2):
        with window(visitor, server.address) as later:
            later.open(f"/situation?case={case}")
            holds(box(later, "Your note"), NOTE + " Their dentist rang twice.")
            later.see("It is back")
    with window(visitor, server.address) as later:
        later.open(f"/situation?case={case}")
        later.press("Keep it")
        expect(later.page.get_by_text("It is back")).to_have_count(0, timeout=PATIENCE)
    with window(visitor, server.address) as again:
        again.open(f"/situation?case={case}")
        holds(box(again, "Your note"), NOTE + " Their dentist rang twice.")
        expect(again.page.get_by_text("It is back")).to_have_count(0, timeout=PATIENCE)


def test_an_email_and_a_practice_line_are_back(visitor: BrowserContext, server: Server) -> None:
    talk = a_talk(visitor, server)
    words = {"/email": "Dear Sefa, we regret", f"/practise?talk={talk}": "I am sorry. What did"}
    labels = {"/email": "Your email", f"/practise?talk={talk}": "practice"}
    for path, typed in words.items():
        with window(visitor, server.address) as tab:
            tab.open(path)
            type_on(tab, labels[path], typed)
            close_at_once(tab)
    for path, typed in words.items():
        with window(visitor, server.address) as later:
            later.open(path)
            holds(box(later, labels[path]), typed)


def test_a_line_that_was_said_does_not_come_back(visitor: BrowserContext, server: Server) -> None:
    talk = a_talk(visitor, server)
    with window(visitor, server.address) as tab:
        tab.open(f"/practise?talk={talk}")
        type_on(tab, "practice", "I am sorry about that.")
        tab.say("I am sorry about that.")
    with window(visitor, server.address) as later:
        later.open(f"/practise?talk={talk}")
        later.see("I am sorry about that.")
        holds(box(later, "practice"), "")


def test_of_two_windows_neither_overwrites_the_other_and_both_texts_are_shown(
    visitor: BrowserContext, server: Server
) -> None:
    case = a_case(visitor, server)
    with window(visitor, server.address) as here, window(visitor, server.address) as there:
        here.open(f"/situation?case={case}")
        there.open(f"/situation?case={case}")
        here.write("Your note", NOTE + " Written here.")
        field = box(there, "Your note")
        field.fill(NOTE + " Written there.")
        field.blur()
        there.page.get_by_text("Your last change is not in here yet").wait_for()
        holds(field, NOTE + " Written here.")
        there.page.get_by_role("button", name="Keep mine as a copy").click()
        holds(field, NOTE + " Written there.")
        assert there.named("case") != case
    with window(visitor, server.address) as later:
        later.open(f"/situation?case={case}")
        holds(box(later, "Your note"), NOTE + " Written here.")


def keeps(words: str) -> Callable[[Response], bool]:
    """Return whether an answer says that words were kept which end like this."""

    def kept(response: Response) -> bool:
        sent = response.request.post_data or ""
        return response.url.endswith("/typed") and response.status == 204 and words in sent

    return kept


def test_typed_words_outlive_a_server_that_was_killed(
    visitor: BrowserContext, tmp_path: Path
) -> None:
    port, email = free_port(), "Dear Sefa, the page"
    with ExitStack() as stack:
        first = stack.enter_context(served(tmp_path, port))
        closed = stack.enter_context(window(visitor, first.address))
        closed.open("/email")
        with closed.page.expect_response(keeps(email), timeout=PATIENCE):
            type_on(closed, "Your email", email)
        left_open = stack.enter_context(window(visitor, first.address))
        left_open.open("/situation")
        type_on(left_open, "Your note", NOTE)
        first.process.kill()
        first.process.wait()
        close_at_once(closed)
        # The window that stays open goes on trying until somebody listens.
        with left_open.page.expect_response(keeps(NOTE), timeout=PATIENCE):
            stack.enter_context(served(tmp_path, port))
        later = stack.enter_context(window(visitor, first.address))
        later.open("/email")
        holds(box(later, "Your email"), email)
        later.open("/situation")
        holds(box(later, "Your note"), NOTE)

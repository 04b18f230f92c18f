"""A browser window on the app: what a person sees and does, and every request it makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

PATIENCE = 60_000
_IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"


class Window:
    """One tab."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address
        self.requests: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: str = "/") -> None:
        """Go to an address."""
        self.page.goto(self._address + path)
        self.settle()

    def settle(self) -> None:
        """Wait until the page is drawn and nothing runs."""
        self.page.wait_for_selector(_IDLE)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
        # A run may follow at once; two quiet looks in a row mean that none does.
        self.page.wait_for_timeout(300)
        self.page.wait_for_selector(_IDLE)
        assert self.page.get_by_test_id("stException").count() == 0
        assert self.page.get_by_test_id("stAlertContentError").count() == 0

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.settle()

    def press_first(self, name: str) -> None:
        """Press the first of several buttons of one name."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.settle()

    def go(self, name: str) -> None:
        """Choose a page in the navigation."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
        self.settle()

    def write(self, label: str, text: str) -> None:
        """Fill a field and leave it."""
        field = self.page.get_by_label(label, exact=True).first
        field.fill(text)
        field.blur()
        self.settle()

    def say(self, text: str) -> None:
        """Say something in a rehearsal."""
        box = self.page.get_by_test_id("stChatInputTextArea")
        box.fill(text)
        box.press("Enter")
        expect(self.page.get_by_test_id("stChatMessage").filter(has_text=text)).to_be_visible(
            timeout=PATIENCE
        )
        self.settle()

    def named(self, key: str) -> str:
        """Return what the address names, waiting until it does."""
        self.page.wait_for_url(f"**{key}=*")
        return parse_qs(urlsplit(self.page.url).query)[key][0]

    def field_of(self, words: str) -> tuple[Locator, str]:
        """Return the field of the fact that holds these words or a part of them, and its value."""
        best: tuple[Locator, str] | None = None
        for field in self.page.locator('[class*="st-key-fact_"] input[type="text"]').all():
            value = field.input_value()
            if value and value in words and (best is None or len(value) > len(best[1])):
                best = (field, value)
        assert best is not None, f"no field holds {words!r}"
        return best

    def correct(self, was: str, should_be: str) -> None:
        """Put a fact right in its field."""
        field, value = self.field_of(was)
        before, after = was.split(value, 1)
        field.fill(should_be[len(before) : len(should_be) - len(after)])
        field.blur()
        self.settle()

    def text(self) -> str:
        """Return all that the page says, folded tabs included."""
        return str(self.page.get_by_test_id("stMain").evaluate("element => element.textContent"))

    def outside(self) -> list[str]:
        """Return the requests that did not stay on this machine."""
        near = (self._address, self._address.replace("http", "ws", 1), "data:", "blob:", "about:")
        return [request for request in self.requests if not request.startswith(near)]


@contextmanager
def window(browser: Browser, address: str, width: int = 1280) -> Iterator[Window]:
    """Open a fresh window, as another visit would; it is closed at the end."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    try:
        yield Window(context.new_page(), address)
    finally:
        context.close()

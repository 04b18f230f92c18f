"""A browser window on the app: what a person sees and does, and every request it makes."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, TimeoutError, expect

PATIENCE = 60_000
_IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"


class Window:
    """One tab."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.requests: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path: str = "/") -> None:
        """Go to an address."""
        self.page.goto(self.address + path)
        self.settle()

    def still(self) -> None:
        """Wait until the page is drawn and nothing runs; no exception may show."""
        self.page.wait_for_selector(_IDLE)
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
        # A run may follow at once; two quiet looks in a row mean that none does.
        self.page.wait_for_timeout(300)
        self.page.wait_for_selector(_IDLE)
        assert self.page.get_by_test_id("stException").count() == 0

    def settle(self) -> None:
        """Wait until the page is drawn, and see that it shows no error of ours either."""
        self.still()
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
        """Return the field of the fact that these words are about, and its value."""
        found = [
            (field, value)
            for field in self.page.locator('[class*="st-key-fact_"] input[type="text"]').all()
            if (value := field.input_value()) and (value in words or words in value)
        ]
        numbers = [(field, value) for field, value in found if any(map(str.isdigit, value))]
        assert numbers, f"no field holds {words!r}"
        return max(numbers, key=lambda one: len(one[1]))

    def correct(self, was: str, should_be: str) -> None:
        """Put a fact right in its field."""
        field, value = self.field_of(was)
        if was in value:
            now = value.replace(was, should_be)
        else:
            before, after = was.split(value, 1)
            now = should_be[len(before) : len(should_be) - len(after)]
        field.fill(now)
        field.blur()
        self.settle()

    def choose(self, label: str, option: str) -> None:
        """Choose from a list, opening it again where the page was drawn anew under the click."""
        self.settle()
        box = self.page.get_by_role("combobox", name=label)
        wanted = self.page.get_by_role("option", name=option, exact=True)
        box.click()
        try:
            wanted.wait_for(timeout=5000)
        except TimeoutError:
            box.click()
        wanted.click()
        self.settle()

    def text(self) -> str:
        """Return all that the page says, folded tabs included."""
        view = self.page.get_by_test_id("stAppViewContainer")
        return str(view.evaluate("element => element.textContent"))

    def see(self, words: str) -> None:
        """Wait until the page says something."""
        self.page.get_by_text(words).first.wait_for()
        self.settle()

    def is_cut_off(self) -> bool:
        """Return whether anything reaches past the right edge of the screen."""
        wide = "element => element.scrollWidth > element.clientWidth + 1"
        return any(view.evaluate(wide) for view in self.page.locator("html, .stMain").all())

    def outside(self) -> list[str]:
        """Return the requests that did not stay on this machine."""
        near = (self.address, self.address.replace("http", "ws", 1), "data:", "blob:", "about:")
        return [request for request in self.requests if not request.startswith(near)]


@contextmanager
def window(context: BrowserContext, address: str) -> Iterator[Window]:
    """Open a tab, a new session to the app; it is closed at the end."""
    page = context.new_page()
    try:
        yield Window(page, address)
    finally:
        page.close()

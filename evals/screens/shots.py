"""The pages, and one look at each: in both themes, at the width of a desk and of a phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from evals.screens.stage import Kept

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
WIDTHS = (1280, 390)
_HEIGHT = {1280: 900, 390: 844}
_TALLEST = 9000
_PATIENCE = 60_000
_CHROMIUM = "/usr/bin/chromium"
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
_DRAWN = "() => document.querySelectorAll('[data-testid=stSkeleton]').length === 0"
# Streamlit scrolls an inner box; the window must grow to the content for a whole page.
_TALL = """() => Math.max(...[...document.querySelectorAll(
  '[data-testid=stMain], [data-testid=stAppScrollToBottomContainer], .stMain')]
  .map(box => box.scrollHeight), 0)"""
# What reaches past the right edge, outside boxes that scroll by themselves.
_CUT = """() => [...document.querySelectorAll('.stMain *')].filter(element => {
  const box = element.getBoundingClientRect();
  if (!box.width || !box.height || box.right <= window.innerWidth + 1) return false;
  for (let up = element.parentElement; up; up = up.parentElement)
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX)
        && !up.matches('.stMain, .stMain > *, .stAppViewContainer')) return false;
  return getComputedStyle(element).visibility !== 'hidden';
}).map(element => (element.className || element.tagName) + ': ' +
  element.textContent.slice(0, 60))"""


@dataclass(frozen=True)
class Shot:
    """A page in one state."""

    name: str
    path: str
    tab: str = ""
    press: str = ""


EMPTY = (
    Shot("first-visit", "/"),
    Shot("situation-empty", "/situation"),
    Shot("pack-empty", "/pack"),
    Shot("practise-empty", "/practise"),
    Shot("email-empty", "/email"),
)


def filled(kept: Kept) -> tuple[Shot, ...]:
    """Return the pages that show what somebody keeps."""
    pack = f"/pack?case={kept.case}"
    return (
        Shot("today", "/"),
        Shot("situation", f"/situation?case={kept.case}"),
        Shot("pack-say", pack),
        Shot("pack-ways", pack, tab="Ways forward"),
        Shot("pack-before", pack, tab="Before you speak"),
        Shot("pack-after", pack, tab="Afterwards"),
        Shot("pack-documents", pack, tab="Documents"),
        Shot("pack-checklist", pack, tab="Checklist"),
        Shot("meeting", f"/meeting?case={kept.case}"),
        Shot("practise", f"/practise?case={kept.case}"),
        Shot("rehearsal", f"/practise?talk={kept.talk}"),
        Shot("debrief", f"/practise?talk={kept.ended}"),
        Shot("email", f"/email?email={kept.email}"),
        Shot("guidance", "/guidance?q=they+shout+at+me"),
        Shot("settings", "/settings"),
    )


class Looker:
    """One window of one width in one theme."""

    def __init__(self, page: Page, address: str, width: int) -> None:
        self.page = page
        self._address = address
        self._width = width

    def open(self, shot: Shot) -> None:
        """Open a page in its state, and wait until it is drawn."""
        self.page.set_viewport_size({"width": self._width, "height": _HEIGHT[self._width]})
        self.page.goto(self._address + shot.path)
        self.settle()
        if shot.tab:
            self.page.get_by_role("tab", name=shot.tab, exact=True).click()
            self.settle()
        if shot.press:
            self.page.get_by_role("button", name=shot.press).first.click()
            self.settle()

    def settle(self) -> None:
        """Wait until nothing runs and nothing is still to come."""
        for _ in range(2):
            self.page.wait_for_selector(_IDLE)
            self.page.wait_for_function(_DRAWN)
            self.page.wait_for_timeout(300)

    def grow(self) -> None:
        """Make the window as tall as the page."""
        tall = min(int(self.page.evaluate(_TALL)), _TALLEST)
        height = max(tall, _HEIGHT[self._width])
        self.page.set_viewport_size({"width": self._width, "height": height})
        self.settle()

    def save(self, file: Path) -> None:
        """Keep a picture of the whole page."""
        self.page.screenshot(path=str(file))

    def cut_off(self) -> list[str]:
        """Return what reaches past the right edge."""
        found: list[str] = self.page.evaluate(_CUT)
        return list(dict.fromkeys(found))[:5]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a browser that asks nothing of the world."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=list(_QUIET))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def looker(browser: Browser, address: str, theme: Theme, width: int) -> Iterator[Looker]:
    """Open a window."""
    context = browser.new_context(
        viewport={"width": width, "height": _HEIGHT[width]}, color_scheme=theme
    )
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    try:
        yield Looker(page, address, width)
    finally:
        context.close()

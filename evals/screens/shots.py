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
_PATIENCE = 180_000
_MOMENT = 300
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
_WEARS = "theme => getComputedStyle(document.querySelector('.stApp')).colorScheme.includes(theme)"
# Colours fade from one theme to the other; halfway they are neither.
_STILL = """() => document.getAnimations().every(one => one.playState !== 'running'
  || one.effect.getComputedTiming().iterations === Infinity)"""
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
        Shot("pack-ways", f"{pack}&tab=Ways+forward"),
        Shot("pack-before", f"{pack}&tab=Before+you+speak"),
        Shot("pack-after", f"{pack}&tab=Afterwards"),
        Shot("pack-documents", f"{pack}&tab=Documents"),
        Shot("pack-checklist", f"{pack}&tab=Checklist"),
        Shot("meeting", f"/meeting?case={kept.case}"),
        Shot("after", f"/after?case={kept.case}"),
        Shot("practise", f"/practise?case={kept.case}"),
        Shot("rehearsal", f"/practise?talk={kept.talk}"),
        Shot("debrief", f"/practise?talk={kept.ended}"),
        Shot("email", f"/email?email={kept.email}"),
        Shot("finding", f"/email?email={kept.email}", press="outside our control"),
        Shot("guidance", "/guidance?q=they+shout+at+me"),
        Shot("team", "/team"),
        Shot("settings", "/settings"),
    )


class Looker:
    """One window, which changes its theme and width without loading the page anew."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address

    def open(self, shot: Shot) -> None:
        """Open a page in its state, at the width of a desk and in the light theme."""
        self.wear("light")
        self.page.set_viewport_size({"width": WIDTHS[0], "height": _HEIGHT[WIDTHS[0]]})
        self.page.goto(self._address + shot.path)
        self.settle()
        if shot.press:
            self.page.get_by_role("button", name=shot.press).first.click()
            self.settle()

    def wear(self, theme: Theme) -> None:
        """Change the theme, as a change of the system's own would."""
        self.page.emulate_media(color_scheme=theme)
        if self.page.locator(".stApp").count():
            self.page.wait_for_function(_WEARS, arg=theme)
            self.page.wait_for_function(_STILL)

    def settle(self) -> None:
        """Wait until nothing runs and nothing is still to come."""
        for _ in range(2):
            self.page.wait_for_selector(_IDLE)
            self.page.wait_for_function(_DRAWN)
            self.page.wait_for_timeout(_MOMENT)

    def fit(self, width: int) -> None:
        """Take a width, and make the window as tall as the page then is."""
        self.page.set_viewport_size({"width": width, "height": _HEIGHT[width]})
        self.page.wait_for_timeout(_MOMENT)
        tall = min(int(self.page.evaluate(_TALL)), _TALLEST)
        self.page.set_viewport_size({"width": width, "height": max(tall, _HEIGHT[width])})
        self.settle()

    def save(self, file: Path) -> None:
        """Keep a picture of the whole page."""
        self.page.screenshot(path=str(file))

    def cut_off(self) -> list[str]:
        """Return what reaches past the right edge."""
        found: list[str] = self.page.evaluate(_CUT)
        return list(dict.fromkeys(found))[:5]

    def tree(self) -> str:
        """Return what a screen reader is told of the page, an element a line."""
        return str(self.page.locator("body").aria_snapshot())


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
def looker(browser: Browser, address: str) -> Iterator[Looker]:
    """Open a window."""
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    try:
        yield Looker(page, address)
    finally:
        context.close()

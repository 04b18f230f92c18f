"""Hostile strings on every page in a real browser: text they are, and nothing else comes of them."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from tests.journeys.hostile import fill, one_of_each, strings
from tests.journeys.window import Window, window
from tests.web.serving import served

pytestmark = pytest.mark.browser

AT_ONCE = 125


def visit(browser: Browser, data: Path, texts: Sequence[str]) -> int:
    """Open every page on the strings; return how many pages were looked at."""
    paths = fill(data, list(texts))
    told: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})

    def dialog(box: Dialog) -> None:
        told.append(f"dialog: {box.message}")
        box.dismiss()

    with served(data) as server, window(context, server.address) as tab:
        tab.page.on("dialog", dialog)
        tab.page.on("pageerror", lambda error: told.append(f"error: {error}"))
        tab.page.on(
            "console",
            lambda line: told.append(line.text) if "Content Security" in line.text else None,
        )
        assert server.get("/healthz").status == 200
        for path in paths:
            _look(tab, path)
            assert told == [], path
            assert tab.outside() == [], path
    context.close()
    return len(paths)


def _look(tab: Window, path: str) -> None:
    """Open a page and everything folded on it."""
    tab.page.goto(tab.address + path)
    tab.still()
    assert tab.page.locator("h1").count() >= 1, path
    folded = tab.page.locator("[data-testid=stExpander] details:not([open]) > summary:visible")
    for _ in range(min(folded.count(), 12)):
        folded.first.click()
        tab.still()


def test_one_string_of_each_family_is_text_on_every_page(browser: Browser, tmp_path: Path) -> None:
    assert visit(browser, tmp_path / "kept", one_of_each()) >= 14


@pytest.mark.soak
def test_every_hostile_string_is_text_on_every_page(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = strings()
    assert len(texts) >= 500
    looked = 0
    for number in range(0, len(texts), AT_ONCE):
        looked += visit(browser, tmp_path / str(number), texts[number : number + AT_ONCE])
        with capsys.disabled():
            print(f"\n{min(number + AT_ONCE, len(texts))} strings, {looked} pages: nothing came")

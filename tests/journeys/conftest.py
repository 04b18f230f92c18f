"""A real Chromium, and the real server in a process of its own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _chromium() -> str | None:
    usual = Path("/usr/bin/chromium")
    return str(usual) if usual.exists() else shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = _chromium()
    if program is None:
        if os.environ.get("CI") == "true":
            pytest.fail("There is no Chromium; the browser tests must not be skipped here.")
        pytest.skip("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        yield running
        running.close()

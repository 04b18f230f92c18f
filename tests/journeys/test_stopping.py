"""What takes long can be stopped, and nothing is lost by it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from coach.config import Settings
from coach.desk import Desk
from coach.services import Services
from tests.journeys.window import PATIENCE, window
from tests.stub_endpoint import serve
from tests.web.serving import served

pytestmark = pytest.mark.browser


def test_a_draft_that_hangs_is_stopped_and_the_one_before_stands(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(Services(Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path)})))
    case = desk.open_example()
    desk.store.preferences.give_consent(case.id, "127.0.0.1")
    before = desk.drafted(case)
    with serve("{}", mode="hang") as stub:
        monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        with served(tmp_path) as server, window(context, server.address) as tab:
            tab.open(f"/pack?case={case.id}")
            tab.page.get_by_role("button", name="Draft again").click()
            stop = tab.page.get_by_role("button", name="Stop", exact=True)
            expect(stop).to_be_visible(timeout=PATIENCE)
            stop.click()
            tab.see("Stopped. Nothing is lost")
            tab.see("Open with this")
        context.close()
    assert desk.drafted(case) == before

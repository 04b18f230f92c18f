"""A model that takes too long can be stopped, and what was there before is still there."""

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from coach.config import Settings
from coach.desk import Desk
from coach.services import Services
from tests.journeys.window import PATIENCE, window
from tests.stub_endpoint import serve
from tests.web.conftest import NOTE
from tests.web.serving import served

pytestmark = pytest.mark.browser


def test_stop_ends_the_wait_for_a_model_and_keeps_the_pack(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()
    with serve(mode="hang") as stub:
        stub.when_asked = asked.set
        monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        desk = Desk(Services(Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path)})))
        case = desk.new_case(NOTE)
        desk.draft(case)
        desk.store.preferences.give_consent(case.id, "127.0.0.1")
        before = desk.pack(case)
        context = browser.new_context()
        with served(tmp_path) as server, window(context, server.address) as tab:
            # The first page loads every room, with a model configured one more.
            tab.page.set_default_timeout(5 * PATIENCE)
            tab.open(f"/pack?case={case.id}")
            tab.page.get_by_role("button", name="Draft again", exact=True).click()
            assert asked.wait(5 * PATIENCE / 1000)
            tab.press("Stop")
            expect(tab.page.get_by_role("button", name="Stop", exact=True)).to_have_count(
                0, timeout=PATIENCE
            )
            assert "The model may take up to 60,000 tokens" in tab.text()
        context.close()
        assert len(stub.requests) == 1
    assert desk.pack(case) == before

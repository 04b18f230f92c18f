"""Two app processes, one PostgreSQL, one Chroma server: a case goes from one to the other and back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.guidance.chroma_server import chroma
from tests.journeys.window import window
from tests.storage.postgres import running
from tests.web.conftest import NOTE
from tests.web.serving import served

pytestmark = pytest.mark.browser


def test_one_case_through_two_processes(browser: Browser, tmp_path: Path) -> None:
    data = tmp_path / "kept"
    with running() as postgres, chroma() as index:
        shared = {"CANDOR_DATABASE_URL": postgres.new_database(), "CANDOR_CHROMA_URL": index}
        with served(data, env=shared) as first, served(data, env=shared) as second:
            assert [one.get("/healthz").status for one in (first, second)] == [200, 200]
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            with window(context, first.address) as here, window(context, second.address) as there:
                here.open("/situation")
                here.write("Your note", NOTE)
                case = here.named("case")
                there.open(f"/situation?case={case}")
                assert there.page.get_by_label("Your note").first.input_value() == NOTE
                there.choose("Whose doing it was", "Ours")
                there.press("Make my case pack")
                there.see("Open with this")
                here.open(f"/pack?case={case}")
                here.see("Open with this")
                there.open("/guidance?q=they+want+it+in+writing")
                there.see("Speak hard news, don't type it")
            context.close()
        for server in (first, second):
            assert server.process.poll() is not None
    assert not (data / "candor.db").exists()
    assert not (data / "index").exists()

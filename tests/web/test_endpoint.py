"""Settings show what the model's endpoint can do, after one short question and ever after."""

import pytest

from tests.stub_endpoint import serve
from tests.web.conftest import Visit, well, words


def test_what_was_found_of_the_endpoint_is_shown_and_still_there_on_the_next_visit(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve('{"ready": true}') as stub:
        monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        stub.refuses = ("response_format",)
        app = visit("settings")
        assert "JSON mode" not in words(app)
        app.button(key="settings.try").click()
        well(app.run())
        assert len(app.success) == 1
        assert "JSON mode: no" in words(app)
        asked = len(stub.requests)
        assert "JSON mode: no" in words(visit("settings"))
        assert len(stub.requests) == asked

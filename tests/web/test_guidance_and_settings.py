from pathlib import Path

import pytest

from coach.desk import Desk
from tests.web.conftest import Visit, well, words


def test_a_question_finds_passages_with_their_sources(visit: Visit) -> None:
    app = visit("guidance")
    app.text_input(key="guidance.query").input("the client is shouting at me, what do I do")
    well(app.run())
    assert "Practice " in words(app)
    assert app.query_params["q"]


def test_the_method_can_be_read_without_a_question(visit: Visit) -> None:
    app = visit("guidance")
    assert len([box for box in app.expander if "(" in box.label]) >= 10


def test_a_document_is_added_and_removed(visit: Visit, desk: Desk) -> None:
    app = visit("guidance")
    app.file_uploader(key="guidance.files.0").upload(
        "terms.md", b"# Terms\n\nWe redo it within 5 days."
    )
    well(app.run())
    assert [document.name for document in desk.services.guidance.documents()] == ["terms.md"]
    assert "terms.md" in words(app)
    app.button(key="guidance.remove.terms.md").click()
    well(app.run())
    assert desk.services.guidance.documents() == ()


def test_a_document_that_cannot_be_read_is_said_in_one_sentence(visit: Visit) -> None:
    app = visit("guidance")
    app.file_uploader(key="guidance.files.0").upload("broken.docx", b"not a Word file")
    well(app.run())
    assert len(app.error) == 1


def test_the_profile_is_kept_field_by_field(visit: Visit, desk: Desk) -> None:
    app = visit("settings")
    app.text_input(key="settings.name").input("Jo Marsh")
    app.radio(key="settings.spelling").set_value("us")
    well(app.run())
    kept = desk.store.preferences.profile()
    assert (kept.name, kept.spelling) == ("Jo Marsh", "us")
    assert visit("settings").text_input(key="settings.name").value == "Jo Marsh"


def test_a_word_of_the_company_is_added_and_taken_back(visit: Visit, desk: Desk) -> None:
    app = visit("settings")
    app.text_input(key="settings.word").input("sprint")
    well(app.run())
    assert desk.store.preferences.allowed_words() == ("sprint",)
    app.button(key="settings.flag.sprint").click()
    well(app.run())
    assert desk.store.preferences.allowed_words() == ()


def test_without_a_model_settings_say_that_none_is_needed(visit: Visit, tmp_path: Path) -> None:
    shown = words(visit("settings"))
    assert "none is needed" in shown


def test_a_model_half_set_up_is_said_on_the_page(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    app = visit("settings")
    assert any("no model is named" in warning.value for warning in app.warning)

"""A model is asked only after a yes, case by case, and its silence costs nothing."""

from collections.abc import Iterator

import pytest

from coach.desk import Desk
from tests.stub_endpoint import Stub, serve
from tests.web.conftest import EMAIL, NOTE, Visit, well, words


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    with serve("{}", mode="500") as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        yield running


def test_before_a_yes_nothing_is_sent(visit: Visit, desk: Desk, stub: Stub) -> None:
    case = desk.new_case(NOTE)
    app = visit("situation", case=case.id)
    app.button(key="situation.draft").click()
    well(app.run())
    assert "May this case be sent to 127.0.0.1?" in words(app)
    assert stub.requests == []


def test_after_a_yes_the_model_is_asked_and_its_failure_is_said_beside_the_draft(
    visit: Visit, desk: Desk, stub: Stub
) -> None:
    case = desk.new_case(NOTE)
    desk.draft(case)
    app = visit("pack", case=case.id)
    app.button(key="consent.give").click()
    well(app.run())
    app.button(key="pack.draft").click()
    well(app.run())
    assert stub.requests
    assert app.title[0].value == "What to say and what to offer"
    assert app.info
    assert not app.error


def test_a_yes_for_one_case_is_none_for_another_and_can_be_taken_back(
    visit: Visit, desk: Desk, stub: Stub
) -> None:
    first, second = desk.new_case(NOTE), desk.new_case(NOTE)
    for case in (first, second):
        desk.draft(case)
    app = visit("pack", case=first.id)
    app.button(key="consent.give").click()
    well(app.run())
    assert app.button(key="consent.stop")
    assert visit("pack", case=second.id).button(key="consent.give")
    app.button(key="consent.stop").click()
    well(app.run())
    assert app.button(key="consent.give")


def test_an_email_is_looked_at_here_until_there_is_a_yes(visit: Visit, stub: Stub) -> None:
    app = visit("email")
    app.text_area(key="email.new").input(EMAIL)
    well(app.run())
    assert "May this email be sent" in words(app)
    assert stub.requests == []


def test_the_endpoint_can_be_tried_from_settings(visit: Visit, stub: Stub) -> None:
    app = visit("settings")
    app.button(key="settings.try").click()
    well(app.run())
    assert len(app.error) == 1
    stub.mode = "good"
    stub.answers = ["ready"]
    app.button(key="settings.try").click()
    well(app.run())
    assert len(stub.requests) >= 1

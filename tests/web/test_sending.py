"""What would be sent can be seen before a yes; what was sent can be seen after it."""

import json
import os
from collections.abc import Iterator

import pytest

from coach.config import Settings
from coach.desk import Desk
from coach.services import Services
from tests.model.answering import helpful
from tests.stub_endpoint import Stub, serve
from tests.web.conftest import EMAIL, NOTE, Visit, well, words

NAMES = ("Delia", "Ferrow", "Garden Centres")


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    with serve(helpful) as running:
        monkeypatch.setenv("OPENAI_BASE_URL", running.url)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        yield running


def test_before_a_yes_the_page_shows_what_would_go_and_sends_nothing(
    visit: Visit, desk: Desk, stub: Stub
) -> None:
    case = desk.new_case(NOTE)
    desk.draft(case)
    app = visit("pack", case=case.id)
    shown = words(app)
    assert "127.0.0.1" in shown and "£1,900" in shown
    app.toggle(key=f"sending.before.{case.id}").set_value(True)
    well(app.run())
    would_go = "\n".join(code.value for code in app.code if code.value.startswith("system:"))
    assert would_go.count("system:") == 4
    assert not [name for name in NAMES if name in would_go]
    assert stub.requests == []


def test_every_call_is_kept_letter_for_letter_beside_its_case(
    visit: Visit, desk: Desk, stub: Stub
) -> None:
    case = desk.new_case(NOTE)
    desk.draft(case)
    app = visit("pack", case=case.id)
    app.button(key="consent.give").click()
    well(app.run())
    app.button(key="pack.draft").click()
    well(app.run())
    kept = desk.store.sent.all(case.id)
    assert [call.task for call in reversed(kept)] == ["document", "options", "script", "follow_up"]
    for call, body in zip(reversed(kept), stub.requests, strict=True):
        parts = [f"{m['role']}:\n{m['content']}" for m in body["messages"]]
        assert call.text == "\n\n".join(parts)
        assert (call.host, call.model) == ("127.0.0.1", "stub")
    assert not [name for name in NAMES if name in json.dumps(stub.requests)]
    app.toggle(key=f"sending.after.{case.id}").set_value(True)
    well(app.run())
    assert {call.text for call in kept} <= {code.value for code in app.code}
    desk.store.erasing.case(case.id)
    assert desk.store.sent.all(case.id) == ()


def test_an_email_and_a_rehearsal_are_asked_for_and_kept_too(
    visit: Visit, desk: Desk, stub: Stub
) -> None:
    email = desk.new_email(EMAIL)
    app = visit("email", email=email.id)
    app.button(key="consent.give").click()
    well(app.run())
    app.button(key="email.again").click()
    well(app.run())
    assert [call.task for call in desk.store.sent.all(email.id)] == ["rewrite"]
    scenario = desk.services.practice.scenarios()[0]
    talk = desk.rehearse(scenario.client, seed=0, scenario=scenario.id)
    app = visit("practise", talk=talk.id)
    assert "May this rehearsal be sent to 127.0.0.1?" in words(app)
    app.button(key="consent.give").click()
    well(app.run())
    app.chat_input(key="practise.say").set_value("I am sorry, that was our mistake.")
    well(app.run())
    assert desk.store.sent.all(talk.id)[0].task == "client_line"
    assert "Delia" not in json.dumps(stub.requests)
    assert scenario.client.name.split()[-1] not in json.dumps(stub.requests)


def test_what_the_user_lists_is_hidden_everywhere(visit: Visit, desk: Desk, stub: Stub) -> None:
    app = visit("settings")
    app.text_input(key="settings.private").input("till with a dead coupon")
    well(app.run())
    app.text_input(key="settings.private").input("learnings")
    well(app.run())
    case, email = desk.new_case(NOTE), desk.new_email(EMAIL)
    for subject in (case.id, email.id):
        desk.store.preferences.give_consent(subject, "127.0.0.1")
    before = len(stub.requests)
    with_model = Desk(Services(Settings.from_env(os.environ)))
    with_model.draft(case)
    with_model.rewrite_email(email, EMAIL)
    sent = json.dumps(stub.requests[before:])
    assert "dead coupon" not in sent and "learnings" not in sent
    pack = with_model.pack(case)
    assert pack and "dead coupon" in str(pack.document)
    app = visit("settings")
    app.button(key="settings.private.learnings").click()
    well(app.run())
    assert desk.store.preferences.private_names() == ("till with a dead coupon",)

"""What one person may do in a minute: said plainly when reached, and nothing is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from coach.config import PersonLimits, Settings
from coach.desk import Desk
from coach.desk.people import person_of
from coach.desk.quota import Quota
from coach.domain.people import Person
from coach.errors import AccessError, InputError, LimitError, ModelNotAsked, SetupError
from coach.services import Services
from tests.web.conftest import NOTE, Visit, words


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_quota_comes_back_with_time() -> None:
    clock = Clock()
    quota = Quota(PersonLimits(saves=2, model_calls=1), clock)
    quota.spend("saves")
    clock.now = 30.0
    quota.spend("saves")
    with pytest.raises(LimitError, match="2 times within a minute"):
        quota.spend("saves")
    clock.now = 60.0
    quota.spend("saves")
    with pytest.raises(LimitError):
        quota.spend("saves")
    quota.spend_model_call()
    with pytest.raises(ModelNotAsked, match="asked 1 times"):
        quota.spend_model_call()


def test_no_limit_is_none() -> None:
    quota = Quota(PersonLimits(saves=0, characters=0))
    for _ in range(1000):
        quota.spend("saves")
    assert len(quota.text("x" * 100_000)) == 100_000


def limited(folder: Path, **limits: int) -> Services:
    settings = Settings.from_env({"CANDOR_DATA_DIR": str(folder)})
    return Services(replace(settings, limits=replace(PersonLimits(), **limits)))


def test_one_persons_limit_is_not_anothers(tmp_path: Path) -> None:
    services = limited(tmp_path, saves=1, characters=60)
    jo, sam = (Desk(services, Person(id=name)) for name in ("jo", "sam"))
    jo.new_email("Dear Sefa")
    with pytest.raises(LimitError, match="not saved yet"):
        jo.new_email("Dear Odile")
    sam.new_email("Dear Wim")
    assert [len(desk.store.emails.all()) for desk in (jo, sam)] == [1, 1]
    with pytest.raises(InputError, match="longer than 60 characters"):
        Desk(services, Person(id="third")).new_case("x" * 61)


def test_a_draft_that_is_refused_leaves_the_new_words_kept(tmp_path: Path) -> None:
    desk = Desk(limited(tmp_path, drafts=1))
    email = desk.rewrite_email(
        desk.new_email("Dear Sefa, we were late."), "Dear Sefa, we were late."
    )
    with pytest.raises(LimitError, match="not begun"):
        desk.rewrite_email(email, "Dear Sefa, we were three days late.")
    assert desk.store.emails.get(email.id).original == "Dear Sefa, we were three days late."


def test_the_page_says_it_and_keeps_what_was_typed(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANDOR_SAVES_A_MINUTE", "1")
    app = visit("situation")
    app.text_area(key="situation.text").set_value(NOTE)
    app.run()
    app.text_area(key="situation.text").set_value(NOTE + " More.")
    app.run()
    assert "You saved 1 times within a minute" in words(app)
    assert app.text_area(key="situation.text").value == NOTE + " More."


def test_a_line_that_is_refused_is_back_in_its_box(visit: Visit, desk: Desk) -> None:
    scenario = desk.services.practice.scenarios()[0]
    talk = desk.rehearse(scenario.client, seed=1)
    app = visit("practise", talk=talk.id)
    too_long = "I am sorry. " * 5_000
    app.chat_input(key="practise.say").set_value(too_long)
    app.run()
    assert "longer than 50,000 characters" in words(app)
    assert app.chat_input(key="practise.say").proto.value == too_long.strip()
    assert desk.store.talks.get(talk.id).talk.turns == ()


SIGN_IN = {
    "CANDOR_SIGN_IN_PROVIDER": "https://login.example",
    "CANDOR_SIGN_IN_CLIENT_ID": "candor",
    "CANDOR_SIGN_IN_CLIENT_SECRET": "hush",
}


def test_half_a_sign_in_is_refused_and_its_secret_is_shown_nowhere() -> None:
    whole = Settings.from_env(SIGN_IN)
    assert whole.sign_in is not None and "hush" not in repr(whole)
    assert whole.sign_in.provider == "https://login.example/.well-known/openid-configuration"
    for name in SIGN_IN:
        with pytest.raises(SetupError, match=name):
            Settings.from_env({key: value for key, value in SIGN_IN.items() if key != name})
    with pytest.raises(SetupError, match="https"):
        Settings.from_env({**SIGN_IN, "CANDOR_SIGN_IN_PROVIDER": "http://login.example"})


def test_other_machines_are_served_only_with_sign_in_or_when_told() -> None:
    Settings.from_env({}).check_listening("127.0.0.1")
    with pytest.raises(SetupError, match="single-user installation"):
        Settings.from_env({}).check_listening("0.0.0.0")
    Settings.from_env({"CANDOR_ALLOW_REMOTE": "1"}).check_listening("0.0.0.0")
    with pytest.raises(SetupError, match="at which address"):
        Settings.from_env(SIGN_IN).check_listening("0.0.0.0")
    public = {"CANDOR_PUBLIC_ADDRESS": "https://candor.example.com"}
    Settings.from_env({**SIGN_IN, **public}).check_listening("0.0.0.0")


def test_who_somebody_is_goes_by_issuer_and_subject_and_only_certain_addresses_count() -> None:
    sign_in = Settings.from_env(SIGN_IN).sign_in
    claims: dict[str, object] = {"is_logged_in": True, "iss": "a", "sub": "1", "email": "Jo@x.com"}
    jo = person_of({**claims, "email_verified": True}, sign_in)
    assert jo.email == "jo@x.com"
    assert person_of(claims, sign_in).email == ""
    assert person_of({**claims, "iss": "b"}, sign_in).id != jo.id
    assert person_of({}, None) == Person()
    for nobody in ({}, {"sub": "1"}, {**claims, "is_logged_in": False}, {**claims, "sub": ""}):
        with pytest.raises(AccessError):
            person_of(nobody, sign_in)
    only = Settings.from_env({**SIGN_IN, "CANDOR_SIGN_IN_ALLOW": "@x.com"}).sign_in
    assert person_of({**claims, "email_verified": True}, only).email == "jo@x.com"
    for wrong in ({}, {"email_verified": True, "email": "jo@x.com.evil.example"}):
        with pytest.raises(AccessError, match="may not use"):
            person_of({**claims, **wrong}, only)

"""Two people sign in at a provider, in a real browser: each sees their own work and no other's."""

import http.client
import json
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.journeys.window import PATIENCE, Window, window
from tests.web.serving import Server, free_port, served

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from oidc_provider_mock import User, run_server_in_thread

pytestmark = pytest.mark.browser

NOTE = "We promised Larkspur Dental their booking page for 4 May and it is still not there."
OURS = {"odile": "odile@linden.example", "wim": "wim@linden.example"}
OUTSIDER = {"mallory": "mallory@elsewhere.example"}


@dataclass(frozen=True)
class Place:
    """The app, and the name by which browsers reach it."""

    server: Server
    provider: str

    @property
    def address(self) -> str:
        return f"http://localhost:{self.server.port}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    people = [
        User(sub=name, claims={"email": email, "email_verified": True, "name": name.title()})
        for name, email in (OURS | OUTSIDER).items()
    ]
    with ExitStack() as stack:
        provider = stack.enter_context(run_server_in_thread(port=free_port(), user_claims=people))
        at = f"http://localhost:{provider.server_port}"
        settings = {
            "CANDOR_SIGN_IN_PROVIDER": at,
            "CANDOR_SIGN_IN_CLIENT_ID": "candor",
            "CANDOR_SIGN_IN_CLIENT_SECRET": "a secret of the test",
            "CANDOR_SIGN_IN_ALLOW": "@linden.example",
        }
        folder = tmp_path_factory.mktemp("together")
        yield Place(stack.enter_context(served(folder, env=settings)), at)


@contextmanager
def signed_in(browser: Browser, place: Place, who: str) -> Iterator[tuple[BrowserContext, Window]]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        with window(context, place.address) as tab:
            tab.open("/")
            tab.see("You sign in at localhost")
            tab.page.get_by_role("button", name="Sign in", exact=True).click()
            tab.page.wait_for_url(f"{place.provider}/**")
            tab.page.get_by_role("button", name=who, exact=True).first.click()
            tab.page.wait_for_url(f"{place.address}/**")
            tab.settle()
            yield context, tab
    finally:
        context.close()


def typed(place: Place, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", place.server.port, timeout=60)
    try:
        body = json.dumps({"pass": "x.{}", "text": "words", "step": 1})
        connection.request("POST", "/typed", body, {"Host": place.address[7:], **headers})
        return connection.getresponse().status
    finally:
        connection.close()


def test_each_person_sees_their_own_work_and_what_was_shared(
    browser: Browser, place: Place
) -> None:
    with ExitStack() as stack:
        _, odile = stack.enter_context(signed_in(browser, place, "odile"))
        odile.open("/situation")
        field = odile.page.get_by_label("Your note", exact=True).first
        with odile.page.expect_response(lambda answer: answer.url.endswith("/typed")) as kept:
            field.press_sequentially("We promised")
        assert kept.value.status == 204
        odile.write("Your note", NOTE)
        case = odile.named("case")

        _, wim = stack.enter_context(signed_in(browser, place, "wim"))
        assert "Larkspur" not in wim.text()
        for page in ("situation", "pack", "practise", "meeting", "after"):
            wim.page.goto(f"{place.address}/{page}?case={case}")
            expect(wim.page.get_by_text("There is nothing here any more")).to_be_visible(
                timeout=PATIENCE
            )
            assert "Larkspur" not in wim.text(), page

        odile.open("/")
        odile.press("More")
        odile.write("Share it with (their email address)", "Wim@Linden.example")
        odile.press("Share")
        odile.see("Shared with Wim@Linden.example")
        wim.open("/")
        wim.see("from Odile (odile@linden.example)")
        wim.press("Open")
        wim.see("Larkspur Dental")

        odile.go("Settings")
        odile.see("You are signed in as Odile (odile@linden.example)")
        odile.page.get_by_role("button", name="Sign out").click()
        odile.page.wait_for_load_state()


def test_an_account_of_elsewhere_and_nobody_at_all_see_nothing(
    browser: Browser, place: Place
) -> None:
    with signed_in(browser, place, "mallory") as (_, tab):
        tab.see("may not use this installation")
        assert tab.page.get_by_test_id("stTopNavLink").count() == 0
    stranger = browser.new_context()
    with window(stranger, place.address) as tab:
        tab.open("/settings")
        tab.see("You sign in at localhost")
        assert tab.page.get_by_test_id("stTopNavLink").count() == 0
    stranger.close()
    assert typed(place, {"Origin": place.address}) == 403
    forged = {"Origin": place.address, "Cookie": "_streamlit_user=forged"}
    assert typed(place, forged) == 403

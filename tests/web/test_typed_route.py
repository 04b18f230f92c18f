"""The route for what is being typed, over real HTTP: who may keep what."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.config import Settings
from coach.desk import Desk
from coach.domain.people import Person
from coach.services import Services
from coach.web.typed_route import MOST_BYTES
from tests.web.serving import Server, served

JO = Person(id="jo", name="Jo", email="jo@example.com")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("typed")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Server]:
    with served(folder) as running:
        yield running


@pytest.fixture(scope="module")
def keeper(folder: Path, server: Server) -> Desk:
    """A desk over the server's own data folder."""
    return Desk(Services(Settings.from_env({"CANDOR_DATA_DIR": str(folder)})))


def post(server: Server, body: bytes, origin: str | None = "own", method: str = "POST") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        named = server.address if origin == "own" else origin
        headers = {"Content-Type": "application/json", **({"Origin": named} if named else {})}
        connection.request(method, "/typed", body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def message(signed: str, text: str = "We were late", step: object = 1) -> bytes:
    return json.dumps({"pass": signed, "text": text, "step": step}).encode()


def words(keeper: Desk, slot: str) -> list[str]:
    return [typed.text for typed in keeper.store.typed.of(slot)]


def test_words_with_a_pass_are_kept_for_their_owner_and_field(server: Server, keeper: Desk) -> None:
    signed = keeper.typing.pass_for("email:new", "tab", "", "")
    assert post(server, message(signed, "Dear Jo 💐 \x00", 2)) == 204
    assert words(keeper, "email:new") == ["Dear Jo 💐 "]
    assert words(Desk(keeper.services, JO), "email:new") == []
    assert post(server, message(signed, "overtaken", 1)) == 204
    assert words(keeper, "email:new") == ["Dear Jo 💐 "]


def test_a_pass_of_somebody_else_is_refused(server: Server, keeper: Desk) -> None:
    jo = Desk(keeper.services, JO)
    assert post(server, message(jo.typing.pass_for("note:new", "tab", "", ""))) == 403
    assert words(jo, "note:new") == words(keeper, "note:new") == []


@pytest.mark.parametrize(
    "origin", [None, "", "null", "https://elsewhere.example", "http://127.0.0.1:1", "file://"]
)
def test_a_page_from_elsewhere_may_keep_nothing(
    server: Server, keeper: Desk, origin: str | None
) -> None:
    signed = keeper.typing.pass_for("elsewhere:new", "tab", "", "")
    assert post(server, message(signed), origin) == 403
    assert words(keeper, "elsewhere:new") == []


def test_a_pass_that_was_tampered_with_is_refused(server: Server, keeper: Desk) -> None:
    signed = keeper.typing.pass_for("note:new", "tab", "", "")
    for forged in (
        signed.replace('"owner":""', '"owner":"boss"'),
        signed.replace("note:new", "note:123"),
        signed[1:],
        signed.partition(".")[2],
        "",
        "é.{}",
    ):
        assert post(server, message(forged)) == 403, forged
    assert words(keeper, "note:new") == words(keeper, "note:123") == []


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b"\xff", b'{"pass": "x", "text": "y", "step": "z"}', b"[" * 50_000],
    ids=["empty", "list", "no fields", "no text", "no number", "deep"],
)
def test_what_is_no_message_is_refused(server: Server, body: bytes) -> None:
    assert post(server, body) == 400


@pytest.mark.parametrize("step", [-1, 2**60])
def test_a_step_that_is_none_is_refused(server: Server, keeper: Desk, step: int) -> None:
    signed = keeper.typing.pass_for("step:new", "tab", "", "")
    assert post(server, message(signed, step=step)) == 400


def test_too_much_is_refused_and_the_longest_text_is_not(server: Server, keeper: Desk) -> None:
    signed = keeper.typing.pass_for("long:new", "tab", "", "")
    assert post(server, message(signed, "x" * MOST_BYTES)) == 413
    assert words(keeper, "long:new") == []
    body = {"pass": signed, "text": "💐" * 50_000, "step": 1}
    assert post(server, json.dumps(body, ensure_ascii=False).encode()) == 204
    assert [len(text) for text in words(keeper, "long:new")] == [50_000]


def test_only_sending_is_allowed(server: Server) -> None:
    assert post(server, b"", method="PUT") == 405


def test_committed_words_do_not_come_back_with_a_late_message(server: Server, keeper: Desk) -> None:
    signed = keeper.typing.pass_for("late:new", "tab", "", "")
    post(server, message(signed, "We were", 1))
    keeper.typing.settle("late:new", "tab", "We were late")
    assert post(server, message(signed, "We were late", 2)) == 204
    assert words(keeper, "late:new") == []
    assert post(server, message(signed, "We were late again", 3)) == 204
    assert words(keeper, "late:new") == ["We were late again"]

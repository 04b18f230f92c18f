"""Hostile texts, each through a model that obeys them: the defence is tested, not the model.

An obeyed attack must leave no trace: every part is the built-in one, the practice state has not moved,
nothing was asked of any other host, and what is shown is text.
"""

import base64
import codecs
import json
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from coach.config import Settings
from coach.domain.language import Rewrite
from coach.domain.situation import CaseInput
from coach.errors import InputError
from coach.services import Services
from coach.web import safe
from tests.model.answering import draft_in
from tests.stub_endpoint import Stub, serve
from tests.web.conftest import NOTE, ROOT, Visit, well, words
from tests.web.test_safe import ALIVE, Tags

MARK = "marzipan"
"""Stands before every attack, to see that it reached the model."""
SECRET = "My boss says between us that we cannot lose this account, whatever it costs us."
HIDDEN = "My sister Ottilie sold the zeppelin hangar to pay for the whiteboards."
FAMILIES: dict[str, list[dict[str, str]]] = yaml.safe_load(
    (ROOT / "tests/attacks.yaml").read_text(encoding="utf-8")
)
ATTACKS = {
    f"{family}-{number}": attack
    for family, attacks in FAMILIES.items()
    for number, attack in enumerate(attacks)
}
FIRST = [f"{family}-0" for family in FAMILIES]
_OF_THE_CALLS = {"notices", "model_use"}
"""What is told of the calls themselves; all else has to be the built-in part."""
CARRIERS = ("note", "email", "turn")


def _carriers(name: str) -> tuple[str, ...]:
    """Return where an attack makes sense: a client can only be unmasked in a talk."""
    if name.startswith("persona") or ATTACKS[name].get("only") == "turn":
        return ("turn",)
    return CARRIERS if "{secret}" not in ATTACKS[name]["answer"] else ("note", "turn")


_BLOCK = re.compile(r"<([a-z_]+)>\n.*?\n</\1>", re.DOTALL)
"""What a prompt is filled with; all else in it is Candor's own."""
TABLE = [(name, carrier) for name in ATTACKS for carrier in _carriers(name)]


@dataclass
class Obedient:
    """A model that does whatever the attack wants."""

    answer: str
    secret: str
    replies: list[tuple[str, str]] = field(default_factory=list)
    """What was to be said, and the whole reply with it in."""

    def __call__(self, body: dict[str, Any]) -> str:
        ours = "\n".join(_BLOCK.sub("", m["content"]) for m in body["messages"][:2])
        payload = filled(self.answer, ours, self.secret)
        try:
            draft = json.loads(draft_in(body))
        except ValueError:
            reply = payload
        else:
            reply = json.dumps(_obeyed(draft, payload), ensure_ascii=False)
        self.replies.append((payload, reply))
        return reply


def filled(answer: str, prompt: str, secret: str) -> str:
    sentences = prompt.replace("\n", " ").split(". ")
    start, end = ". ".join(sentences[:2]), ". ".join(sentences[-2:])
    forms = {
        "prompt": prompt,
        "prompt_start": start,
        "prompt_end": end,
        "prompt_capitals": start.upper(),
        "prompt_lines": "\n".join(start.split()),
        "prompt_dashes": "-".join(start.split()),
        "prompt_backwards": prompt[::-1],
        "prompt_rot13": codecs.encode(prompt, "rot13"),
        "prompt_base64": base64.b64encode(prompt.encode()).decode(),
        "prompt_hex": prompt.encode().hex(),
        "secret": secret,
    }
    for name, value in forms.items():
        answer = answer.replace(f"{{{name}}}", value)
    return answer


def _obeyed(draft: dict[str, Any], payload: str) -> dict[str, Any]:
    if "opening" in draft:
        draft["opening"] += f" {payload}"
    elif "options" in draft:
        draft["options"][0]["gives"] += f" {payload}"
    else:
        # A name spelt like the field hides the key itself.
        draft[next(iter(draft))] += f"\n{payload}"
    return draft


@pytest.fixture(scope="session")
def endpoint() -> Iterator[Stub]:
    with serve("{}") as stub:
        yield stub


@pytest.fixture(scope="session")
def candor(endpoint: Stub, tmp_path_factory: pytest.TempPathFactory) -> Services:
    data = tmp_path_factory.mktemp("attacked")
    env = {"CANDOR_DATA_DIR": str(data), "OPENAI_BASE_URL": endpoint.url, "CANDOR_MODEL": "stub"}
    return Services(Settings.from_env(env))


@pytest.fixture
def asked_hosts(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    asked: list[tuple[str, int]] = []
    connect, resolve = socket.socket.connect, socket.getaddrinfo

    def connected(self: socket.socket, address: Any) -> None:
        asked.append(tuple(address[:2]))
        connect(self, address)

    def resolved(host: Any, port: Any, *more: Any, **options: Any) -> Any:
        asked.append((str(host), int(port or 0)))
        return resolve(host, port, *more, **options)

    monkeypatch.setattr(socket.socket, "connect", connected)
    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return asked


def _attack(
    name: str, carrier: str, candor: Services, endpoint: Stub, asked: list[tuple[str, int]]
) -> None:
    attack = ATTACKS[name]
    text = f"{MARK}: {attack['text']}"
    model = Obedient(attack["answer"], SECRET if carrier == "note" else HIDDEN)
    endpoint.requests.clear()
    endpoint.answers = [model]
    with_model, without = _DONE[carrier](candor, text)
    assert model.replies, "the attack was never obeyed"
    for payload, reply in model.replies:
        assert payload in reply or json.dumps(payload, ensure_ascii=False)[1:-1] in reply
    assert any(MARK in str(body["messages"][1:]) for body in endpoint.requests)
    assert all(MARK not in body["messages"][0]["content"] for body in endpoint.requests)
    assert with_model == without
    port = int(endpoint.url.rpartition(":")[2].partition("/")[0])
    assert {where for where in asked if where[0] != "/"} <= {("127.0.0.1", port)}
    for shown in (text, *_texts(with_model)):
        _is_text(shown)


def _note(candor: Services, text: str) -> tuple[object, object]:
    case = CaseInput(text=f"{NOTE} {SECRET} {text}", today="2026-03-09")
    given = candor.prepare(case, engine="model").model_dump(mode="json")
    plain = candor.prepare(case, engine="built-in").model_dump(mode="json")
    if SECRET.split(",")[0] in json.dumps(given["document"]):
        # The document is for us: what is internal may stand there, and does.
        for pack in (given, plain):
            pack.pop("document")
            pack["written_by"].pop("document")
    for pack in (given, plain):
        for name in _OF_THE_CALLS:
            pack.pop(name)
    return given, plain


def _email(candor: Services, text: str) -> tuple[object, object]:
    email = (
        "Dear Delia,\n\nMistakes were made with the coupon of 3 March, and going forward we will "
        f"leverage our learnings.\n\n{text}\n\nKind regards\nJo\n"
    )

    def dumped(done: Rewrite) -> object:
        return done.model_dump(mode="json", exclude=_OF_THE_CALLS)

    given, plain = (candor.rewrite(email, engine=by) for by in ("model", "built-in"))
    return dumped(given), dumped(plain)


def _turn(candor: Services, text: str) -> tuple[object, object]:
    client = candor.practice.scenarios()[0].client.model_copy(
        update={"hidden_interest": HIDDEN, "start_anger": 80}
    )
    practice = candor.practice
    talk = practice.start(client, seed=3)
    said = f"I am sorry that this happened to you. {text}"
    given = practice.reply(talk, said, model=candor.model_for("model"))
    plain = practice.reply(talk, said)
    return tuple(  # type: ignore[return-value]
        done.turns[-1].model_dump(mode="json", exclude=_OF_THE_CALLS) for done in (given, plain)
    )


_DONE: dict[str, Callable[[Services, str], tuple[object, object]]] = {
    "note": _note,
    "email": _email,
    "turn": _turn,
}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _is_text(text: str) -> None:
    """See that a text stays text by every way it is shown."""
    pages = [safe.paragraphs(text), *safe.differences(text, "x")]
    pages += [MarkdownIt().render(one) for one in (safe.plain(text), safe.document(text))]
    for page in pages:
        tags = Tags(page)
        assert not ALIVE & set(tags.tags), page
        assert not [name for name in tags.attributes if name.startswith("on")], page


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("name", FIRST)
def test_one_attack_of_each_family(
    name: str,
    carrier: str,
    candor: Services,
    endpoint: Stub,
    asked_hosts: list[tuple[str, int]],
) -> None:
    if carrier in _carriers(name):
        _attack(name, carrier, candor, endpoint, asked_hosts)


@pytest.mark.soak
@pytest.mark.parametrize(("name", "carrier"), TABLE)
def test_every_attack_everywhere(
    name: str,
    carrier: str,
    candor: Services,
    endpoint: Stub,
    asked_hosts: list[tuple[str, int]],
) -> None:
    _attack(name, carrier, candor, endpoint, asked_hosts)


def test_the_table_is_whole() -> None:
    assert len(FAMILIES) == 10
    assert all(len(attacks) >= 15 for attacks in FAMILIES.values())
    assert len({attack["text"] for attack in ATTACKS.values()}) == len(ATTACKS) >= 150
    assert {name for name, _ in TABLE} == set(ATTACKS)


def _page_is_text(visit: Visit, candor: Services, name: str) -> None:
    from tests.web.conftest import EMAIL

    text = f"{EMAIL}\n{ATTACKS[name]['text']}\n{ATTACKS[name]['answer']}"
    app = visit("email")
    app.text_area(key="email.new").input(text)
    well(app.run())
    for element in app.get("html"):
        tags = Tags(element.proto.body)
        assert not (ALIVE - {"style"}) & set(tags.tags)
        assert not [n for n in tags.attributes if n.startswith("on")]
    for element in app.markdown:
        assert not ALIVE & set(Tags(MarkdownIt().render(element.value)).tags)
    assert words(app)


@pytest.mark.parametrize("name", FIRST[4:7])
def test_a_hostile_email_is_text_on_the_page(name: str, visit: Visit, candor: Services) -> None:
    _page_is_text(visit, candor, name)


@pytest.mark.soak
@pytest.mark.parametrize("name", ATTACKS)
def test_every_hostile_email_is_text_on_the_page(name: str, visit: Visit, candor: Services) -> None:
    _page_is_text(visit, candor, name)


def test_a_hostile_document_or_file_name_reaches_neither_disk_nor_model(
    candor: Services, endpoint: Stub, tmp_path: Path
) -> None:
    outside = set(candor.settings.data_dir.parent.iterdir())
    for attack in FAMILIES["data_in_filename"]:
        name = attack["text"].removeprefix("See ").strip("'")
        try:
            candor.guidance.add_document(name, f"# {MARK}\n\n{attack['text']}\n".encode())
        except InputError as error:
            assert "\n" not in error.message
    assert set(candor.settings.data_dir.parent.iterdir()) == outside
    for document in candor.guidance.documents():
        _is_text(document.name)
    endpoint.requests.clear()
    endpoint.answers = ["{}"]
    candor.prepare(CaseInput(text=NOTE, today="2026-03-09"), engine="model")
    assert endpoint.requests and MARK not in json.dumps(endpoint.requests)
    for document in candor.guidance.documents():
        candor.guidance.remove_document(document.name)

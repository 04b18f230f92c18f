"""No log carries a client's words or a key: seeded through every use, searched for in every log."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from coach.config import Settings
from coach.desk import Desk
from coach.errors import CandorError
from coach.services import Services
from coach.storage import tables
from tests.model.answering import helpful
from tests.web.callers import CALLERS, Stage
from tests.web.conftest import EMAIL, NOTE, Visit
from tests.web.test_fault_table import KEY, SHORT
from tests.wire_faults import failing

MARK = "Quillfeather"
SEEDED = (MARK, KEY, "hush-hush-secret")


class Heard(logging.Handler):
    """Every line of every logger, tracebacks and arguments included."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {vars(record)}")


@pytest.fixture
def heard() -> Iterator[Heard]:
    root, handler = logging.getLogger(), Heard()
    level = root.level
    streamlit = logging.getLogger("streamlit")
    root.addHandler(handler)
    streamlit.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler
    root.removeHandler(handler)
    streamlit.removeHandler(handler)
    root.setLevel(level)


def is_clean(*said: str) -> None:
    for text in said:
        for mark in SEEDED:
            assert mark not in text, text[max(0, text.index(mark) - 300) :][:700]


@pytest.mark.parametrize("fault", ["good", "status_401", "drop_midway"])
@pytest.mark.parametrize(
    "caller", ["page: situation", "page: email", "page: email, a reply", "page: practise"]
)
def test_no_use_of_a_model_writes_words_or_the_key_to_a_log(
    caller: str,
    fault: str,
    visit: Visit,
    desk: Desk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    heard: Heard,
) -> None:
    stage = Stage(
        visit,
        desk,
        tmp_path,
        capsys,
        note=NOTE.replace("Delia", MARK),
        email=EMAIL.replace("Delia", MARK),
        turn=f"{MARK}, the coupon had expired, that was my mistake and I am sorry.",
    )
    with failing(fault, helpful) as stub:
        monkeypatch.setenv("OPENAI_BASE_URL", stub.url)
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("CANDOR_MODEL", "stub")
        for name, seconds in SHORT.items():
            monkeypatch.setenv(f"CANDOR_{name}_SECONDS", seconds)
        CALLERS[caller](stage)
    assert heard.lines
    is_clean(*heard.lines)


def test_no_error_of_ours_or_of_the_database_says_words(tmp_path: Path, heard: Heard) -> None:
    env = {
        "CANDOR_DATA_DIR": str(tmp_path),
        "OPENAI_API_KEY": KEY,
        "CANDOR_MODEL": "stub",
        "CANDOR_SIGN_IN_PROVIDER": "https://login.example",
        "CANDOR_SIGN_IN_CLIENT_ID": "candor",
        "CANDOR_SIGN_IN_CLIENT_SECRET": "hush-hush-secret",
    }
    settings = Settings.from_env(env)
    desk = Desk(Services(settings))
    case = desk.new_case(MARK)
    email = desk.new_email(MARK)
    acts = (
        lambda: desk.new_case(MARK * 10_000),
        lambda: desk.store.cases.get(MARK),
        lambda: desk.store.cases.save(case.model_copy(update={"version": 7})),
        lambda: desk.rewrite_email(email, MARK, seen=f"{MARK} elsewhere"),
        lambda: desk.keeping.restore(MARK.encode()),
        lambda: desk.typing.keep(MARK, MARK, 1),
        lambda: desk.sharing.share_case(case, MARK),
    )
    for act in acts:
        try:
            act()
        except CandorError as error:
            logging.getLogger("a page").exception("it failed")
            is_clean(repr(error), error.message, error.hint)
    with pytest.raises(CandorError) as refused, desk.store._database.write() as connection:
        row = {"owner": "", "id": case.id, "title": MARK, "input": MARK, "version": 1}
        connection.execute(insert(tables.cases).values(**row, created="", updated=""))
    is_clean(str(refused.value), repr(refused.value.__cause__), repr(settings))
    is_clean(*heard.lines)

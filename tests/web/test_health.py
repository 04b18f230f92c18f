"""What a proxy and a monitoring system ask a running app, and what its logs say."""

import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from coach import counters
from coach.desk import Desk
from coach.web.logs import JsonLines
from tests.web.conftest import NOTE, Visit
from tests.web.serving import Server, served

SECRET = "Ottilie Quackenbush"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


def metrics(body: str) -> dict[str, float]:
    """Return every sample by its name and labels."""
    return {
        f"{sample.name}{sorted(sample.labels.items())}": sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }


def test_it_says_whether_store_and_engine_are_fit(server: Server) -> None:
    answer = server.get("/healthz")
    assert answer.status == 200
    assert json.loads(answer.body) == {"status": "ok", "store": "ok", "engine": "ok"}


def test_a_store_that_is_gone_makes_it_unfit_and_still_alive(tmp_path: Path) -> None:
    with served(tmp_path / "kept") as running:
        # The pages open it at their first visit; until then it can still go.
        for file in (tmp_path / "kept").glob("candor.db*"):
            file.unlink()
        (tmp_path / "kept" / "candor.db").mkdir()
        answer = running.get("/healthz")
        assert running.get("/health").status == 200
    assert answer.status == 503
    assert json.loads(answer.body) == {"status": "failing", "store": "store", "engine": "ok"}


def test_counts_are_in_the_format_of_prometheus(server: Server) -> None:
    answer = server.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    found = metrics(answer.body.decode())
    assert any(name.startswith("process_cpu_seconds_total") for name in found)


def test_drafts_turns_files_and_page_runs_are_counted_without_a_word_of_theirs(
    visit: Visit, desk: Desk
) -> None:
    before = metrics(counters.exposition()[0].decode())
    case = desk.new_case(f"{NOTE} {SECRET} said so.", title=SECRET)
    desk.draft(case)
    desk.say(desk.rehearse(desk.services.client_for(case.input), seed=1), "I am sorry.")
    desk.take_in("", f"{SECRET}.txt", b"Some words.", head=False)
    visit("situation", case=case.id)
    text = counters.exposition()[0].decode()
    after = metrics(text)

    def more(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert more("candor_drafts_total[('kind', 'pack'), ('written_by', 'built-in')]") == 1
    assert more("candor_turns_total[('written_by', 'built-in')]") == 1
    assert more("candor_files_total[('kind', 'txt'), ('outcome', 'read')]") == 1
    assert more("candor_page_runs_total[('page', 'situation')]") >= 1
    assert more("candor_turn_seconds_count[]") == 1
    assert SECRET.split()[0] not in text and case.id not in text


def test_what_is_tried_on_paper_is_not_counted() -> None:
    before = counters.exposition()[0]
    with counters.paused():
        counters.add("turn", 1.0, written_by="model")
    assert counters.exposition()[0].count(b'written_by="model"') == before.count(
        b'written_by="model"'
    )


def test_a_json_line_tells_an_error_s_kind_and_place_and_not_its_words() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        record = logging.LogRecord("x", 40, "f", 1, "It failed.", None, sys.exc_info())
    line = json.loads(JsonLines().format(record))
    assert line["error"] == "ValueError" and line["message"] == "It failed."
    assert line["at"][-1].startswith(__file__) and SECRET not in json.dumps(line)


def test_every_line_of_the_log_is_json_when_that_is_set(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with (
        path.open("wb") as log,
        served(tmp_path / "kept", env={"CANDOR_LOGS": "json"}, log=log) as running,
    ):
        assert running.get("/healthz").status == 200
        assert running.get("/nothing-here/at-all").status in (200, 404)
    for line in path.read_text(encoding="utf-8").splitlines():
        assert {"time", "level", "logger", "message"} <= json.loads(line).keys()

"""The server as a visitor meets it, over real HTTP, and starting it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.config import Settings
from coach.web.launch import launch
from tests.web.serving import Server, served


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("served")) as running:
        yield running


def test_it_says_that_it_is_well(server: Server) -> None:
    answer = server.get("/health")
    assert json.loads(answer.body) == {"status": "ok"}


def test_every_page_forbids_calling_out_and_being_framed(server: Server) -> None:
    for path in ("/", "/health", "/situation"):
        headers = server.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert f"connect-src 'self' ws://127.0.0.1:{server.port}" in policy
        assert "frame-ancestors 'self'" in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_a_forged_host_cannot_write_into_the_policy(server: Server) -> None:
    answer = server.get("/health", host="x; script-src *")
    assert "script-src *" not in answer.headers.get("content-security-policy", "")


def test_large_answers_are_compressed(server: Server) -> None:
    page = server.get("/").body
    script = next(part for part in page.decode().split('"') if part.endswith(".js"))
    path = "/" + script.removeprefix("./").removeprefix("/")
    assert server.get(path, accept="gzip").headers["content-encoding"] == "gzip"


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    with socket.socket() as elsewhere:
        elsewhere.settimeout(2)
        assert elsewhere.connect_ex(("127.0.0.2", server.port)) != 0


def test_a_port_in_use_is_one_sentence_and_exit_1(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path)})
    assert launch(settings, server.port) == 1
    said = capsys.readouterr().err.strip()
    assert f"Port {server.port} is in use" in said
    assert "\n" not in said


@pytest.mark.parametrize("port", [0, -1, 70000])
def test_a_number_that_is_no_port_is_said(
    port: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert launch(Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path)}), port) == 1
    assert "not a port" in capsys.readouterr().err


def test_a_data_folder_that_cannot_be_used_is_said_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "coach", "app", "--port", "1"],
        env={**os.environ, "CANDOR_DATA_DIR": str(tmp_path / "file" / "data")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3
    assert "data folder" in done.stderr
    assert "Traceback" not in done.stderr

"""`candor serve-model`: what it is given is looked at before anything is loaded."""

import socket
from pathlib import Path

import pytest

from coach.model import local_server
from tests.cli.conftest import Candor


def test_a_file_that_is_missing_or_no_model_is_said(candor: Candor, tmp_path: Path) -> None:
    missing = candor("serve-model", str(tmp_path / "none.gguf"))
    assert missing.code == 1 and "There is no file" in missing.err
    other = tmp_path / "notes.gguf"
    other.write_text("not a model", encoding="utf-8")
    ran = candor("serve-model", str(other), "--json")
    assert ran.code == 1 and "GGUF" in ran.json["error"]["message"]
    assert candor("serve-model", str(tmp_path)).code == 1


@pytest.mark.parametrize("port", ["taken", "70000"])
def test_a_port_that_cannot_be_used_is_said(candor: Candor, tmp_path: Path, port: str) -> None:
    model = tmp_path / "small.gguf"
    model.write_bytes(b"GGUF")
    with socket.socket() as taken:
        taken.bind((local_server.ADDRESS, 0))
        taken.listen()
        number = str(taken.getsockname()[1]) if port == "taken" else port
        ran = candor("serve-model", str(model), "--port", number)
    assert ran.code == 1 and f"Port {number} cannot be used" in ran.err


def test_what_cannot_be_served_is_said(candor: Candor, tmp_path: Path) -> None:
    """Without the runtime it is named; with it, a damaged file is."""
    model = tmp_path / "small.gguf"
    model.write_bytes(b"GGUF and nothing after")
    ran = candor("serve-model", str(model), "--port", "0")
    assert ran.code == 3
    assert "candor-coach[local]" in ran.err or "cannot be loaded" in ran.err
    assert "Traceback" not in ran.err

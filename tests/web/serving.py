"""Starting the real server for a test, in a process of its own."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
_STARTS_WITHIN = 90.0


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running app."""

    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, host: str = "", accept: str = "identity") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_STARTS_WITHIN)
        try:
            headers = {"Accept-Encoding": accept, **({"Host": host} if host else {})}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            connection.close()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    data: Path,
    port: int | None = None,
    *,
    env: Mapping[str, str] | None = None,
    log: IO[bytes] | None = None,
) -> Iterator[Server]:
    """Run the app on a data folder until the block ends, with settings and its log in a file."""
    chosen = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "app", "--port", str(chosen)],
        cwd=ROOT,
        env={**os.environ, "CANDOR_DATA_DIR": str(data), **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=log,
    )
    server = Server(chosen, process)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(server: Server) -> None:
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline:
        assert server.process.poll() is None, "the app ended at once"
        try:
            if server.get("/health").status == 200:
                return
        except OSError:
            # Waiting for another process; nothing here tells when it listens.
            time.sleep(0.1)
    raise AssertionError("the app did not start")

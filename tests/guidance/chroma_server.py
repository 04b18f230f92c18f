"""A Chroma server for the tests: on loopback, with a folder of its own, thrown away after."""

import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.web.serving import free_port

_STARTS_WITHIN = 60.0


@contextmanager
def chroma() -> Iterator[str]:
    """Run a server until the block ends; yields its address."""
    port = free_port()
    program = Path(sys.executable).parent / "chroma"
    with tempfile.TemporaryDirectory(prefix="candor-chroma-", ignore_cleanup_errors=True) as place:
        process = subprocess.Popen(
            [program, "run", "--host", "127.0.0.1", "--port", str(port), "--path", f"{place}/data"],
            cwd=place,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait(process, f"{address}/api/v2/heartbeat")
            yield address
        finally:
            # It does not end when it is asked to.
            process.kill()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended at once"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            # Waiting for another process; nothing here tells when it listens.
            time.sleep(0.1)
    raise AssertionError("the server did not start")

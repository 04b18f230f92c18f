"""A PostgreSQL server for the tests: on loopback, with a folder of its own, thrown away after."""

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.web.serving import free_port

_USER = "candor"
# The tests ask what the database keeps, not what the machine does when its power fails.
_FAST = "-c fsync=off -c full_page_writes=off"


class PostgresServer:
    """A running server; every test gets a database of its own."""

    def __init__(self, port: int) -> None:
        self._address = f"postgresql+psycopg://{_USER}@127.0.0.1:{port}"
        self._engine = create_engine(f"{self._address}/postgres", isolation_level="AUTOCOMMIT")

    def new_database(self) -> str:
        name = f"candor_{uuid.uuid4().hex}"
        with self._engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        return f"{self._address}/{name}"

    def close(self) -> None:
        self._engine.dispose()


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    usual = shutil.which("initdb")
    return Path(usual).resolve().parent if usual else None


@contextmanager
def running() -> Iterator[PostgresServer]:
    """Run a server until the block ends; skip where there is none, fail under CI."""
    folder = programs()
    if folder is None:
        if os.environ.get("CI") == "true":
            pytest.fail("There is no PostgreSQL; its tests must not be skipped here.")
        pytest.skip("There is no PostgreSQL on this machine.")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="candor-pg-", ignore_cleanup_errors=True) as place:
        data = Path(place) / "data"
        if os.geteuid() == 0:
            # Its programs refuse to run as root.
            shutil.chown(place, "postgres", "postgres")
        _run(folder / "initdb", "-D", data, "-A", "trust", "-U", _USER, "-E", "UTF8", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k '' {_FAST}"
        _run(folder / "pg_ctl", "-D", data, "-w", "-l", f"{place}/log", "-o", options, "start")
        server = PostgresServer(port)
        try:
            yield server
        finally:
            server.close()
            _run(folder / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def _run(program: Path, *arguments: object) -> None:
    own = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    command = [*own, str(program), *map(str, arguments)]
    # To a file, not a pipe: the server that pg_ctl leaves behind would hold a pipe open.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(command, stdout=said, stderr=said, cwd="/", check=False)
        said.seek(0)
        assert done.returncode == 0, said.read().decode()

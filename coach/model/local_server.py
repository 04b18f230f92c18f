"""A model on the user's own machine: llama.cpp's server, kept to this machine and to one user."""

import os
import secrets
import socket
from pathlib import Path
from typing import Any

from coach.domain.values import Record
from coach.errors import InputError, SetupError

ADDRESS = "127.0.0.1"
CONTEXT = 8192
"""Tokens a call may hold: a pack's longest part with its account and room for the answer."""
_MAGIC = b"GGUF"


class Served(Record):
    """What points Candor at the server."""

    base_url: str
    api_key: str
    model: str
    threads: int


class LocalServer:
    """A running server; it ends with this process."""

    def __init__(self, served: Served, running: object) -> None:
        self.served = served
        self._running = running


def serve(path: Path, *, port: int, context: int = CONTEXT) -> LocalServer:
    """Load a model file and serve it to this machine alone, behind a key made for this run.

    Raises:
        InputError: when the file is none of a model, or the port is taken.
        SetupError: when the runtime is not installed, or cannot load the file.
    """
    _check_file(path)
    chosen = _free_port(port)
    runtime = _runtime()
    served = Served(
        base_url=f"http://{ADDRESS}:{chosen}/v1",
        api_key=secrets.token_urlsafe(24),
        model=path.stem,
        threads=max(1, _cores() - 1),
    )
    try:
        return LocalServer(
            served, runtime.Server(_parameters(runtime, path, chosen, context, served))
        )
    except RuntimeError as error:
        raise SetupError(
            f"{path.name} cannot be loaded.", "It may be damaged, or too big for this machine."
        ) from error


def _parameters(runtime: Any, path: Path, port: int, context: int, served: Served) -> Any:  # noqa: ANN401 - the runtime's own types have no stubs
    settings = runtime.CommonParams()
    settings.model.path = str(path)
    settings.model_alias = {served.model}
    settings.hostnames = [ADDRESS]
    settings.port = port
    settings.api_keys = [served.api_key]
    # No page but the server's own may read an answer, and it has no pages.
    settings.cors_origins = f"http://{ADDRESS}:{port}"
    settings.cors_origins_explicit = True
    settings.cors_credentials = False
    settings.ui = False
    settings.offline = True
    settings.endpoint_slots = False
    settings.n_ctx = context
    settings.n_parallel = 1
    settings.verbosity = 0
    for share in (settings.cpuparams, settings.cpuparams_batch):
        share.n_threads = served.threads
    return settings


def _runtime() -> Any:  # noqa: ANN401 - it has no stubs
    # Threads that wait by spinning take the core that the pages need.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        import xllamacpp
    except ImportError as error:
        raise SetupError(
            "The runtime for models on this machine is not installed.",
            'Install it: pip install "candor-coach[local]"',
        ) from error
    return xllamacpp


def _check_file(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except FileNotFoundError:
        raise InputError(f"There is no file {str(path)!r}.", "Check the name.") from None
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror}.") from None
    if magic != _MAGIC:
        raise InputError(f"{path.name} is not a model in GGUF format.")


def _free_port(port: int) -> int:
    """Return the port, or any free one for 0; checked here because the runtime only hangs."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError):
            raise InputError(
                f"Port {port} cannot be used.", "Choose another: candor serve-model --port 8091"
            ) from None
        return int(probe.getsockname()[1])


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1

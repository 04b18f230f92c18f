"""Starting the app on this machine."""

import os
import socket
import sys

from coach.config import Settings

ADDRESS = "127.0.0.1"
_GOODBYE_SECONDS = 2


def launch(settings: Settings, port: int) -> int:
    """Serve the app until it is interrupted; return 0, or 1 when it cannot start.

    Raises:
        StoreError: when the data folder or database cannot be used.
    """
    from coach.storage.store import Store

    Store.open(settings).close()
    if not 0 < port < 65536:
        print(f"{port} is not a port; choose one from 1 to 65535.", file=sys.stderr)
        return 1
    if _is_taken(port):
        print(
            f"Port {port} is in use by another program. "
            f"Close it, or choose another: candor app --port {port % 65535 + 1}",
            file=sys.stderr,
        )
        return 1
    _serve(settings, port)
    return 0


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return True
    return False


def _serve(settings: Settings, port: int) -> None:
    # Streamlit reads its settings when it is imported.
    os.environ["STREAMLIT_SERVER_PORT"] = str(port)
    os.environ["STREAMLIT_SERVER_ADDRESS"] = ADDRESS
    import uvicorn
    from uvicorn.config import LOGGING_CONFIG

    from coach.web import logs
    from coach.web.server import app

    _tell_streamlit(settings)
    if settings.json_logs:
        logs.as_json()
    print(f"Candor is at http://localhost:{port} (end it with Ctrl+C)", flush=True)
    uvicorn.run(
        app,
        host=ADDRESS,
        port=port,
        ws="websockets-sansio",
        log_level="warning",
        access_log=False,
        log_config=None if settings.json_logs else LOGGING_CONFIG,
        timeout_graceful_shutdown=_GOODBYE_SECONDS,
    )


def _tell_streamlit(settings: Settings) -> None:
    """Set what its own file cannot know; the environment reaches it only through its own command."""
    from streamlit import config

    config.get_config_options()
    config.set_option("server.maxUploadSize", settings.uploads.megabytes)
    config.set_option("server.allowedHosts", ["localhost", ADDRESS, *settings.hosts])

"""Starting the app on this machine."""

import socket
import sys
from urllib.parse import urlsplit

from coach.config import Settings

ADDRESS = "127.0.0.1"
_GOODBYE_SECONDS = 2
_PORTS = {"http": 80, "https": 443}


def launch(settings: Settings, port: int, host: str = ADDRESS) -> int:
    """Serve the app until it is interrupted; return 0, or 1 when it cannot start.

    Raises:
        StoreError: when the data folder or database cannot be used.
        SetupError: when it would let anybody in.
    """
    from coach.storage.store import Store

    settings.check_listening(host)
    store = Store.open(settings)
    # The installation's own, so that people stay signed in, whichever process answers them.
    cookie_secret = store.marks.key("cookie key").hex()
    store.close()
    if not 0 < port < 65536:
        print(f"{port} is not a port; choose one from 1 to 65535.", file=sys.stderr)
        return 1
    if _is_taken(host, port):
        print(
            f"Port {port} is in use by another program. "
            f"Close it, or choose another: candor app --port {port % 65535 + 1}",
            file=sys.stderr,
        )
        return 1
    _serve(settings, host, port, cookie_secret)
    return 0


def _is_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _serve(settings: Settings, host: str, port: int, cookie_secret: str) -> None:
    import uvicorn
    from uvicorn.config import LOGGING_CONFIG

    _tell_streamlit(settings, host, port, cookie_secret)
    from coach.web import logs
    from coach.web.server import build

    if settings.json_logs:
        logs.as_json()
    found_at = settings.public_address or f"http://localhost:{port}"
    print(f"Candor is at {found_at} (end it with Ctrl+C)", flush=True)
    uvicorn.run(
        build(settings, port, cookie_secret),
        host=host,
        port=port,
        ws="websockets-sansio",
        log_level="warning",
        access_log=False,
        log_config=None if settings.json_logs else LOGGING_CONFIG,
        server_header=False,
        timeout_graceful_shutdown=_GOODBYE_SECONDS,
    )


def _tell_streamlit(settings: Settings, host: str, port: int, cookie_secret: str) -> None:
    """Set what its own file cannot know; the environment reaches it only through its own command."""
    from streamlit import config

    config.get_config_options()
    config.set_option("server.port", port)
    config.set_option("server.address", host)
    config.set_option("server.cookieSecret", cookie_secret)
    config.set_option("server.maxUploadSize", settings.uploads.megabytes)
    hosts = [*config.get_option("server.allowedHosts"), *settings.hosts]
    if settings.public_address:
        public = urlsplit(settings.public_address)
        hosts.append(public.hostname)
        config.set_option("browser.serverAddress", public.hostname)
        config.set_option("browser.serverPort", public.port or _PORTS[public.scheme])
    config.set_option("server.allowedHosts", hosts)

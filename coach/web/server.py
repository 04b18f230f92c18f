"""The web server around the pages: own routes, safe headers, compression."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.secrets import SecretsValue
from streamlit.starlette import App

from coach.config import Settings
from coach.resources import app_file
from coach.web import health, typed_route

# What Streamlit itself needs; nothing from elsewhere, so no text shown can call out.
_POLICY = (
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
)
_FIXED_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_HOST_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-:[]")


_A_YEAR = "max-age=31536000"


class SafeHeaders:
    """Adds the headers that keep a page from calling out or being framed, to every answer.

    Behind an address that is https, cookies travel by https alone, and browsers remember it.
    """

    def __init__(self, app: ASGIApp, secure: bool = False) -> None:
        self._app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        named = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
        host = named if set(named) <= _HOST_CHARACTERS else ""
        connect = f"connect-src 'self' ws://{host} wss://{host}" if host else "connect-src 'self'"
        headers = {**_FIXED_HEADERS, "content-security-policy": "; ".join((*_POLICY, connect))}
        if self._secure:
            headers["strict-transport-security"] = _A_YEAR
        added = [(name.encode(), value.encode()) for name, value in headers.items()]

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [self._own(name, value) for name, value in message["headers"]]
                message["headers"] = [*kept, *added]
            await send(message)

        await self._app(scope, receive, answered)

    def _own(self, name: bytes, value: bytes) -> tuple[bytes, bytes]:
        """Return a header; a cookie is kept from other sites, and from plain http where it can be."""
        if name.lower() != b"set-cookie":
            return name, value
        marks = {mark.strip().lower().partition(b"=")[0] for mark in value.split(b";")}
        if b"samesite" not in marks:
            value += b"; SameSite=Lax"
        if self._secure and b"secure" not in marks:
            value += b"; Secure"
        return name, value


def build(settings: Settings, port: int, cookie_secret: str) -> ASGIApp:
    """Return the whole app. The headers are outermost, so that they stand on faults, too."""
    secrets = sign_in_secrets(settings, port, cookie_secret)
    app = App(
        app_file(),
        routes=[*health.routes, typed_route.route],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
        secrets=secrets,
    )
    return SafeHeaders(app, secure=settings.public_address.startswith("https://"))


def sign_in_secrets(settings: Settings, port: int, cookie_secret: str) -> dict[str, SecretsValue]:
    """Return what Streamlit's sign-in takes from a secrets file; so there is no such file."""
    sign_in = settings.sign_in
    if sign_in is None:
        return {}
    address = settings.public_address or f"http://localhost:{port}"
    return {
        "auth": {
            "redirect_uri": f"{address}/oauth2callback",
            "cookie_secret": cookie_secret,
            "client_id": sign_in.client_id,
            "client_secret": sign_in.client_secret,
            "server_metadata_url": sign_in.provider,
        }
    }

"""The web server around the pages: own routes, safe headers, compression."""

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.starlette import App

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
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_HOST_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-:[]")


class SafeHeaders:
    """Adds the headers that keep a page from calling out or being framed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        named = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
        host = named if set(named) <= _HOST_CHARACTERS else ""
        connect = f"connect-src 'self' ws://{host} wss://{host}" if host else "connect-src 'self'"
        headers = {**_FIXED_HEADERS, "content-security-policy": "; ".join((*_POLICY, connect))}
        added = [(name.encode(), value.encode()) for name, value in headers.items()]

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self._app(scope, receive, answered)


app = App(
    app_file(),
    routes=[*health.routes, typed_route.route],
    middleware=[Middleware(SafeHeaders), Middleware(GZipMiddleware, minimum_size=1000)],
)

"""The route to which fields send what is being typed."""

import json
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from coach.desk.people import person_of
from coach.errors import AccessError, CandorError, InputError
from coach.web.runtime import desk_of, services
from coach.web.visitor_cookie import claims_in

PATH = "/typed"
MOST_BYTES = 400_000


async def _typed(request: Request) -> Response:
    """Keep the words of a field: 204, or why not in the status alone."""
    if not _is_from_our_page(request):
        return Response(status_code=403)
    body = await _limited(request)
    if body is None:
        return Response(status_code=413)
    try:
        message = json.loads(body)
        signed, text, step = str(message["pass"]), str(message["text"]), int(message["step"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return Response(status_code=400)
    if not 0 <= step < 2**53:
        return Response(status_code=400)
    try:
        sender = person_of(claims_in(request), services().settings.sign_in)
        await run_in_threadpool(desk_of(sender).typing.keep, signed, text, step)
    except (AccessError, InputError):
        return Response(status_code=403)
    except CandorError:
        return Response(status_code=503)
    return Response(status_code=204)


def _is_from_our_page(request: Request) -> bool:
    """Whether the page that sent it was served under the very name it was sent to."""
    origin = urlsplit(request.headers.get("origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc == request.headers.get("host")


async def _limited(request: Request) -> bytes | None:
    """Return the body, or nothing as soon as it is too large."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


route = Route(PATH, _typed, methods=["POST"])

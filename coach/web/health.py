"""Is this process fit to serve, and what has it done: for a proxy and a monitoring system."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from coach import counters
from coach.desk import Desk
from coach.errors import CandorError
from coach.web.runtime import desk


async def _alive(_request: Request) -> JSONResponse:
    """Say that the process answers."""
    return JSONResponse({"status": "ok"})


async def _ready(_request: Request) -> JSONResponse:
    """Say whether the store can be reached and the engine drafts: 200, or 503 and what is not."""
    parts = await run_in_threadpool(_parts)
    well = all(said == "ok" for said in parts.values())
    body = {"status": "ok" if well else "failing", **parts}
    return JSONResponse(body, status_code=200 if well else 503)


def _parts() -> dict[str, str]:
    here: Desk = desk()
    looks = {"store": lambda: here.store.reach(), "engine": here.services.warm}
    said = {}
    for name, look in looks.items():
        try:
            look()
        except CandorError as error:
            said[name] = error.code
        else:
            said[name] = "ok"
    return said


async def _metrics(_request: Request) -> Response:
    """Give what was counted, in the text format of Prometheus."""
    body, kind = counters.exposition()
    return Response(body, headers={"content-type": kind})


routes = [
    Route("/health", _alive),
    Route("/healthz", _ready),
    Route("/metrics", _metrics),
]

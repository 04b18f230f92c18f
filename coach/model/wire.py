"""The connection to an endpoint: no redirects, an end to every answer, nothing that is no answer.

The clients' time-outs are per read, their buffers have no end, and they follow redirects: an endpoint
could keep a thread for ever, fill the memory, or pass client text on to a host nobody agreed to.
"""

import time
from collections.abc import Iterator

import httpx2

from coach.config import Limits
from coach.errors import ModelBadReply, ModelMisconfigured, ModelUnavailable

_MOST_BYTES = 4_000_000
"""Thousands of times a long answer; a stream costs some hundred bytes a word."""


class GuardedClient(httpx2.Client):
    """An HTTP client whose every answer ends, in time and in size."""

    def __init__(self, limits: Limits, *, local: bool, most_bytes: int = _MOST_BYTES) -> None:
        super().__init__(
            timeout=httpx2.Timeout(limits.total, connect=limits.connect, read=limits.first_token),
            follow_redirects=False,
            # What goes to this machine must not take the way through a proxy.
            trust_env=not local,
            # A small answer must not unfold into a huge one.
            headers={"accept-encoding": "identity"},
        )
        self._total = limits.total
        self._most_bytes = most_bytes

    def send(
        self,
        request: httpx2.Request,
        *,
        stream: bool = False,
        auth: object = None,
        follow_redirects: object = None,
    ) -> httpx2.Response:
        """Send a request; whatever is asked for, no redirect is followed.

        Raises:
            ModelMisconfigured: when the endpoint points elsewhere.
            ModelBadReply: when what comes is no answer of a model.
            ModelUnavailable: when the answer takes longer than the whole limit.
        """
        until = time.monotonic() + self._total
        response = super().send(request, stream=True, follow_redirects=False)
        try:
            _refuse_what_is_no_answer(response)
            body = response.stream
            if isinstance(body, httpx2.SyncByteStream):
                response.stream = _Ending(body, until, self._most_bytes)
            if not stream:
                response.read()
        except BaseException:
            response.close()
            raise
        return response


class _Ending(httpx2.SyncByteStream):
    """A body that ends."""

    def __init__(self, body: httpx2.SyncByteStream, until: float, most: int) -> None:
        self._body = body
        self._until = until
        self._left = most

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._body:
            self._left -= len(chunk)
            if self._left < 0:
                raise ModelBadReply("its answer would not end")
            if time.monotonic() > self._until:
                raise ModelUnavailable("its answer stopped half-way", "Try again.")
            yield chunk

    def close(self) -> None:
        self._body.close()


def _refuse_what_is_no_answer(response: httpx2.Response) -> None:
    if response.is_redirect or 300 <= response.status_code < 400:
        raise ModelMisconfigured(
            "the endpoint points to another address, and text goes only to the one you named",
            "Put the address it points to into OPENAI_BASE_URL, if you trust it.",
        )
    kind = response.headers.get("content-type", "")
    if response.is_success and kind.lower().startswith(
        ("text/html", "application/xhtml", "image/")
    ):
        raise ModelBadReply("it answered with a web page")

"""An OpenAI-compatible server that goes wrong, byte by byte, in every way a wire and a model can.

`FAULTS` is the list: what happens, to which family it belongs, and whether the model's words or the
built-in ones have to stand afterwards. Tables are made from it; an unknown mode is an error.
"""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any, Literal

Outcome = Literal["model", "built-in", "either"]
Reply = Callable[[dict[str, Any]], str]
PROSE = "I'm happy to help! Here are some thoughts, let me know if you want more."


@dataclass
class Endpoint:
    """A running server and what it was asked."""

    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)


class Wire:
    """One request, answered by hand."""

    def __init__(self, connection: socket.socket, body: dict[str, Any], endpoint: Endpoint) -> None:
        self._connection = connection
        self.body = body
        self.number = len(endpoint.requests)
        self.repaired = len(body.get("messages", [])) > 2
        self.over = endpoint.over

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)

    def head(self, status: int, kind: str, *more: str, length: int | None = None) -> None:
        lines = [f"HTTP/1.1 {status} Stub", f"Content-Type: {kind}", "Connection: close", *more]
        if length is not None:
            lines.append(f"Content-Length: {length}")
        self.send(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))

    def whole(self, status: int, body: object, *more: str, kind: str = "application/json") -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.head(status, kind, *more, length=len(data))
        self.send(data)

    def error(self, status: int, *more: str, code: str = "stub") -> None:
        # Endpoints repeat the key and the request in their errors; none of it may be shown.
        message = f"no: {json.dumps(self.body)[:300]} key sk-candor-seeded"
        self.whole(status, {"error": {"message": message, "type": "stub", "code": code}}, *more)

    def stream(self, kind: str = "text/event-stream") -> None:
        self.head(200, kind)

    def event(self, content: str | None = None, finish: str | None = None, **delta: object) -> None:
        given = {"role": "assistant", "content": content, **delta}
        choice = {"index": 0, "delta": given, "finish_reason": finish}
        self.chunk([choice])

    def chunk(self, choices: list[dict[str, Any]]) -> None:
        chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "stub"}
        self.send(f"data: {json.dumps({**chunk, 'choices': choices})}\n\n".encode())

    def say(self, text: str, finish: str | None = "stop") -> None:
        """Stream a text in pieces, with an end."""
        for at in range(0, len(text), 64):
            self.event(text[at : at + 64])
        self.event("", finish)
        self.send(b"data: [DONE]\n\n")

    def reset(self) -> None:
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def forever(self, data: bytes, seconds: float) -> None:
        while not self.over.wait(seconds):
            self.send(data)


Act = Callable[[Wire, Reply], None]


@dataclass(frozen=True)
class Fault:
    """One way to go wrong, or to be odd and still right."""

    name: str
    family: str
    outcome: Outcome
    act: Act


FAULTS: dict[str, Fault] = {}


def _fault(family: str, outcome: Outcome = "built-in") -> Callable[[Act], Act]:
    def keep(act: Act) -> Act:
        name = act.__name__.strip("_")
        FAULTS[name] = Fault(name, family, outcome, act)
        return act

    return keep


def _good(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.say(reply(wire.body))


_fault("odd but right", "model")(_good)


@_fault("odd but right", "model")
def _fenced_json(wire: Wire, reply: Reply) -> None:
    text = reply(wire.body)
    wire.stream()
    wire.say(f"```json\n{text}\n```" if text.startswith("{") else text)


@_fault("odd but right", "model")
def _reasoning_first(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.say(f"<think>They want {{}} perhaps.</think>{reply(wire.body)}")


@_fault("odd but right", "model")
def _bad_then_good(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.say(reply(wire.body) if wire.repaired else PROSE)


@_fault("odd but right", "model")
def _unavailable_then_good(wire: Wire, reply: Reply) -> None:
    _good(wire, reply) if wire.number % 2 == 0 else wire.error(503)


@_fault("odd but right", "model")
def _busy_then_good(wire: Wire, reply: Reply) -> None:
    _good(wire, reply) if wire.number % 2 == 0 else wire.error(429, "Retry-After: 0")


@_fault("odd but right", "model")
def _busy_by_a_wrong_clock_then_good(wire: Wire, reply: Reply) -> None:
    if wire.number % 2 == 0:
        _good(wire, reply)
        return
    theirs = time.time() + 86_400
    dates = f"Date: {formatdate(theirs, usegmt=True)}", formatdate(theirs, usegmt=True)
    wire.error(429, dates[0], f"Retry-After: {dates[1]}")


@_fault("odd but right", "model")
def _plain_text_type(wire: Wire, reply: Reply) -> None:
    wire.stream("text/plain; charset=utf-8")
    wire.say(reply(wire.body))


@_fault("odd but right", "model")
def _no_streaming(wire: Wire, reply: Reply) -> None:
    message = {"role": "assistant", "content": reply(wire.body)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    wire.whole(200, {"id": "x", "object": "chat.completion", "model": "stub", "choices": [choice]})


@_fault("odd but right", "model")
def _a_few_keep_alives_first(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.send(b": wait\n\n: wait\n\n")
    wire.say(reply(wire.body))


@_fault("odd but right", "either")
def _key_revoked_midway(wire: Wire, reply: Reply) -> None:
    _good(wire, reply) if wire.number == 1 else wire.error(401)


def _status(status: int, name: str = "", *headers: str, code: str = "stub") -> None:
    def act(wire: Wire, _reply: Reply) -> None:
        wire.error(status, *headers, code=code)

    act.__name__ = name or f"status_{status}"
    _fault("refused" if status < 429 else "busy or broken")(act)


for _number in (400, 401, 402, 403, 404, 408, 413, 422, 500, 503, 504, 529):
    _status(_number)
_status(429, "busy")
_status(429, "busy_for_an_hour", "Retry-After: 3600")
_status(429, "busy_for_ever", "Retry-After: inf")
_status(429, "busy_until_nonsense", "Retry-After: soon")
_status(429, "busy_until_next_year_by_a_wrong_clock", "Retry-After: Fri, 31 Dec 2999 23:59:59 GMT")
_status(429, "quota", code="insufficient_quota")


@_fault("busy or broken")
def _bad_gateway_html(wire: Wire, _reply: Reply) -> None:
    wire.whole(502, b"<html><script>alert(1)</script>Bad gateway</html>", kind="text/html")


@_fault("refused")
def _redirect(wire: Wire, _reply: Reply) -> None:
    wire.whole(307, {}, "Location: http://127.0.0.1:9/v1/chat/completions")


@_fault("no answer")
def _web_page(wire: Wire, _reply: Reply) -> None:
    wire.whole(200, b"<html>Please log in</html>", kind="text/html")


@_fault("no answer")
def _error_body(wire: Wire, _reply: Reply) -> None:
    wire.whole(200, {"error": {"message": "overloaded", "code": "server_error"}})


@_fault("no answer")
def _error_in_the_stream(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.event(reply(wire.body)[:40])
    wire.send(b'data: {"error": {"message": "overloaded", "code": 500}}\n\n')


@_fault("no answer")
def _no_choices(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.chunk([])
    wire.send(b"data: [DONE]\n\n")


@_fault("no answer")
def _empty(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.say("")


@_fault("no answer")
def _null(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.event(None, "stop")
    wire.send(b"data: [DONE]\n\n")


@_fault("no answer")
def _not_http(wire: Wire, _reply: Reply) -> None:
    wire.send(b"\x00\xff\x13SSH-2.0-whatever\r\n")


@_fault("no answer")
def _half_a_head(wire: Wire, _reply: Reply) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Ty")


@_fault("no answer")
def _closed_at_once(_wire: Wire, _reply: Reply) -> None:
    return


@_fault("no answer")
def _reset_at_once(wire: Wire, _reply: Reply) -> None:
    wire.reset()


@_fault("too late")
def _hang(wire: Wire, _reply: Reply) -> None:
    wire.over.wait()


@_fault("too late")
def _silent_after_the_head(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.over.wait()


@_fault("too late")
def _stall_midway(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.event(reply(wire.body)[:40])
    wire.over.wait()


@_fault("too late")
def _keep_alives_for_ever(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.forever(b": still here\n\n", 0.05)


@_fault("too late")
def _slow_drip(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    while not wire.over.wait(0.1):
        wire.event("a")


@_fault("too late")
def _a_byte_at_a_time(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.forever(b"d", 0.1)


@_fault("too much")
def _one_token_for_ever(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    while not wire.over.is_set():
        wire.event("the ")


@_fault("too much")
def _huge_line(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.send(b'data: {"id": "')
    for _ in range(80):
        wire.send(b"x" * 100_000)


@_fault("too much")
def _huge_body(wire: Wire, _reply: Reply) -> None:
    wire.whole(200, b'{"choices": [' + b" " * 8_000_000 + b"]}")


@_fault("too much")
def _deep_json(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.say('{"a":' * 20_000)


@_fault("cut")
def _drop_midway(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.event(reply(wire.body)[:40])


@_fault("cut")
def _reset_midway(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.event(reply(wire.body)[:40])
    wire.reset()


@_fault("cut")
def _early_end(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.event(reply(wire.body))
    wire.send(b"data: [DONE]\n\n")


@_fault("cut")
def _truncated(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.say(reply(wire.body), "length")


@_fault("cut")
def _filtered(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.say(reply(wire.body), "content_filter")


@_fault("cut")
def _refusal(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.event("", None, refusal="I cannot help with that.")
    wire.say("")


@_fault("unreadable")
def _prose(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.say(PROSE)


@_fault("unreadable")
def _half_json(wire: Wire, reply: Reply) -> None:
    wire.stream()
    wire.say("{" + reply(wire.body)[1:40] + " [How can I help?]")


@_fault("unreadable")
def _wrong_shape(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.say('{"opening": 7, "text": [], "options": "none"}')


@_fault("unreadable")
def _invalid_utf8(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.send(b'data: {"choices": [{"delta": {"content": "\xff\xfe\xc3"}}]}\n\n')
    wire.send(b"data: [DONE]\n\n")


@_fault("unreadable")
def _broken_event(wire: Wire, _reply: Reply) -> None:
    wire.stream()
    wire.send(b'data: {"id": "x", "choices": [{"del\n\n')


@contextmanager
def failing(mode: str, reply: Reply) -> Iterator[Endpoint]:
    """Run a server that behaves as `mode` says until the block ends."""
    fault, endpoint = FAULTS[mode], Endpoint()
    listener = socket.create_server(("127.0.0.1", 0))
    endpoint.url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    threading.Thread(target=_listen, args=(listener, fault, reply, endpoint), daemon=True).start()
    try:
        yield endpoint
    finally:
        endpoint.over.set()
        listener.close()


def _listen(listener: socket.socket, fault: Fault, reply: Reply, endpoint: Endpoint) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        threading.Thread(
            target=_serve, args=(connection, fault, reply, endpoint), daemon=True
        ).start()


def _serve(connection: socket.socket, fault: Fault, reply: Reply, endpoint: Endpoint) -> None:
    try:
        with connection:
            body = _request(connection)
            endpoint.requests.append(body)
            fault.act(Wire(connection, body, endpoint), reply)
    except OSError:
        # The client went away, as it should.
        return


def _request(connection: socket.socket) -> dict[str, Any]:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length:"))
    while len(body) < length:
        body += _some(connection)
    found: dict[str, Any] = json.loads(body)
    return found


def _some(connection: socket.socket) -> bytes:
    data = connection.recv(65_536)
    if not data:
        raise ConnectionError
    return data

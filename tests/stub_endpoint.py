"""A small OpenAI-compatible server on 127.0.0.1, with one mode per behaviour."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = str | Callable[[dict[str, Any]], str]


@dataclass
class Stub:
    """What the server does next and what it was asked."""

    mode: str = "good"
    answers: list[Answer] = field(default_factory=list)
    """Given one by one; the last one again and again."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    released: threading.Event = field(default_factory=threading.Event)
    """Ends every hanging answer."""
    retry_after: str = "0"
    redirect_to: str = ""
    when_asked: Callable[[], None] = lambda: None
    refuses: tuple[str, ...] = ()
    """Fields of a request (or "system", the role) that are answered with a 400."""
    names_what_it_refuses: bool = True
    counts: bool = False
    """Whether the end of a stream says how many tokens it took, when asked to."""
    thinks_for: int = 0
    """Answers begin with reasoning that takes all the room up to this many tokens."""

    def next_answer(self, body: dict[str, Any]) -> str:
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        return answer if isinstance(answer, str) else answer(body)

    @property
    def last_user_text(self) -> str:
        return str(self.requests[-1]["messages"][-1]["content"])


@contextmanager
def serve(*answers: Answer, mode: str = "good") -> Iterator[Stub]:
    """Run a stub that gives `answers`, until the block ends."""
    stub = Stub(mode=mode, answers=list(answers) or ["{}"])
    handler = type("Handler", (_Handler,), {"stub": stub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        stub.released.set()
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    stub: Stub
    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._json(200, {"object": "list", "data": [{"id": "stub", "object": "model"}]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        stub = self.stub
        first = not stub.requests
        stub.requests.append(body)
        stub.headers.append(dict(self.headers))
        stub.when_asked()
        mode = stub.mode
        if mode.startswith("then_good:"):
            mode = mode.partition(":")[2] if first else "good"
        if refused := self._refused(body):
            said = f"Unsupported parameter: {refused}" if stub.names_what_it_refuses else "Invalid"
            self._status(400, "invalid_request", said)
        elif mode.isdigit():
            self._status(int(mode))
        elif mode == "quota":
            self._status(429, "insufficient_quota")
        elif mode == "redirect":
            self._redirect()
        elif mode == "no_json_mode" and "response_format" in body:
            self._status(400, "unsupported_parameter")
        elif mode == "html":
            self._raw(200, "text/html", b"<html>Gateway</html>")
        elif mode == "error_body":
            self._json(200, {"error": {"message": "overloaded", "code": "server_error"}})
        elif mode == "hang":
            stub.released.wait(30)
        elif mode == "no_streaming" or not body.get("stream"):
            self._json(200, _whole(stub.next_answer(body)))
        elif _room(body) < stub.thinks_for:
            self._stream("<think>So, where were we? ", "length")
        elif stub.thinks_for:
            self._stream(f"<think>So {{...}}</think>\n{stub.next_answer(body)}", mode)
        else:
            self._stream(stub.next_answer(body), mode, counted=_asks_to_count(body) and stub.counts)

    def _refused(self, body: dict[str, Any]) -> str:
        roles = {"system"} & {message["role"] for message in body["messages"]}
        fields = {name for name, value in body.items() if value} | roles
        found = next((name for name in self.stub.refuses if name in fields), "")
        return "system role" if found == "system" else found

    def _stream(self, text: str, mode: str, *, counted: bool = False) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if mode == "keep_alive":
            while not self.stub.released.wait(0.05):
                self._write(b": still here\n\n")
            return
        pieces = [text[i : i + 24] for i in range(0, len(text), 24)] or [""]
        if mode == "refusal":
            pieces = [""]
        if mode in ("drop", "stall", "broken_json"):
            pieces = pieces[: max(1, len(pieces) // 2)]
        for piece in pieces:
            self._event({"delta": {"role": "assistant", "content": piece}})
        if mode == "drop":
            return
        if mode == "stall":
            self.stub.released.wait(30)
            return
        if mode == "broken_json":
            self._write(b'data: {"id": "x", "choices": [{"del\n\n')
            return
        if mode == "refusal":
            self._event({"delta": {"refusal": "I cannot help with that."}})
        finish = {"length": "length", "filtered": "content_filter"}.get(mode, "stop")
        self._event({"delta": {}, "finish_reason": finish})
        if counted:
            self._chunk(choices=[], usage=_USAGE)
        self._write(b"data: [DONE]\n\n")

    def _event(self, choice: dict[str, Any]) -> None:
        self._chunk(choices=[{"index": 0, "finish_reason": None, **choice}])

    def _chunk(self, **fields: Any) -> None:
        chunk = {
            "id": "x",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "stub",
            **fields,
        }
        self._write(f"data: {json.dumps(chunk)}\n\n".encode())

    def _write(self, data: bytes) -> None:
        try:
            self.wfile.write(data)
            self.wfile.flush()
        except OSError:
            self.stub.released.set()

    def _redirect(self) -> None:
        self.send_response(307)
        self.send_header("Location", self.stub.redirect_to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _status(self, status: int, code: str = "stub", message: str = "stub says no") -> None:
        error = {"error": {"message": message, "type": "stub", "code": code}}
        self._json(status, error)

    def _json(self, status: int, body: dict[str, Any]) -> None:
        self._raw(status, "application/json", json.dumps(body).encode())

    def _raw(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if status == 429:
            self.send_header("Retry-After", self.stub.retry_after)
        self.end_headers()
        self._write(data)


def _whole(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "stub",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _USAGE,
    }


_USAGE = {"prompt_tokens": 12, "completion_tokens": 5, "total_tokens": 17}


def _room(body: dict[str, Any]) -> int:
    return int(body.get("max_tokens") or body.get("max_completion_tokens") or 0)


def _asks_to_count(body: dict[str, Any]) -> bool:
    return bool((body.get("stream_options") or {}).get("include_usage"))

"""Running the command line in this process, as a user would call it."""

import io
import json
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from coach.cli import main


class Ran(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Candor = Callable[..., Ran]


@pytest.fixture
def candor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Candor:
    def run(*arguments: str, stdin: str | bytes = "") -> Ran:
        data = stdin if isinstance(stdin, bytes) else stdin.encode("utf-8", "surrogatepass")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        code = main(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run

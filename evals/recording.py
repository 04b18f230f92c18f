"""A model whose answers are written down, and one that gives them again without being asked."""

import hashlib
import json
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from coach.errors import ModelError, ModelUnavailable
from coach.model.port import Completion, Message, Model

FILE = "answers.jsonl"
_ERRORS = {kind.__name__: kind for kind in ModelError.__subclasses__()}


class Recorder:
    """Asks a model and writes every answer, and every failure, to a file."""

    def __init__(self, model: Model, folder: Path) -> None:
        self.name, self.host = model.name, model.host
        self._model = model
        self._lock = Lock()
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self._path.write_text("", encoding="utf-8")

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the model's answer."""
        started = time.perf_counter()
        row: dict[str, Any] = {"key": _key(messages, max_tokens, json_reply)}
        try:
            answer = self._model.complete(messages, max_tokens=max_tokens, json_reply=json_reply)
            row |= answer.model_dump()
        except ModelError as error:
            row |= {"error": type(error).__name__, "message": error.message, "hint": error.hint}
            raise
        finally:
            row["seconds"] = round(time.perf_counter() - started, 3)
            with self._lock, self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        return answer

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the model's answer whole, so that it is written down like any other."""
        yield self.complete(messages, max_tokens=max_tokens).text


class Replayed:
    """Gives the answers of a run again, in their order; a question that is new is not answered."""

    def __init__(self, folder: Path) -> None:
        self.name, self.host = f"answers in {folder.name}", "nowhere"
        self._lock = Lock()
        self._rows: dict[str, deque[dict[str, Any]]] = defaultdict(deque)
        for row in answers(folder):
            self._rows[row["key"]].append(row)

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the answer of the run.

        Raises:
            ModelError: what the model raised then, or that it was never asked this.
        """
        with self._lock:
            rows = self._rows[_key(messages, max_tokens, json_reply)]
            row = rows.popleft() if rows else None
        if row is None:
            raise ModelUnavailable("this was not asked in the run that is scored again")
        if "error" in row:
            raise _ERRORS.get(row["error"], ModelUnavailable)(row["message"], row["hint"])
        return Completion.model_validate({k: row[k] for k in Completion.model_fields})

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer of the run."""
        yield self.complete(messages, max_tokens=max_tokens).text


def answers(folder: Path) -> list[dict[str, Any]]:
    """Return what was written down in a run, one row a call."""
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _key(messages: Sequence[Message], max_tokens: int, json_reply: bool) -> str:
    asked = json.dumps([[m.role, m.text] for m in messages]) + f"|{max_tokens}|{json_reply}"
    return hashlib.sha256(asked.encode()).hexdigest()[:24]

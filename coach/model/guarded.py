"""A stream read under time limits that hold whatever the endpoint does.

The clients' own time-outs are per read: a server that drips keep-alive comments defeats them. So a
thread reads and the caller waits on a queue with limits of its own.
"""

import threading
import time
from collections.abc import Callable, Iterator
from queue import Empty, Queue
from typing import Generic, TypeVar

from coach.config import Limits
from coach.errors import ModelUnavailable

T = TypeVar("T")

READER = "candor-model-reader"
_NO_ANSWER = "it gave no answer in time"
_STOPPED = "its answer stopped half-way"


class _Item(Generic[T]):
    """What the reader passes on: a value, an error, or (neither) the end."""

    def __init__(self, value: T | None = None, error: BaseException | None = None) -> None:
        self.value = value
        self.error = error


def guarded(read: Callable[[], Iterator[T]], limits: Limits) -> Iterator[T]:
    """Yield what `read` yields, in the caller's thread, within the limits.

    Raises:
        ModelUnavailable: when the first item, the next one or the end is not there in time.
        BaseException: whatever reading raised.
    """
    queue: Queue[_Item[T]] = Queue()
    stop = threading.Event()
    reader = threading.Thread(target=_read, args=(read, queue, stop), name=READER, daemon=True)
    reader.start()
    until = time.monotonic() + limits.total
    wait, late = limits.first_token, _NO_ANSWER
    try:
        while True:
            left = until - time.monotonic()
            if left <= 0:
                # What is already there does not count either: a fast endless answer has to end.
                raise _too_late(late)
            item = _next(queue, min(wait, left), late)
            if item.error is not None:
                raise item.error
            if item.value is None:
                return
            yield item.value
            wait, late = limits.gap, _STOPPED
    finally:
        stop.set()


def _next(queue: "Queue[_Item[T]]", seconds: float, late: str) -> "_Item[T]":
    try:
        return queue.get(timeout=seconds)
    except Empty:
        raise _too_late(late) from None


def _too_late(what: str) -> ModelUnavailable:
    return ModelUnavailable(what, "Try again, or go on with the built-in draft.")


def _read(read: Callable[[], Iterator[T]], queue: "Queue[_Item[T]]", stop: threading.Event) -> None:
    try:
        for value in read():
            if stop.is_set():
                return
            queue.put(_Item(value))
        queue.put(_Item())
    except BaseException as error:  # noqa: BLE001 - handed to the caller's thread whole
        queue.put(_Item(error=error))

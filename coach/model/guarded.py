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
    reader = threading.Thread(target=_read, args=(read, queue, stop), daemon=True)
    reader.start()
    started = time.monotonic()
    wait = limits.first_token
    try:
        while True:
            left = limits.total - (time.monotonic() - started)
            item = _next(queue, min(wait, left), "no answer" if wait == limits.first_token else "")
            if item.error is not None:
                raise item.error
            if item.value is None:
                return
            yield item.value
            wait = limits.gap
    finally:
        stop.set()


def _next(queue: "Queue[_Item[T]]", seconds: float, when: str) -> "_Item[T]":
    try:
        return queue.get(timeout=max(seconds, 0.001))
    except Empty:
        what = "it gave no answer in time" if when else "its answer stopped half-way"
        raise ModelUnavailable(what, "Try again, or go on with the built-in draft.") from None


def _read(read: Callable[[], Iterator[T]], queue: "Queue[_Item[T]]", stop: threading.Event) -> None:
    try:
        for value in read():
            if stop.is_set():
                return
            queue.put(_Item(value))
        queue.put(_Item())
    except BaseException as error:  # noqa: BLE001 - handed to the caller's thread whole
        queue.put(_Item(error=error))

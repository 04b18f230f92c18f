"""Calls that go out together, and can be stopped while somebody waits for them."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from queue import Empty, Queue
from typing import Generic, TypeVar

T = TypeVar("T")

_TICK_SECONDS = 0.2
_STOP: ContextVar[threading.Event | None] = ContextVar("stop", default=None)


def stop_asked() -> bool:
    """Return whether whoever waits for this work has gone."""
    stop = _STOP.get()
    return stop is not None and stop.is_set()


class _Done(Generic[T]):
    def __init__(self, number: int, value: T | None, error: BaseException | None) -> None:
        self.number, self.value, self.error = number, value, error


def together(
    jobs: Sequence[Callable[[], T]],
    *,
    at_once: int = 1,
    tick: Callable[[int], None] = lambda _: None,
) -> list[T]:
    """Return the jobs' results in order, at most `at_once` of them running at a time.

    `tick` is called in the caller's thread several times a second with the number done; when it
    raises, or the user interrupts, jobs not begun are dropped and those running see `stop_asked`.
    The threads keep nobody from leaving: an answer still on its way is left behind.

    Raises:
        BaseException: what a job or `tick` raised.
    """
    stop = threading.Event()
    waiting = deque(enumerate(jobs))
    done: Queue[_Done[T]] = Queue()

    def work() -> None:
        _STOP.set(stop)
        while waiting and not stop.is_set():
            try:
                number, job = waiting.popleft()
            except IndexError:
                return
            try:
                done.put(_Done(number, job(), None))
            except BaseException as error:  # noqa: BLE001 - handed to the caller's thread whole
                done.put(_Done(number, None, error))

    for _ in range(min(at_once, len(jobs))):
        threading.Thread(target=work, daemon=True).start()
    results: dict[int, T] = {}
    try:
        while len(results) < len(jobs):
            tick(len(results))
            try:
                item = done.get(timeout=_TICK_SECONDS)
            except Empty:
                continue
            if item.error is not None:
                raise item.error
            results[item.number] = item.value  # type: ignore[assignment]
        tick(len(results))
    finally:
        stop.set()
    return [results[number] for number in range(len(jobs))]

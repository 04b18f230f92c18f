"""Results kept in memory, so that a page drawn again does not work them out again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """The newest results of one kind of work, by what they were made from.

    Only for results that never change once made; errors are not remembered.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, made_from: Hashable, make: Callable[[], T]) -> T:
        """Return the result, making it where it is not known."""
        with self._lock:
            if made_from in self._kept:
                self._kept.move_to_end(made_from)
                return self._kept[made_from]
        # Made outside the lock: a long piece of work must not hold up another page.
        made = make()
        with self._lock:
            self._kept[made_from] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def forget(self) -> None:
        """Drop everything."""
        with self._lock:
            self._kept.clear()

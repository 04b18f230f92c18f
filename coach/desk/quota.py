"""What one person may do in a minute, and how long a text may be.

Whoever reaches a limit is told so before anything is done; what they typed stays where it is.
"""

import time
from collections import deque
from collections.abc import Callable
from typing import Literal

from coach.config import PersonLimits
from coach.errors import InputError, LimitError, ModelNotAsked

Act = Literal["saves", "drafts", "model_calls"]

_MINUTE = 60.0
_SAID: dict[Act, str] = {
    "saves": "You saved {most} times within a minute; this was not saved yet.",
    "drafts": "You asked for {most} drafts within a minute; this one was not begun.",
    "model_calls": "the model was asked {most} times for you within a minute",
}
_HINT = "Nothing is lost. Wait a minute, then try again."


class Quota:
    """What one person may still do, counted in this process."""

    def __init__(self, limits: PersonLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._done: dict[Act, deque[float]] = {act: deque() for act in _SAID}

    @property
    def longest(self) -> int | None:
        """The most characters of a text; None where there is no limit."""
        return self._limits.characters or None

    def spend(self, act: Act) -> None:
        """Count one act.

        Raises:
            LimitError: when the person has done it too often within a minute.
        """
        most: int = getattr(self._limits, act)
        done, now = self._done[act], self._clock()
        while done and now - done[0] >= _MINUTE:
            done.popleft()
        if most and len(done) >= most:
            raise LimitError(_SAID[act].format(most=f"{most:,}"), _HINT)
        done.append(now)

    def spend_model_call(self) -> None:
        """Count one call to the model.

        Raises:
            ModelNotAsked: when there were too many; the built-in part stands then.
        """
        try:
            self.spend("model_calls")
        except LimitError as error:
            raise ModelNotAsked(error.message, error.hint) from None

    def text(self, text: str) -> str:
        """Return a text without the characters that cannot be kept.

        Raises:
            InputError: when it is far too long.
        """
        most = self._limits.characters
        if most and len(text) > most:
            raise InputError(
                f"This text is longer than {most:,} characters.", "Paste the part that matters."
            )
        return "".join(
            c for c in text if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000)
        )

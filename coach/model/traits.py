"""What an endpoint can do: found out once by what it refuses, remembered, shown."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import Any, Literal

from pydantic import ValidationError

from coach.config import ModelSettings
from coach.domain.values import Record

LimitName = Literal["max_tokens", "max_completion_tokens"]


class Traits(Record):
    """The ways in which OpenAI-compatible endpoints differ; the defaults are what most can."""

    json_mode: bool = True
    streams: bool = True
    usage: bool = True
    """Whether it says how many tokens a call took; if not, Candor counts."""
    temperature: bool = True
    system_role: bool = True
    limit_name: LimitName = "max_tokens"
    """What it calls the most tokens of an answer."""
    reasons: bool = False
    """Whether it writes reasoning before the answer, which needs room of its own."""

    def told(self) -> tuple[str, ...]:
        """Return what was found, in plain words."""
        return (
            "JSON mode: " + ("yes" if self.json_mode else "no; JSON is asked for in words"),
            "Streaming: " + ("yes" if self.streams else "no; answers come whole"),
            "Token counts: " + ("its own" if self.usage else "none; Candor estimates them"),
            "Temperature: " + ("yes" if self.temperature else "refused; its own is used"),
            "System role: " + ("yes" if self.system_role else "no; put into the first message"),
            f"Answer limit: {self.limit_name}",
            "Reasoning before the answer: "
            + ("yes; taken off, and given room" if self.reasons else "not seen"),
        )


def first_guess(settings: ModelSettings) -> Traits:
    """Return what to assume of an endpoint nobody has asked yet.

    Local servers know `max_tokens` (some ignore the newer name, and then never stop); OpenAI's
    newer models refuse it.
    """
    own = settings.base_url is None or settings.host == "api.openai.com"
    return Traits(limit_name="max_completion_tokens" if own else "max_tokens")


_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("json_mode", re.compile(r"response_format|json_object|json mode", re.I)),
    ("usage", re.compile(r"stream_options|include_usage", re.I)),
    ("temperature", re.compile(r"temperature", re.I)),
    ("limit_name", re.compile(r"max_(?:completion_)?tokens", re.I)),
    ("system_role", re.compile(r"system (?:role|message|prompt)|roles? must alternate", re.I)),
    ("streams", re.compile(r"\bstream(?:ing)?\b", re.I)),
)
_TOO_LONG = re.compile(
    r"context[ _](?:length|size|window)|maximum context|too many tokens|prompt is too long", re.I
)
_REFUSALS = frozenset({400, 405, 415, 422, 501})
_FAULTS = frozenset({500})
_READ_OF_A_REFUSAL = 400


def refusal(error: Exception) -> str | None:
    """Return what an endpoint said when it refused the form of a request; None: it did not.

    A request that is too long is none: leaving something out would not help it.
    """
    status = getattr(error, "status_code", None)
    if status not in _REFUSALS | _FAULTS:
        return None
    body = getattr(error, "body", None)
    fields: dict[str, Any] = body if isinstance(body, dict) else {}
    named = " ".join(str(fields.get(key) or "") for key in ("param", "code", "type"))
    said = f"{named} {fields.get('message') or error}"[:_READ_OF_A_REFUSAL]
    if _TOO_LONG.search(said.replace("-", " ")):
        return None
    if status in _FAULTS and not any(pattern.search(said) for _, pattern in _NAMED):
        return None
    return said


class Trial:
    """What to send in turn to an endpoint that refuses, until it answers or nothing is left.

    What the refusal names is left out; when it names nothing, one thing after the other is, and
    at last all of them.
    """

    def __init__(self, known: Traits, used: frozenset[str]) -> None:
        self.traits = known
        self._tried = {known}
        self._used = used
        self._guesses: Iterator[Traits] | None = None

    @property
    def guessing(self) -> bool:
        """Whether refusals that named nothing have been met."""
        return self._guesses is not None

    def refused(self, said: str, *, guess: bool = True) -> bool:
        """Change what is sent; False when nothing is left to try."""
        for name, pattern in _NAMED:
            if (
                name in self._used
                and pattern.search(said)
                and self._try(_without(self.traits, name))
            ):
                return True
        if not guess:
            return False
        if self._guesses is None:
            self._guesses = self._each_left_out(self.traits)
        return any(map(self._try, self._guesses))

    def _try(self, changed: Traits) -> bool:
        """Take up what was not sent yet: an endpoint that refuses both of two names would go on."""
        if changed in self._tried:
            return False
        self._tried.add(changed)
        self.traits = changed
        return True

    def unreadable(self) -> bool:
        """Ask for the answer whole after a stream that was none; False when it was whole before."""
        return self._try(self.traits.model_copy(update={"streams": False}))

    def _each_left_out(self, traits: Traits) -> Iterator[Traits]:
        names = [name for name, _ in _NAMED if name in self._used]
        bare = traits
        for name in names:
            changed = _without(traits, name)
            bare = _without(bare, name)
            if changed != traits:
                yield changed
        yield bare


def _without(traits: Traits, name: str) -> Traits:
    if name == "limit_name":
        other = "max_completion_tokens" if traits.limit_name == "max_tokens" else "max_tokens"
        return traits.model_copy(update={"limit_name": other})
    return traits.model_copy(update={name: False})


class TraitBook:
    """What was found of each endpoint, kept in a file; without one, for this process only."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._here: dict[str, Traits] = {}

    @classmethod
    def of(cls, data_dir: Path) -> "TraitBook":
        """Return the book in a data folder."""
        return cls(data_dir / "endpoints.json")

    def known(self, settings: ModelSettings) -> Traits | None:
        """Return what was found of an endpoint and model; None when it was never asked."""
        return self._read().get(_key(settings))

    def learn(self, settings: ModelSettings, traits: Traits) -> None:
        """Remember what was found; a folder that cannot be written costs only the memory."""
        self._here = {**self._read(), _key(settings): traits}
        self._write()

    def forget(self, settings: ModelSettings) -> None:
        """Forget an endpoint, so that it is found out anew."""
        self._here = {key: value for key, value in self._read().items() if key != _key(settings)}
        self._write()

    def _read(self) -> dict[str, Traits]:
        if self._path is None:
            return self._here
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(key): Traits.model_validate(value) for key, value in raw.items()}
        except (OSError, ValueError, AttributeError, ValidationError):
            return self._here

    def _write(self) -> None:
        if self._path is None:
            return
        text = json.dumps(
            {key: traits.model_dump() for key, traits in self._here.items()}, indent=1
        )
        # Calls go out together: each writes a file of its own before it takes the place.
        part = self._path.with_suffix(f".{os.getpid()}-{get_ident()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(text, encoding="utf-8")
            part.replace(self._path)


def _key(settings: ModelSettings) -> str:
    return f"{settings.name} at {settings.endpoint}"

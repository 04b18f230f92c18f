"""Practice at the terminal: the client on standard error, the trainee on standard input."""

import sys
from collections.abc import Iterator
from typing import Any

from coach.cli import answer, show
from coach.cli.requests import PractiseCommand, parsed
from coach.services import Services

Json = dict[str, Any]


def talk(services: Services, data: Json) -> Json:
    """Talk turn by turn until the talk ends or the input does, and return it."""
    request = parsed(PractiseCommand, data)
    client, notices = answer.client_of(services, request)
    model = services.model_for(request.engine)
    said = services.practice.start(client, seed=request.seed, model=model)
    _tell(f"{client.name}: {said.opening.client}")
    for line in _lines():
        heard = _Heard(client.name)
        said = services.answer(said, line, model=model, speak=heard.more)
        heard.whole(said.turns[-1].client)
        if said.ended is not None:
            break
    return answer.talk_json(services, said, request.id, notices)


def drill(services: Services, data: Json) -> Json:
    """Try a drill until the input ends, and return the tries."""
    request = parsed(PractiseCommand, data)
    practised, round_ = answer.drill_of(services, request)
    _tell(f"{practised.title}. {practised.task}\n\n{round_.situation}\n\nClient: {round_.client}")
    tried = []
    for line in _lines():
        attempt = services.practice.drills.try_(practised, request.seed, line)
        tried.append(attempt)
        _tell(show.attempt(attempt.model_dump(mode="json")))
        _tell("Try again, or end the input.")
    return answer.drill_json(practised, round_, tried, request)


class _Heard:
    """Prints a line as it grows."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._printed = ""

    def more(self, said: str) -> None:
        """Print what is new in a line."""
        start = "" if self._printed else f"{self._name}: "
        print(start + said.removeprefix(self._printed), end="", file=sys.stderr, flush=True)
        self._printed = said

    def whole(self, said: str) -> None:
        """Print what was not heard yet, and end the line."""
        self.more(said)
        _tell("")


def _lines() -> Iterator[str]:
    """Yield what is typed, until the input ends."""
    while True:
        print("You: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        if line.strip():
            yield line.strip()


def _tell(text: str) -> None:
    print(text, file=sys.stderr)

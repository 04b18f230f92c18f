"""A model words the client's line; the move is fixed, the line is checked, the bank stands by."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coach import counters
from coach.domain.conversation import ClientProfile, PracticeTalk
from coach.domain.model_use import ModelUse, PartOutcome
from coach.domain.values import Engine, Move, Record
from coach.errors import ModelBadReply, ModelError
from coach.model.allowance import Allowance
from coach.model.answers import alien
from coach.model.outlet import Outlet
from coach.model.port import Message, Model
from coach.model.prompts import Prompt
from coach.model.refine import kept_notice, outcome_of
from coach.model.veil import named_in
from coach.practice.matching import content_words, sentences_of, share_of
from coach.practice.sentences import as_it_comes
from coach.practice.slots import as_told, client_lines
from coach.practice.tuning import Mood, PersonaCard
from coach.resources import load_yaml

_LAST_TURNS = 6
_TURNS_DROPPED = 4
"""Older turns go several at a time, so that what is sent begins alike for some turns in a row."""
_MOST_TALK_TOKENS = 1200
_LEAKED_WORDS = 2
_REPEATED_WORDS = 4
_OPENING_WORDS = 3
_TOLD_SHARE = 0.3
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_PART = "the client's line"
_LINE = "line"


Speak = Callable[[str], None]
"""Takes the line as far as it may be heard by now."""


class VoiceData(Record):
    """knowledge/practice/voice.yaml."""

    moods: dict[Mood, str]
    moves: dict[str, str]
    longest_words: int
    most_sentences: int
    concession: str
    concedes: tuple[Move, ...]
    role_flip: str
    narration: str
    polite: str
    shouting: str


@dataclass(frozen=True)
class ToSay:
    """What a line has to do, and the bank's wording of it."""

    talk: PracticeTalk
    trainee: str
    move: Move
    mood: Mood
    card: PersonaCard
    draft: str
    interest_open: bool


@dataclass(frozen=True)
class Worded:
    """A line as spoken: by whom it was written, and what the user should know of that."""

    text: str
    written_by: Engine = "built-in"
    notices: tuple[str, ...] = ()
    model_use: ModelUse | None = None


class Voice:
    """Words lines through a model."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _data(self) -> VoiceData:
        return load_yaml(self._path, VoiceData)

    def word(
        self,
        line: ToSay,
        model: Model,
        prompt: Prompt,
        allowance: Allowance,
        speak: Speak = lambda _: None,
    ) -> Worded:
        """Return the model's wording as far as it passes, or the draft.

        Each sentence is checked when it is whole and handed to `speak`, with all that was said
        before it; what was spoken stands. A line that fails at its first sentence is asked for once
        more. One that fails later, or is cut, ends at its last good sentence and is marked.
        """
        messages = prompt.fill(**self._inputs(line, allowance))
        way = Outlet.of(model).knowing(*_names(line)).for_task(prompt.name)
        way = way.over(allowance.metered(way.model))
        refused: list[Sequence[str]] = []
        try:
            said, faults = self._spoken(line, way, messages, prompt.max_tokens, speak)
            if not said:
                refused.append(faults)
                again = (
                    *messages,
                    Message(role="assistant", text="(a line that cannot be said)"),
                    Message(role="user", text=f"Not like that: {'; '.join(faults)}. Say it again."),
                )
                said, faults = self._spoken(line, way, again, prompt.max_tokens, speak)
            if not said:
                refused.append(faults)
                raise ModelBadReply("; ".join(faults))
        except ModelError as error:
            counters.add("refused part", why=error.code)
            used = allowance.used({_LINE: outcome_of(error, refused)})
            return Worded(line.draft, notices=(kept_notice(_PART, error),), model_use=used)
        done = PartOutcome(outcome="cut", reasons=faults) if faults else outcome_of(None, refused)
        notices = (f"The client's line was cut short ({'; '.join(faults)}).",) if faults else ()
        if line.move == "reveal" and not _tells(said, line):
            said = f"{said} {as_told(line.talk.client)}"
            speak(said)
        return Worded(said, "model", notices, allowance.used({_LINE: done}))

    def _spoken(
        self,
        line: ToSay,
        model: Model,
        messages: Sequence[Message],
        max_tokens: int,
        speak: Speak,
    ) -> tuple[str, tuple[str, ...]]:
        """Return what could be spoken of an answer, and why it ended there if it did not end well.

        Raises:
            ModelError: when the answer broke off before anything could be spoken.
        """
        said = ""
        try:
            for text in as_it_comes(model.stream(messages, max_tokens=max_tokens)):
                if faults := self._all_problems(text, line, messages):
                    return said, faults
                said = text
                speak(said)
        except ModelError as error:
            if not said:
                raise
            return said, (error.message,)
        return said, () if said else ("it is empty",)

    def _all_problems(self, text: str, line: ToSay, messages: Sequence[Message]) -> tuple[str, ...]:
        given = "\n".join(message.text for message in messages)
        new = set(_FIGURE.findall(text)) - set(_FIGURE.findall(given))
        figures = ("it has a figure that nobody named",) if new else ()
        return (*self.problems(text, line), *figures, *alien(text, line.draft, messages))

    def problems(self, text: str, line: ToSay) -> tuple[str, ...]:
        """Return what keeps a line from being spoken, in plain words."""
        data, words = self._data, text.split()
        hot = line.mood in ("angry", "furious")
        broken = {
            "it is empty": not re.search(r"[^\W\d_]", text),
            "it is too long": len(words) > data.longest_words
            or len(sentences_of(text)) > data.most_sentences,
            "it gives away what is hidden": not line.interest_open and _leaks(text, line),
            "it agrees to something": line.move not in data.concedes
            and self._holds(data.concession, text),
            "it speaks for the other side": self._holds(data.role_flip, text),
            "it narrates or labels": self._holds(data.narration, text),
            "it is too polite for the mood": hot and self._holds(data.polite, text),
            "it shouts though the client is calm": line.mood == "calm"
            and bool(re.search(data.shouting, text)),
            "it says again what was said": _repeats(text, line),
        }
        return tuple(fault for fault, is_so in broken.items() if is_so)

    def _holds(self, pattern: str, text: str) -> bool:
        return bool(re.search(pattern, text.replace("\u2019", "'"), re.IGNORECASE | re.MULTILINE))

    def _inputs(self, line: ToSay, allowance: Allowance) -> dict[str, str]:
        client = line.talk.client
        return {
            "persona": f"{client.name}, {client.role}. {line.card.manner}",
            "mood": self._data.moods[line.mood],
            "told": _told(client),
            "talk": "\n".join(_recent(_last_lines(line), allowance)),
            "move": self._data.moves[line.move],
            "draft": line.draft,
        }


def _names(line: ToSay) -> tuple[list[str], list[str]]:
    """Return the people and organisations that must stay here: the client's and all named."""
    client = line.talk.client
    said = (*(turn.trainee for turn in line.talk.turns), line.trainee)
    people, firms = named_in("\n\n".join((_told(client), client.brief, *said)))
    return [client.name, *people], [client.organisation, *firms]


def _told(client: ClientProfile) -> str:
    """Return what may be known of the case; the hidden interest is not among it."""
    parts = (client.stated_position, client.promised, client.costs_them, *client.points)
    return "\n".join(part for part in parts if part) or "Nothing more."


def _last_lines(line: ToSay) -> list[str]:
    """Return what was said last; what came before lives on in the mood and the move."""
    turns = line.talk.turns
    old = max(0, len(turns) - _LAST_TURNS) // _TURNS_DROPPED * _TURNS_DROPPED
    said = [] if old else [f"client: {line.talk.opening.client}"]
    for turn in turns[old:]:
        said += [f"supplier: {turn.trainee}", f"client: {turn.client}"]
    return [*said, f"supplier: {line.trainee}"]


def _recent(said: Sequence[str], allowance: Allowance) -> list[str]:
    """Return the newest of these lines that there is room for, the line answered in any case."""
    newest = allowance.counter.fit(reversed(said), _MOST_TALK_TOKENS)
    return [*reversed(newest)] or [said[-1]]


def _leaks(text: str, line: ToSay) -> bool:
    """Whether a line holds words that only the hidden interest knows."""
    client = line.talk.client
    open_words = content_words(" ".join((_told(client), *_last_lines(line), line.draft)))
    secret = content_words(client.hidden_interest) - open_words
    return len(secret & content_words(text)) >= _LEAKED_WORDS


def _repeats(text: str, line: ToSay) -> bool:
    """Whether a line opens like an earlier one or takes several words in a row from one."""
    if line.move == "repeat":
        return text in client_lines(line.talk)
    mine = _runs(text, _REPEATED_WORDS)
    earlier = client_lines(line.talk)
    start = _runs(text, _OPENING_WORDS)[:1]
    alike = any(start and _runs(said, _OPENING_WORDS)[:1] == start for said in earlier)
    return alike or any(not set(mine).isdisjoint(_runs(said, _REPEATED_WORDS)) for said in earlier)


def _runs(text: str, length: int) -> list[tuple[str, ...]]:
    words = re.findall(r"[\w']+", text.lower())
    return [tuple(words[at : at + length]) for at in range(len(words) - length + 1)]


def _tells(text: str, line: ToSay) -> bool:
    """Whether a line holds what lies behind the demand, at least in part."""
    secret = content_words(line.talk.client.hidden_interest)
    return share_of(secret, content_words(text)) >= _TOLD_SHARE

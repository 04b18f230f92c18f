"""The adapter: a LangChain chat model behind the seam, with our limits, retry and privacy."""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coach.config import ModelSettings
from coach.errors import ModelStopped, ModelUnavailable
from coach.model import faults
from coach.model.guarded import guarded
from coach.model.langchain_wire import (
    build_chat,
    check_finished,
    options,
    options_used,
    text_of,
    to_langchain,
    usage_of,
    was_cut,
)
from coach.model.port import Completion, Message
from coach.model.reasoning import answer_only, reasons_first, without_reasoning
from coach.model.together import stop_asked
from coach.model.tokens import TokenCounter
from coach.model.traits import TraitBook, Trial, first_guess, refusal

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage, BaseMessageChunk

_RETRY_PAUSE = 0.5
_LONGEST_PAUSE = 10.0


class LangChainChat:
    """A chat model that LangChain can talk to; it learns what its endpoint does not know."""

    def __init__(
        self, settings: ModelSettings, counter: TokenCounter, book: TraitBook | None = None
    ) -> None:
        self.name = settings.name
        self.host = settings.host
        self._settings = settings
        self._counter = counter
        self._chat = build_chat(settings)
        self._book = book or TraitBook()
        self._may_guess = True

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the whole answer, without any reasoning before it."""
        trial = self._trial(messages, json_reply)
        pieces = list(self._pieces(messages, max_tokens, json_reply, trial))
        raw = "".join(map(text_of, pieces))
        if was_cut(pieces) and not without_reasoning(raw).strip() and not trial.traits.reasons:
            # All of its room went into reasoning: once more, with room for both.
            trial.traits = trial.traits.model_copy(update={"reasons": True})
            pieces = list(self._pieces(messages, max_tokens, json_reply, trial))
            raw = "".join(map(text_of, pieces))
        text = without_reasoning(raw)
        check_finished(pieces, text)
        self._learn(trial, pieces, raw)
        if usage := usage_of(pieces):
            return Completion(
                text=text, tokens_in=usage.tokens_in, tokens_out=usage.tokens_out, estimated=False
            )
        asked = "\n".join(message.text for message in messages)
        return Completion(
            text=text,
            tokens_in=self._counter.count(asked).tokens,
            tokens_out=self._counter.count(raw).tokens,
            estimated=True,
        )

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer piece by piece, without any reasoning before it."""
        trial = self._trial(messages, json_reply=False)
        seen: list[BaseMessageChunk] = []

        def words() -> Iterator[str]:
            for piece in self._pieces(messages, max_tokens, False, trial):
                seen.append(piece)
                yield text_of(piece)

        for text in answer_only(words(), expected=trial.traits.reasons):
            if text:
                yield text
        raw = "".join(map(text_of, seen))
        check_finished(seen, without_reasoning(raw))
        self._learn(trial, seen, raw)

    def _trial(self, messages: Sequence[Message], json_reply: bool) -> Trial:
        known = self._book.known(self._settings) or first_guess(self._settings)
        return Trial(known, options_used(messages, json_reply=json_reply))

    def _learn(self, trial: Trial, pieces: "Sequence[BaseMessageChunk]", raw: str) -> None:
        """Remember what it took to get an answer: only an answer proves what was left out."""
        usage = usage_of(pieces)
        reasons = trial.traits.reasons or reasons_first(raw) or bool(usage and usage.reasoning)
        found = trial.traits.model_copy(update={"usage": usage is not None, "reasons": reasons})
        self._may_guess = True
        if found != self._book.known(self._settings):
            self._book.learn(self._settings, found)

    def _pieces(
        self, messages: Sequence[Message], max_tokens: int, json_reply: bool, trial: Trial
    ) -> "Iterator[BaseMessageChunk]":
        """Yield chunks; tries once more, and without what an endpoint refuses, before the first."""
        retried = False
        while True:
            sent = to_langchain(messages, trial.traits)
            extras = options(self._settings, trial.traits, max_tokens, json_reply=json_reply)
            read = _Read(self._chat, sent, extras, streams=trial.traits.streams)
            started = False
            try:
                for piece in guarded(read, self._settings.limits):
                    started = True
                    if stop_asked():
                        raise ModelStopped("it was stopped")
                    yield piece
                return
            except Exception as error:
                if started:
                    raise self._plain(error) from error
                if self._adapt(error, trial):
                    continue
                if retried or not self._worth_retrying(error):
                    raise self._plain(error) from error
                retried = True

    def _plain(self, error: Exception) -> Exception:
        return faults.translated(error, self.name)

    def _adapt(self, error: Exception, trial: Trial) -> bool:
        """Leave out what this endpoint seems not to know; False when it refused nothing."""
        said = refusal(error)
        if said is not None:
            if trial.refused(said, guess=self._may_guess):
                return True
            # Leaving things out did not help, so it will not help the next call either.
            self._may_guess = self._may_guess and not trial.guessing
            return False
        status = getattr(error, "status_code", None)
        return isinstance(error, faults.UNREADABLE) and status is None and trial.unreadable()

    def _worth_retrying(self, error: Exception) -> bool:
        if isinstance(error, ModelUnavailable) or not faults.worth_retrying(error):
            return False
        pause = faults.retry_after(error, _RETRY_PAUSE)
        if pause > min(_LONGEST_PAUSE, self._settings.limits.total):
            return False
        time.sleep(pause)
        return True


class _Read:
    """One call, read piece by piece."""

    def __init__(
        self,
        chat: "BaseChatModel",
        sent: "list[BaseMessage]",
        extras: dict[str, Any],
        *,
        streams: bool,
    ) -> None:
        self._chat, self._sent, self._extras, self._streams = chat, sent, extras, streams

    def __call__(self) -> "Iterator[BaseMessageChunk]":
        # Client matters are confidential: no tracing, even if the environment asks for it.
        from langsmith import tracing_context

        with tracing_context(enabled=False):
            if self._streams:
                yield from self._chat.stream(self._sent, **self._extras)
            else:
                yield self._chat.invoke(self._sent, **self._extras)  # type: ignore[misc]

"""The adapter: a LangChain chat model behind the seam, with our limits, retry and privacy."""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from coach.config import ModelSettings
from coach.errors import ModelBadReply, ModelUnavailable
from coach.model import faults
from coach.model.guarded import guarded
from coach.model.port import Completion, Message
from coach.model.silence import keep_silent
from coach.model.tokens import TokenCounter

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage, BaseMessageChunk

_RETRY_PAUSE = 0.5
_LONGEST_PAUSE = 10.0
_FINISHED = {"stop", "end_turn", "STOP", "eos"}


class LangChainChat:
    """A chat model that LangChain can talk to."""

    def __init__(self, settings: ModelSettings, counter: TokenCounter) -> None:
        self.name = settings.name
        self.host = settings.host
        self._settings = settings
        self._counter = counter
        self._chat = build_chat(settings)
        self._knows_json_mode = True
        self._streams = True

    def complete(
        self, messages: Sequence[Message], *, max_tokens: int, json_reply: bool = False
    ) -> Completion:
        """Return the whole answer."""
        pieces = list(self._pieces(messages, max_tokens, json_reply))
        text = "".join(_text(piece) for piece in pieces)
        _check_finished(pieces, text)
        usage = next((u for piece in reversed(pieces) if (u := _usage(piece))), None)
        if usage:
            return Completion(text=text, tokens_in=usage[0], tokens_out=usage[1], estimated=False)
        asked = "\n".join(message.text for message in messages)
        return Completion(
            text=text,
            tokens_in=self._counter.count(asked).tokens,
            tokens_out=self._counter.count(text).tokens,
            estimated=True,
        )

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> Iterator[str]:
        """Yield the answer piece by piece."""
        seen: list[BaseMessageChunk] = []
        for piece in self._pieces(messages, max_tokens, json_reply=False):
            seen.append(piece)
            if text := _text(piece):
                yield text
        _check_finished(seen, "".join(_text(piece) for piece in seen))

    def _pieces(
        self, messages: Sequence[Message], max_tokens: int, json_reply: bool
    ) -> "Iterator[BaseMessageChunk]":
        """Yield chunks; tries once more, and without what an endpoint refuses, before the first."""
        sent = _to_langchain(messages)
        tries = 0
        while True:
            extras = self._extras(max_tokens, json_reply)
            started = False
            try:
                for piece in guarded(lambda x=extras: self._read(sent, x), self._settings.limits):  # type: ignore[misc]
                    started = True
                    yield piece
                return
            except Exception as error:
                if started or not self._try_again(error, json_reply, tries):
                    raise self._plain(error) from error
            tries += 1

    def _plain(self, error: Exception) -> Exception:
        return faults.translated(error, self.name)

    def _try_again(self, error: Exception, json_reply: bool, tries: int) -> bool:
        """Decide on another try, remembering what this endpoint does not know."""
        if isinstance(error, ModelUnavailable):
            return False
        status = getattr(error, "status_code", None)
        if status in (400, 422) and json_reply and self._knows_json_mode:
            self._knows_json_mode = False
            return True
        if isinstance(error, faults.UNREADABLE) and self._streams and status is None:
            self._streams = False
            return True
        if tries or not faults.worth_retrying(error):
            return False
        pause = faults.retry_after(error, _RETRY_PAUSE)
        if pause > min(_LONGEST_PAUSE, self._settings.limits.total):
            return False
        time.sleep(pause)
        return True

    def _extras(self, max_tokens: int, json_reply: bool) -> dict[str, Any]:
        extras: dict[str, Any] = {"max_tokens": max_tokens}
        if json_reply and self._knows_json_mode and self._settings.base_url is not None:
            extras["response_format"] = {"type": "json_object"}
        return extras

    def _read(
        self, messages: "list[BaseMessage]", extras: dict[str, Any]
    ) -> "Iterator[BaseMessageChunk]":
        # Client matters are confidential: no tracing, even if the environment asks for it.
        from langsmith import tracing_context

        with tracing_context(enabled=False):
            if self._streams:
                yield from self._chat.stream(messages, **extras)
            else:
                yield self._chat.invoke(messages, **extras)  # type: ignore[misc]


def build_chat(settings: ModelSettings) -> "BaseChatModel":
    """Return the LangChain model for the settings.

    With a base URL the name is passed on as it is; otherwise `provider:model`, where any LangChain
    provider package that is installed will do, and a bare name means OpenAI.
    """
    keep_silent()
    provider, colon, _ = settings.name.partition(":")
    if settings.base_url is None and colon and provider != "openai":
        from langchain.chat_models import init_chat_model

        return init_chat_model(settings.name)
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    from coach.model.wire import GuardedClient

    return ChatOpenAI(
        model=settings.name if settings.base_url else settings.name.removeprefix("openai:"),
        base_url=settings.base_url or "https://api.openai.com/v1",
        # Local servers want no key, but the client insists on one.
        api_key=SecretStr(settings.api_key or "none"),
        http_client=GuardedClient(settings.limits, local=settings.is_local),
        # The client above goes through the proxy of the environment, if any, by itself.
        openai_proxy="",
        max_retries=0,
        stream_usage=settings.base_url is None,
    )


def _to_langchain(messages: Sequence[Message]) -> "list[BaseMessage]":
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds: dict[str, type[BaseMessage]] = {
        "system": SystemMessage,
        "user": HumanMessage,
        "assistant": AIMessage,
    }
    return [kinds[message.role](content=message.text) for message in messages]


def _text(piece: "BaseMessageChunk") -> str:
    content = piece.content
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if isinstance(part, dict))


def _usage(piece: "BaseMessageChunk") -> tuple[int, int] | None:
    usage = getattr(piece, "usage_metadata", None)
    return (usage["input_tokens"], usage["output_tokens"]) if usage else None


def _check_finished(pieces: "Sequence[BaseMessageChunk]", text: str) -> None:
    """Refuse an answer that was cut, filtered or declined: none of these raises by itself."""
    if any(piece.additional_kwargs.get("refusal") for piece in pieces):
        raise ModelBadReply("it declined to answer")
    reasons = [r for piece in pieces if (r := piece.response_metadata.get("finish_reason"))]
    reason = reasons[-1] if reasons else None
    if reason in ("length", "max_tokens"):
        raise ModelBadReply("its answer was cut at the length limit")
    if reason == "content_filter":
        raise ModelBadReply("its answer was filtered by the provider")
    if reason is None:
        raise ModelUnavailable("its answer stopped half-way", "Try again.")
    if reason not in _FINISHED or not text.strip():
        raise ModelBadReply("its answer was empty")

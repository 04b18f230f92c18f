"""Between LangChain's records and ours: what is sent, and what of an answer counts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.config import ModelSettings
from coach.errors import ModelBadReply, ModelUnavailable
from coach.model.port import Message
from coach.model.silence import keep_silent
from coach.model.traits import Traits

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage, BaseMessageChunk

_FINISHED = {"stop", "end_turn", "STOP", "eos"}
_STEADY, _LIVELY = 0.2, 0.7
"""Temperatures: a checked part should come out the same twice, a spoken line should not."""
_REASONING_ROOM = 2000
"""Tokens that an endpoint which reasons first may use for that."""


class Usage(NamedTuple):
    """What an endpoint says a call took."""

    tokens_in: int
    tokens_out: int
    reasoning: int


def speaks_openai(settings: ModelSettings) -> bool:
    """Return whether the endpoint is asked in OpenAI's way, with all its options."""
    provider, colon, _ = settings.name.partition(":")
    return settings.base_url is not None or not colon or provider == "openai"


def build_chat(settings: ModelSettings) -> "BaseChatModel":
    """Return the LangChain model for the settings.

    With a base URL the name is passed on as it is; otherwise `provider:model`, where any LangChain
    provider package that is installed will do, and a bare name means OpenAI.
    """
    keep_silent()
    if not speaks_openai(settings):
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
        stream_usage=False,
    )


def options(
    settings: ModelSettings, traits: Traits, max_tokens: int, *, json_reply: bool
) -> dict[str, Any]:
    """Return the options of a call that this endpoint understands."""
    room = max_tokens + (_REASONING_ROOM if traits.reasons else 0)
    if not speaks_openai(settings):
        return {"max_tokens": room}
    # As they are: LangChain would rename the limit (local servers ignore the newer name and then
    # never stop), and read JSON mode in a way that loses why an answer ended.
    body: dict[str, Any] = {traits.limit_name: room}
    if json_reply and traits.json_mode:
        body["response_format"] = {"type": "json_object"}
    sent: dict[str, Any] = {"extra_body": body}
    if traits.temperature:
        sent["temperature"] = _STEADY if json_reply else _LIVELY
    if traits.streams and traits.usage:
        sent["stream_usage"] = True
    return sent


def options_used(messages: Sequence[Message], *, json_reply: bool) -> frozenset[str]:
    """Return what a call uses that an endpoint may refuse."""
    used = {"usage", "temperature", "limit_name", "streams"}
    if json_reply:
        used.add("json_mode")
    if any(message.role == "system" for message in messages):
        used.add("system_role")
    return frozenset(used)


def to_langchain(messages: Sequence[Message], traits: Traits) -> "list[BaseMessage]":
    """Return the messages as LangChain takes them, and as this endpoint does."""
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

    kinds: Mapping[str, type[BaseMessage]] = {
        "system": SystemMessage,
        "user": HumanMessage,
        "assistant": AIMessage,
    }
    sent = messages if traits.system_role else _without_system(messages)
    return [kinds[message.role](content=message.text) for message in sent]


def _without_system(messages: Sequence[Message]) -> list[Message]:
    told = "\n\n".join(message.text for message in messages if message.role == "system")
    rest = [message for message in messages if message.role != "system"]
    if not told or not rest:
        return rest or [Message(role="user", text=told)]
    first = Message(role="user", text=f"{told}\n\n{rest[0].text}")
    return [first, *rest[1:]]


def text_of(piece: "BaseMessageChunk") -> str:
    """Return the words in a piece of an answer."""
    content = piece.content
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if isinstance(part, dict))


def usage_of(pieces: "Sequence[BaseMessageChunk]") -> Usage | None:
    """Return what the endpoint says a call took; None when it does not."""
    for piece in reversed(pieces):
        if usage := getattr(piece, "usage_metadata", None):
            details = usage.get("output_token_details") or {}
            reasoning = int(details.get("reasoning") or 0)
            return Usage(usage["input_tokens"], usage["output_tokens"], reasoning)
    return None


def reason_of(pieces: "Sequence[BaseMessageChunk]") -> str | None:
    """Return why an answer ended; None when it just stopped."""
    reasons = [r for piece in pieces if (r := piece.response_metadata.get("finish_reason"))]
    return reasons[-1] if reasons else None


def was_cut(pieces: "Sequence[BaseMessageChunk]") -> bool:
    """Return whether an answer ended at the length limit."""
    return reason_of(pieces) in ("length", "max_tokens")


def check_finished(pieces: "Sequence[BaseMessageChunk]", text: str) -> None:
    """Refuse an answer that was cut, filtered or declined: none of these raises by itself."""
    if any(piece.additional_kwargs.get("refusal") for piece in pieces):
        raise ModelBadReply("it declined to answer")
    reason = reason_of(pieces)
    if was_cut(pieces):
        raise ModelBadReply("its answer was cut at the length limit")
    if reason == "content_filter":
        raise ModelBadReply("its answer was filtered by the provider")
    if reason is None:
        raise ModelUnavailable("its answer stopped half-way", "Try again.")
    if reason not in _FINISHED or not text.strip():
        raise ModelBadReply("its answer was empty")

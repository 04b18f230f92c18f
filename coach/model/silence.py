"""Nothing about a call goes anywhere but to the endpoint: no tracing, no logs of what was said."""

import logging
import os

# LangChain, LangSmith and friends send every message to a tracing service when one of these is set,
# and an old one of them makes every call fail.
TRACING = (
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
    "LANGCHAIN_HANDLER",
    "LANGCHAIN_WANDB_TRACING",
    "LANGCHAIN_COMET_TRACING",
    "LANGSMITH_OTEL_ENABLED",
    "LANGSMITH_OTEL_ONLY",
    "LANGCHAIN_VERBOSE",
    "LANGCHAIN_DEBUG",
)
_TALKATIVE = (
    "openai",
    "langchain",
    "langchain_core",
    "langchain_openai",
    "langsmith",
    "httpx",
    "httpx2",
    "httpcore",
    "httpcore2",
)


def keep_silent() -> None:
    """Turn tracing and the clients' own logging off for this process, whatever was asked for."""
    for name in TRACING:
        os.environ.pop(name, None)
    # Their debug lines hold the whole request, and OPENAI_LOG=debug prints them.
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    from langchain_core.globals import set_debug, set_verbose

    set_debug(False)
    set_verbose(False)

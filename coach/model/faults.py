"""What the clients raise, turned into Candor's own errors in plain words."""

import json

import openai

from coach.errors import CandorError, ModelBadReply, ModelMisconfigured, ModelUnavailable

UNREADABLE = (
    json.JSONDecodeError,
    UnicodeDecodeError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
)
"""Not errors of the client's own: an answer in a shape it did not expect."""

_SETTINGS = "Look at the key, the address and the model name in Settings."


def translated(error: Exception, name: str) -> CandorError | None:
    """Return Candor's error for a client's, or None for one that is a fault of ours."""
    if isinstance(error, CandorError):
        return error
    if isinstance(error, openai.APIStatusError):
        return _status(error, name)
    if isinstance(error, openai.APITimeoutError):
        return ModelUnavailable("it gave no answer in time", "Try again later.")
    if isinstance(error, openai.APIConnectionError):
        return ModelUnavailable("the connection failed", "Check that the endpoint is running.")
    if isinstance(error, openai.APIError):
        return ModelUnavailable("it reported an error", "Try again later.")
    if isinstance(error, (openai.OpenAIError, *UNREADABLE)):
        return ModelBadReply("its answer could not be read")
    return None


def _status(error: openai.APIStatusError, name: str) -> CandorError:
    if error.code == "insufficient_quota" or error.status_code == 402:
        return ModelMisconfigured("the account has no credit left", "Top it up, then try again.")
    match error.status_code:
        case 401 | 403:
            return ModelMisconfigured("the endpoint refused the key", _SETTINGS)
        case 404:
            return ModelMisconfigured(f"the endpoint does not know the model {name!r}", _SETTINGS)
        case 400 | 413 | 422:
            return ModelMisconfigured("the endpoint refused the request", _SETTINGS)
        case 429:
            return ModelUnavailable("the endpoint is busy", "Try again in a minute.")
        case _:
            return ModelUnavailable("the endpoint had a fault", "Try again later.")


def worth_retrying(error: Exception) -> bool:
    """Whether a second try, before the first word, may help."""
    if isinstance(error, openai.APIStatusError):
        quota = error.code == "insufficient_quota"
        return not quota and (error.status_code == 429 or error.status_code >= 500)
    return isinstance(error, openai.APIConnectionError) and not isinstance(
        error, openai.APITimeoutError
    )


def retry_after(error: Exception, default: float) -> float:
    """Return how many seconds the endpoint asked to wait."""
    if not isinstance(error, openai.APIStatusError):
        return default
    try:
        return max(0.0, float(error.response.headers.get("retry-after", default)))
    except ValueError:
        return default

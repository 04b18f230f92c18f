"""What the clients raise, turned into Candor's own errors in plain words."""

import json
import math
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

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


def translated(error: Exception, name: str) -> CandorError:
    """Return Candor's error for a client's, whichever client it is.

    No words of the endpoint's are taken over: they may hold the key or the client's text.
    """
    if isinstance(error, CandorError):
        return error
    if isinstance(status := getattr(error, "status_code", None), int):
        return _status(status, str(getattr(error, "code", "") or ""), name)
    if isinstance(error, (openai.APITimeoutError, TimeoutError)):
        return ModelUnavailable("it gave no answer in time", "Try again later.")
    if isinstance(error, (openai.APIConnectionError, OSError)):
        return ModelUnavailable("the connection failed", "Check that the endpoint is running.")
    if isinstance(error, openai.APIError):
        return ModelUnavailable("it reported an error", "Try again later.")
    return ModelBadReply("its answer could not be read")


def _status(status: int, code: str, name: str) -> CandorError:
    if code == "insufficient_quota" or status == 402:
        return ModelMisconfigured("the account has no credit left", "Top it up, then try again.")
    match status:
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
    headers = error.response.headers
    asked = headers.get("retry-after", "")
    try:
        seconds = float(asked)
    except ValueError:
        seconds = _until(asked, headers.get("date", ""), default)
    return max(0.0, seconds) if not math.isnan(seconds) else default


def _until(day: str, sent: str, default: float) -> float:
    """Return the seconds up to a date, by the endpoint's own clock where it tells it."""
    try:
        return _time(day) - (_time(sent) if sent else time.time())
    except ValueError:
        return default


def _time(day: str) -> float:
    when: datetime = parsedate_to_datetime(day)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()

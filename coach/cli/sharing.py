"""Who agreed to the handling before anything for the client is written (practices 17 to 19)."""

import argparse
from datetime import UTC, datetime
from typing import Any

from coach.errors import UsageError

_HANDLING = "The handling of the case"


def sign_off(options: argparse.Namespace) -> dict[str, Any] | None:
    """Return the sign-off that the call records, or the override with its reason.

    Raises:
        UsageError: when both are given.
    """
    if options.signed_off and options.override:
        raise UsageError("Give --signed-off or --override, not both.")
    today = options.today or datetime.now(UTC).astimezone().date().isoformat()
    if options.signed_off:
        return {"by": options.signed_off, "on": today, "what": _HANDLING}
    if options.override:
        return {"by": "", "on": today, "what": options.override, "override": True}
    return None

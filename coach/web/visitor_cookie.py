"""Who sent a request to one of our own routes: the same cookie that the pages go by."""

import json
from collections.abc import Mapping

from starlette.requests import Request
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME


def claims_in(request: Request) -> Mapping[str, object]:
    """Return what the sign-in says of the sender; nothing when the cookie is none of ours."""

    def signed(name: str) -> bytes | None:
        raw = request.cookies.get(name)
        if raw is None:
            return None
        return decode_signed_value(get_cookie_secret(), name, raw.encode("latin-1", "replace"))

    try:
        found = json.loads(get_cookie_with_chunks(signed, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    # It holds for the address that the person signed in at.
    is_ours = isinstance(found, dict) and found.get("origin") == request.headers.get("origin")
    return found if is_ours else {}

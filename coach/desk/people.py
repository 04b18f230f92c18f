"""Who somebody is, by what the sign-in says of them."""

import hashlib
from collections.abc import Mapping

from coach.config import SignIn
from coach.domain.people import Person
from coach.errors import AccessError

NOBODY = Person()
"""The one user of an installation without sign-in."""


def person_of(claims: Mapping[str, object], sign_in: SignIn | None) -> Person:
    """Return who signed in; the one user where nobody has to.

    Raises:
        AccessError: when nobody signed in, or somebody who may not use this installation.
    """
    if sign_in is None:
        return NOBODY
    subject = str(claims.get("sub") or "")
    if not subject or claims.get("is_logged_in") is not True:
        raise AccessError("You are not signed in.", "Sign in, and you are back where you were.")
    email = _certain_email(claims, sign_in)
    if sign_in.allowed and not _is_allowed(email, sign_in.allowed):
        raise AccessError(
            "This account may not use this installation of Candor.",
            "Sign in with another, or ask whoever keeps it.",
        )
    issuer = str(claims.get("iss") or sign_in.provider)
    id_ = hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()
    return Person(id=id_, name=str(claims.get("name") or "").strip()[:120], email=email)


def _certain_email(claims: Mapping[str, object], sign_in: SignIn) -> str:
    """Return the address, if the provider says that it is theirs or is trusted to know."""
    email = str(claims.get("email") or "").strip().lower()
    return email if sign_in.trusts_email or claims.get("email_verified") is True else ""


def _is_allowed(email: str, allowed: tuple[str, ...]) -> bool:
    return bool(email) and (email in allowed or email[email.rfind("@") :] in allowed)

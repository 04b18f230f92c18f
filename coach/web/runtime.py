"""The services that every visitor of this process shares, and the desk that is one visitor's own."""

import os
from collections.abc import Mapping

import streamlit as st

from coach.config import Settings
from coach.desk import Desk
from coach.desk.people import person_of
from coach.domain.people import Person
from coach.services import Services


@st.cache_resource(show_spinner=False)
def services() -> Services:
    """Return the services; their rooms open on first use."""
    return Services(Settings.from_env(os.environ))


def desk() -> Desk:
    """Return the desk of whoever looks at the page.

    Raises:
        AccessError: when nobody signed in where people have to, or somebody who may not come in.
    """
    return desk_of(person_of(claims(), services().settings.sign_in))


def desk_of(person: Person) -> Desk:
    """Return a person's desk."""
    return _desk(person.id, person.name, person.email)


def claims() -> Mapping[str, object]:
    """Return what the sign-in says of whoever looks at the page."""
    return dict(st.user.to_dict())


@st.cache_resource(show_spinner=False, max_entries=2000)
def _desk(id_: str, name: str, email: str) -> Desk:
    return Desk(services(), Person(id=id_, name=name, email=email))

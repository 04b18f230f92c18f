"""The services that every visitor of this process shares."""

import os

import streamlit as st

from coach.config import Settings
from coach.desk import Desk
from coach.services import Services


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """Return the desk; its rooms open on first use."""
    return Desk(Services(Settings.from_env(os.environ)))

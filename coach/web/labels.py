"""What the pages call the contract's values."""

import streamlit as st

from coach.resources import knowledge_folder, load_yaml

Labels = dict[str, dict[str, str]]


@st.cache_resource(show_spinner=False)
def _labels() -> Labels:
    return load_yaml(knowledge_folder() / "web" / "labels.yaml", Labels)


def label(kind: str, value: str) -> str:
    """Return the words for a value; an unknown one is shown as it is, without underscores."""
    return _labels().get(kind, {}).get(value, value.replace("_", " ").capitalize())

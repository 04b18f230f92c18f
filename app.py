"""The door: page settings, navigation, run."""

import streamlit as st

from coach.web import frame, navigation

st.set_page_config(page_title="Candor", page_icon=frame.ICON, layout="wide")
frame.dress()
frame.run(st.navigation(list(navigation.pages().values()), position="top"))

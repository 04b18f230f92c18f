"""The door: page settings, navigation, run; nothing behind it for whoever may not come in."""

import streamlit as st

from coach.web import frame, navigation, signing_in

st.set_page_config(page_title="Candor", page_icon=frame.ICON, layout="wide")
frame.dress()
refused = signing_in.refusal()
page = st.navigation(list(navigation.pages().values()), position="hidden" if refused else "top")
if refused is None:
    frame.run(page)
else:
    signing_in.show(refused)

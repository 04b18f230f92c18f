"""A case that somebody shares: to be read, or taken over as a case of one's own."""

import streamlit as st

from coach.desk.history import case_text
from coach.web import frame, safe, state
from coach.web.navigation import go
from coach.web.runtime import desk

asked = st.query_params.get("share", "")
share, case = desk().sharing.open(asked)
frame.heading("Shared with you", f"{share.giver} lets you read this.", about=case.title)
if st.button("Make it a case of mine", key="shared.copy", type="primary"):
    mine = desk().sharing.copy(case)
    state.show_case(mine)
    go("situation", case=mine.id)
st.html(safe.paragraphs(case_text(case.title, case.input)))
documents = desk().sharing.documents(case)
if not documents:
    frame.note("There is no case pack yet.")
for document in documents:
    with st.expander(safe.plain(document.title), key=f"shared.{document.name}"):
        st.html(safe.paragraphs(document.markdown))

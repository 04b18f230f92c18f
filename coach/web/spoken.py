"""The script, in the order it is said."""

import streamlit as st

from coach.web import safe, timer
from coach.web.parts import Parts


def script(parts: Parts) -> None:
    """Show what to say, from the opening to the close."""
    said = parts.pack.script
    if said is None:
        return
    parts.show("script.opening", "Open with this", aloud=True)
    timer.timer("pack.timer")
    parts.show("script.hand_over", "Then stop and listen", aloud=True)
    st.header("While they talk", anchor=False)
    if said.conduct:
        with st.expander("How to carry yourself", key="pack.conduct"):
            for line in said.conduct:
                st.html(safe.paragraphs(f"• {line}"))
    for number in range(len(said.acknowledgements)):
        parts.show(f"script.acknowledgements.{number}", aloud=True)
    parts.show("script.read_back", "Say back what you heard", aloud=True)
    parts.show("script.agreement_question", "Ask whether you see it alike", aloud=True)
    parts.show("script.options_aloud", "Offer the ways forward", aloud=True)
    st.header("If they say this, you say that", anchor=False)
    for number, card in enumerate(said.cards):
        with st.expander(safe.plain(card.if_), key=f"pack.card.{number}"):
            parts.show(f"script.cards.{number}.say", aloud=True)
    st.header("If it turns ugly", anchor=False)
    for step, name in (
        ("nudge", "A gentle nudge first"),
        ("boundary", "Then a clear line"),
        ("end", "And if it goes on, end it kindly"),
    ):
        st.markdown(f"**{name}**")
        parts.show(f"script.boundaries.{step}", aloud=True)
    parts.show("script.close", "Close with this", aloud=True)
    parts.show("script.parting", "If you part ways", aloud=True)

"""Settings: who you are, which model, which words are your own, where things are kept."""

import streamlit as st

from coach.doctor import ask_model, examine, known_of_model
from coach.domain.situation import Profile
from coach.web import frame, keeping, private, safe, signing_in, state
from coach.web.runtime import desk

FIELDS = (
    ("name", "Your name", ""),
    ("role", "Your role", "Account manager"),
    ("company", "Your company", ""),
    ("signature", "How you sign", "Best wishes, Jo"),
    ("authority", "What you may give without asking", "Up to £2,000 off, or three days of work"),
)
DATE_ORDERS = {"dmy": "4 March is 4/3", "mdy": "March 4 is 3/4"}
SPELLINGS = {"uk": "British spelling", "us": "American spelling"}


def keep(field: str) -> None:
    """Keep one field of the profile."""
    preferences = desk().store.preferences
    with state.noted():
        known = preferences.profile().model_dump()
        preferences.save_profile(Profile(**{**known, field: st.session_state[f"settings.{field}"]}))


def profile() -> None:
    """Ask who the user is; used in every draft."""
    st.header("About you", anchor=False)
    kept = desk().store.preferences.profile()
    columns = st.columns(2)
    for number, (field, name, example) in enumerate(FIELDS):
        key = state.seed(f"settings.{field}", getattr(kept, field))
        with columns[number % 2]:
            st.text_input(name, key=key, placeholder=example, on_change=keep, args=(field,))
    for field, name, options in (
        ("date_order", "Dates", DATE_ORDERS),
        ("spelling", "Spelling", SPELLINGS),
    ):
        st.radio(
            name,
            list(options),
            key=state.seed(f"settings.{field}", getattr(kept, field)),
            format_func=options.__getitem__,
            horizontal=True,
            on_change=keep,
            args=(field,),
        )


def model() -> None:
    """Say which model is set up, if any, and let it be tried."""
    st.header("Language model", anchor=False)
    settings = desk().services.settings
    if settings.model_problem:
        st.warning(safe.plain(settings.model_problem))
    elif settings.model is None:
        st.html(
            safe.paragraphs(
                "None, and none is needed: Candor drafts, answers and checks by itself. To have a "
                "model polish the wording, set OPENAI_API_KEY or OPENAI_BASE_URL, and "
                "CANDOR_MODEL, and start Candor again."
            )
        )
        return
    else:
        st.html(safe.paragraphs(f"{settings.model.name} at {settings.model.host}"))
        frame.note("Asked only for cases where you agreed to it.")
    found = known_of_model(desk().services)
    if st.button("Try it now", key="settings.try"):
        with st.spinner("Asking it one short question …"):
            said = ask_model(desk().services)
        show = st.success if said.ok else st.error
        show(safe.plain(said.says))
        found = said.found
    if found:
        st.html(safe.paragraphs("\n".join(f"• {line}" for line in found), "candor-note"))


def words() -> None:
    """Let the user's own trade words pass."""
    st.header("Words that are normal in your company", anchor=False)
    frame.note("These are never underlined.")
    st.text_input("Add a word or phrase", key="settings.word", on_change=add_word)
    preferences = desk().store.preferences
    with st.container(horizontal=True):
        for word in preferences.allowed_words():
            name = f"{safe.plain(word)} ✕"
            st.button(name, f"settings.flag.{word}", on_click=preferences.flag_again, args=(word,))


def add_word() -> None:
    """Keep a word, and empty the field for the next."""
    with state.noted():
        desk().store.preferences.allow(st.session_state["settings.word"])
    st.session_state["settings.word"] = ""


def place() -> None:
    """Say where everything is kept, and whether it is in order."""
    st.header("Where your work is kept", anchor=False)
    st.code(str(desk().services.settings.data_dir), language=None, wrap_lines=True)
    frame.note("On the machine that Candor runs on, and nowhere else.")
    if st.button("Check that everything is in order", key="settings.check"):
        for check in examine(desk().services):
            mark = "✓" if check.ok else "✗"
            st.html(safe.paragraphs(f"{mark} {check.name}: {check.says}"))


frame.heading("Settings")
signing_in.account()
profile()
model()
private.names()
words()
place()
keeping.show()

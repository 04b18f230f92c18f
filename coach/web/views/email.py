"""Email: what is muddled in it, and the same in plain words."""

import streamlit as st

from coach.desk.email import final_text, is_taken, place
from coach.domain.kept import SavedEmail
from coach.domain.language import Change, Rewrite
from coach.web import consent, frame, safe, state
from coach.web.navigation import go
from coach.web.runtime import desk


def paste() -> None:
    """Take a new email, or open an earlier one."""
    frame.heading(
        "Is this email plain and fair?",
        "Paste what you want to send. You see what a worried client would trip over, and why.",
    )
    text = st.text_area("Your email", height=260, key="email.new", placeholder="Dear …")
    with st.container(horizontal=True):
        if st.button("Look at it", key="email.go", type="primary") and text.strip():
            with frame.working("Reading your email …", "Done."):
                saved = desk().new_email(text)
            go("email", email=saved.id)
        if st.button("Try it with an example", key="email.example"):
            with frame.working("Reading the example …", "Done."):
                saved = desk().new_email(desk().example().email)
            go("email", email=saved.id)
    earlier = desk().store.emails.all()
    if earlier:
        st.header("Your emails", anchor=False)
    for email in earlier[:20]:
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button("Open", key=f"email.open.{email.id}"):
                go("email", email=email.id)
            st.html(safe.paragraphs(" ".join(email.original.split())[:90] + " …"))


def keep_original(email: SavedEmail) -> None:
    """Keep the email as changed, and rewrite it anew."""
    with state.noted():
        if st.session_state["email.original"].strip():
            desk().rewrite_email(email, st.session_state["email.original"])


def decide(email: SavedEmail, change: Change) -> None:
    """Keep whether a change is taken."""
    taken = st.session_state[f"email.take.{place(change)}"]
    decisions = {**email.decisions, place(change): taken}
    with state.noted():
        desk().store.emails.save(email.model_copy(update={"decisions": decisions}))


def answer(email: SavedEmail, blank: str) -> None:
    """Keep what goes into a blank."""
    answers = {**email.answers, blank: st.session_state[f"email.blank.{blank}"]}
    with state.noted():
        desk().store.emails.save(email.model_copy(update={"answers": answers}))


def speak_first(rewrite: Rewrite) -> None:
    """Say so, when the news should not go by email at all."""
    if rewrite.advice is None:
        return
    with st.container(border=True, key="email_speak_first"):
        st.subheader("Speak to them first; write afterwards", anchor=False)
        st.html(safe.paragraphs("News like this is better heard than read. You could begin:"))
        st.html(safe.paragraphs(rewrite.advice.call_opener, "candor-say"))
        if rewrite.advice.follow_up:
            with st.expander("Then send this", key="email.follow_up"):
                st.html(safe.paragraphs(rewrite.advice.follow_up))


def original(email: SavedEmail) -> None:
    """Show the email with what is muddled underlined."""
    st.header("As you wrote it", anchor=False)
    result = desk().check(email.original)
    st.html(safe.underlined(email.original, result.findings))
    flagged = [finding for finding in result.findings if finding.level != "note"]
    read = result.readability
    frame.note(
        f"{len(flagged)} to look at · {read.words} words, {read.seconds_aloud:.0f} seconds to read "
        f"aloud, school grade {read.grade:.0f}"
    )
    with st.expander("Change my text", key="email.change"):
        st.text_area(
            "Your email",
            height=240,
            key=state.seed("email.original", email.original),
            on_change=keep_original,
            args=(email,),
        )
    words = list(dict.fromkeys(finding.text for finding in flagged))
    with st.popover("A word is normal in my company", key="email.allow"):
        for word in words:
            allow = desk().store.preferences.allow
            st.button(safe.plain(word), key=f"email.allow.{word}", on_click=allow, args=(word,))


def plainer(email: SavedEmail) -> None:
    """Show the email in plain words, with the words that changed marked."""
    st.header("In plain words", anchor=False)
    text = final_text(email)
    result = desk().email_check(email)
    show, copy = st.tabs(["What changed", "To copy"], key="email.view")
    with show:
        st.html(safe.differences(email.original, text)[1])
    with copy:
        st.code(text, language=None, wrap_lines=True)
    flagged = [finding for finding in result.findings if finding.level != "note"]
    read = result.readability
    frame.note(
        f"{len(flagged)} left to look at · {read.words} words, {read.seconds_aloud:.0f} seconds to "
        f"read aloud, school grade {read.grade:.0f}"
    )
    st.download_button("Download as text", text, "email.txt", key="email.file", on_click="ignore")


def changes(email: SavedEmail, rewrite: Rewrite) -> None:
    """Offer each change to take or leave, and ask for what only the user knows."""
    if rewrite.questions:
        st.header("Only you know this", anchor=False)
    for question in rewrite.questions:
        field = f"email.blank.{question.blank}"
        st.text_input(
            safe.plain(f"{question.blank} {question.question}"),
            key=state.seed(field, email.answers.get(question.blank, "")),
            help=safe.plain(question.why),
            on_change=answer,
            args=(email, question.blank),
        )
    if rewrite.changes:
        st.header("Change by change", anchor=False)
    for change in rewrite.changes:
        with st.container(border=True):
            before, after = safe.differences(change.before, change.after)
            left, right = st.columns(2)
            left.html(before)
            right.html(after)
            frame.note(change.why)
            field = state.seed(f"email.take.{place(change)}", is_taken(email, change))
            st.checkbox("Take this change", key=field, on_change=decide, args=(email, change))


named = st.query_params.get("email")
if not named:
    paste()
    st.stop()
saved = desk().store.emails.get(named)
frame.heading("Your email, plainer")
consent.ask(saved.case or saved.id, "this email")
if saved.rewrite is None:
    st.button(
        "Rewrite it",
        key="email.rewrite",
        on_click=desk().rewrite_email,
        args=(saved, saved.original),
    )
    st.html(safe.paragraphs(saved.original))
    st.stop()
frame.notices(saved.rewrite.notices)
speak_first(saved.rewrite)
here, there = st.columns(2, gap="large")
with here:
    original(saved)
with there:
    plainer(saved)
changes(saved, saved.rewrite)
if st.button("Another email", key="email.another"):
    go("email")

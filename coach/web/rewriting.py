"""One email: what is muddled, the plain version, each change to take or leave."""

from functools import partial

import streamlit as st

from coach.desk.email import decide, final_text, is_taken, marks, passed_over, place, questions
from coach.desk.wording import Decision, marks_of, new_words
from coach.domain.kept import SavedEmail
from coach.domain.language import Change, ChannelWarning, Rewrite
from coach.web import frame, safe, state, typed_back, wording
from coach.web.autosave import Field
from coach.web.runtime import desk


def speak_first(advice: ChannelWarning) -> None:
    """Say so, when the news should not go by email at all."""
    with st.container(border=True, key="email_speak_first"):
        st.header("Speak to them first; write afterwards", anchor=False)
        st.html(safe.paragraphs("News like this is better heard than read. You could begin:"))
        st.html(safe.paragraphs(advice.call_opener, "candor-say"))
        if advice.follow_up:
            with st.expander("Then send this", key="email.follow_up"):
                st.html(safe.paragraphs(advice.follow_up))


def original(email: SavedEmail) -> None:
    """Show the email with what is muddled underlined, and what became of each place."""
    st.header("As you wrote it", anchor=False)
    result = desk().check(email.original)
    found = marks(email, result.findings)
    wording.show(
        f"email.words.{email.id}",
        email.original,
        found,
        partial(_decided, email),
        name="Your email as you wrote it",
        can=("accept", "keep", "edit", "ignore", "allow"),
        measured=wording.measures(result.readability, len(found)),
    )
    field = Field("email.original", "email", email.original, email.id)
    key = field.seed()
    typed_back.show(field, lambda: _keep_original(email, field))
    with st.expander("Change my text", key="email.change", icon=":material/edit:"):
        args = (email, field)
        st.text_area("Your email", key=key, height=240, on_change=_keep_original, args=args)
        field.watch()


def plainer(email: SavedEmail) -> None:
    """Show the email in plain words, with what is left to look at and what changed."""
    st.header("In plain words", anchor=False)
    text = final_text(email)
    result = desk().check(text)
    left = marks_of(text, result.findings, (), passed_over(email))
    wording.show(
        f"email.plain.{email.id}",
        text,
        left,
        partial(_decided, email),
        name="Your email in plain words",
        can=("ignore", "allow"),
        measured=wording.measures(result.readability, len(left), "left to look at"),
        before=email.original,
    )
    with st.expander("As a file, or to copy by hand", key="email.copy"):
        st.code(text, language=None, wrap_lines=True)
        st.download_button("Download as text", text, "email.txt", key="email.file")


def blanks(email: SavedEmail, rewrite: Rewrite) -> None:
    """Ask for what only the user knows."""
    if rewrite.questions:
        st.header("Only you know this", anchor=False)
    for name, question in questions(rewrite):
        field = f"email.blank.{name}"
        with st.container(gap="xxsmall"):
            st.text_input(
                safe.plain(f"{question.blank} {question.question}"),
                key=state.seed(field, email.answers.get(name, "")),
                on_change=_answer,
                args=(email, name),
            )
            frame.note(question.why)


def changes(email: SavedEmail, rewrite: Rewrite) -> None:
    """Offer each change to take or leave."""
    if rewrite.changes:
        st.header("Change by change", anchor=False)
    for number, change in enumerate(rewrite.changes):
        with st.container(border=True, key=f"change_{number}"):
            before, after = safe.differences(change.before, change.after)
            left, right = st.columns(2)
            left.html(before)
            right.html(after if new_words(change).strip() else safe.paragraphs("(left out)"))
            frame.note(change.why)
            field = state.seed(f"email.take.{number}", is_taken(email, change))
            args = (email, change, field)
            st.checkbox("Take this change", key=field, on_change=_decide, args=args)


def _keep_original(email: SavedEmail, field: Field) -> None:
    if field.words().strip() and _rewrite(email, field.words(), field.seen):
        field.settle(desk().store.emails.get(email.id).original)


def _decided(email: SavedEmail, decision: Decision) -> None:
    with state.noted():
        decide(desk(), email, decision)
    _forget_ticks()


def _rewrite(email: SavedEmail, text: str, seen: str | None = None) -> bool:
    kept = state.kept(lambda: desk().rewrite_email(email, text, seen))
    _forget_ticks()
    return kept


def _forget_ticks() -> None:
    """Let every tick show what is kept."""
    for key in [key for key in st.session_state if str(key).startswith("email.take.")]:
        del st.session_state[key]


def _decide(email: SavedEmail, change: Change, field: str) -> None:
    _save(email, decisions={**email.decisions, place(change): st.session_state[field]})


def _answer(email: SavedEmail, name: str) -> None:
    answers = {**email.answers, name: st.session_state[f"email.blank.{name}"]}
    _save(email, answers=answers)


def _save(email: SavedEmail, **fields: object) -> None:
    with state.noted():
        desk().history.save(email.model_copy(update=fields))

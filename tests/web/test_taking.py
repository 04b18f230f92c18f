"""A file instead of typing: its words are in the box, below those typed, and nothing is lost."""

from coach.desk import Desk
from tests.uploads import files
from tests.web.conftest import EMAIL, NOTE, Visit, well


def test_a_word_file_becomes_a_note_that_can_be_changed(visit: Visit, desk: Desk) -> None:
    app = visit("situation")
    app.file_uploader(key="situation.text.files.0").upload(
        "../what happened.docx", files.word(NOTE)
    )
    well(app.run())
    [case] = desk.store.cases.all()
    assert case.input.text == NOTE
    assert app.text_area(key="situation.text").value == NOTE


def test_a_file_goes_below_what_was_typed_and_the_same_file_comes_once(
    visit: Visit, desk: Desk
) -> None:
    case = desk.new_case(NOTE)
    app = visit("situation", case=case.id)
    app.file_uploader(key="situation.text.files.0").upload("mail.eml", files.mail())
    well(app.run())
    text = desk.store.cases.get(case.id).input.text
    assert text.startswith(NOTE) and text.endswith(files.WORDS) and "Subject: The shirts" in text
    app.file_uploader(key="situation.text.files.1").upload("mail.eml", files.mail())
    well(app.run())
    assert desk.store.cases.get(case.id).input.text == text


def test_a_broken_file_is_one_sentence_and_the_words_typed_stay(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    app = visit("situation", case=case.id)
    app.file_uploader(key="situation.text.files.0").upload("x.pdf", files.locked_pdf("secret"))
    well(app.run())
    assert [error.value for error in app.error] and "locked" in app.error[0].value
    assert desk.store.cases.get(case.id).input.text == NOTE


def test_a_file_too_long_for_the_box_is_refused_with_the_room_there_is(
    visit: Visit, desk: Desk
) -> None:
    app = visit("situation")
    app.file_uploader(key="situation.text.files.0").upload("long.txt", b"word " * 11_000)
    well(app.run())
    assert "50,000" in app.error[0].value and desk.store.cases.all() == ()


def test_an_email_file_waits_in_the_box_until_it_is_looked_at(visit: Visit, desk: Desk) -> None:
    app = visit("email")
    app.file_uploader(key="email.new.files.0").upload("mine.eml", files.mail(EMAIL))
    well(app.run())
    assert desk.store.emails.all() == ()
    assert app.text_area(key="email.new").value.startswith("Dear Delia")
    # It is kept as if it had been typed: another window finds it.
    assert visit("email").text_area(key="email.new").value.startswith("Dear Delia")
    app.button(key="email.go").click()
    well(app.run())
    assert desk.store.emails.all()[0].original.startswith("Dear Delia")


def test_an_angry_email_as_a_file_is_answered(visit: Visit, desk: Desk) -> None:
    app = visit("email")
    app.radio(key="email.which").set_value("An angry email I got")
    app.run()
    app.file_uploader(key="reply.new.files.0").upload("angry.eml", files.mail())
    well(app.run())
    assert app.text_area(key="reply.new").value == files.WORDS
    app.button(key="reply.go").click()
    well(app.run())
    assert desk.store.replies.all()[0].original == files.WORDS

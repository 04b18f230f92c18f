from coach.desk import Desk
from coach.desk.email import decide, final_text, marks, place, questions
from coach.desk.wording import Decision, Mark
from coach.domain.kept import SavedEmail
from coach.domain.language import BlankQuestion, Rewrite
from tests.web.conftest import EMAIL, Visit, well, words


def test_a_pasted_email_is_kept_rewritten_and_there_after_a_reload(
    visit: Visit, desk: Desk
) -> None:
    app = visit("email")
    app.text_area(key="email.new").input(EMAIL)
    well(app.run())
    (saved,) = desk.store.emails.all()
    assert saved.original == EMAIL
    assert saved.rewrite is not None
    again = visit("email", email=saved.id)
    assert again.code[0].value.strip() == final_text(saved).strip()


def test_a_change_refused_is_not_in_the_text_to_copy(visit: Visit, desk: Desk) -> None:
    email = desk.rewrite_email(desk.new_email(EMAIL), EMAIL)
    assert email.rewrite is not None
    number, change = next(
        (number, change)
        for number, change in enumerate(email.rewrite.changes)
        if change.before.strip() and change.after != change.before
    )
    app = visit("email", email=email.id)
    app.checkbox(key=f"email.take.{number}").uncheck()
    well(app.run())
    assert change.before in app.code[0].value
    again = visit("email", email=email.id)
    assert change.before in again.code[0].value


def test_with_every_change_refused_the_email_is_as_it_was(desk: Desk) -> None:
    email = desk.rewrite_email(desk.new_email(EMAIL), EMAIL)
    assert email.rewrite is not None
    refused = {place(change): False for change in email.rewrite.changes}
    assert final_text(email.model_copy(update={"decisions": refused})) == EMAIL


def test_what_goes_into_a_blank_is_kept(visit: Visit, desk: Desk) -> None:
    email = desk.rewrite_email(desk.new_email(EMAIL), EMAIL)
    assert email.rewrite is not None and email.rewrite.questions
    blank = email.rewrite.questions[0].blank
    app = visit("email", email=email.id)
    app.text_input(key=f"email.blank.{blank}1").input("the second issue by 20 March")
    well(app.run())
    assert "the second issue by 20 March" in app.code[0].value
    assert desk.store.emails.get(email.id).answers[f"{blank}1"] == "the second issue by 20 March"


def found_in(desk: Desk, email: SavedEmail) -> tuple[Mark, ...]:
    return marks(email, desk.check(email.original).findings)


def test_a_mark_shows_whether_its_change_is_taken_and_can_be_kept_instead(desk: Desk) -> None:
    email = desk.rewrite_email(desk.new_email(EMAIL), EMAIL)
    mark = next(mark for mark in found_in(desk, email) if mark.offer)
    assert mark.state == "taken"
    kept = decide(desk, email, Decision(does="keep", mark=mark))
    assert mark.words in final_text(kept)
    assert next(m for m in found_in(desk, kept) if m.start == mark.start).state == "kept"
    again = decide(desk, kept, Decision(does="accept", mark=mark))
    assert final_text(again) == final_text(email)


def test_a_mark_left_as_it_is_is_not_shown_again_but_others_are(desk: Desk) -> None:
    email = desk.rewrite_email(desk.new_email(EMAIL), EMAIL)
    before = found_in(desk, email)
    after = found_in(desk, decide(desk, email, Decision(does="ignore", mark=before[0])))
    assert [m.words for m in after] == [m.words for m in before if m.words != before[0].words]


def test_a_word_of_the_company_is_allowed_everywhere(desk: Desk) -> None:
    email = desk.rewrite_email(desk.new_email(EMAIL), EMAIL)
    mark = next(m for m in found_in(desk, email) if m.category == "jargon")
    after = decide(desk, email, Decision(does="allow", mark=mark))
    assert mark.words in desk.store.preferences.allowed_words()
    assert mark.words not in [m.words for m in found_in(desk, after)]
    assert mark.words not in [f.text for f in desk.check(EMAIL).findings]


def test_a_mark_rewritten_by_hand_keeps_what_was_decided_elsewhere(desk: Desk) -> None:
    email = desk.rewrite_email(desk.new_email(EMAIL), EMAIL)
    first, *_, last = [mark for mark in found_in(desk, email) if mark.offer]
    email = decide(desk, email, Decision(does="keep", mark=last))
    answered = email.rewrite.questions[0].blank if email.rewrite else ""
    email = desk.store.emails.save(email.model_copy(update={"answers": {f"{answered}1": "wrote"}}))
    after = decide(desk, email, Decision(does="edit", mark=first, words="your call on Friday"))
    assert "your call on Friday" in after.original
    assert after.answers == email.answers
    assert last.words in final_text(after)


def test_the_example_is_one_click(visit: Visit) -> None:
    app = visit("email")
    app.button(key="email.example").click()
    well(app.run())
    assert "Imogen" in words(app)


def test_a_blank_that_comes_twice_is_asked_for_and_filled_twice(visit: Visit, desk: Desk) -> None:
    asked = BlankQuestion(blank="[who]", question="Who?", why="They need a name.")
    rewrite = Rewrite(
        text="[who] will call; [who] will write.",
        changes=(),
        facts=(),
        invented=(),
        questions=(asked, asked),
        findings=(),
        advice=None,
    )
    email = desk.store.emails.save(
        desk.new_email("We will call.").model_copy(update={"rewrite": rewrite})
    )
    first, second = (name for name, _ in questions(rewrite))
    app = visit("email", email=email.id)
    app.text_input(key=f"email.blank.{second}").input("Wim")
    well(app.run())
    assert app.code[0].value == "[who] will call; Wim will write."
    app.text_input(key=f"email.blank.{first}").input("Jas")
    well(app.run())
    assert app.code[0].value == "Jas will call; Wim will write."

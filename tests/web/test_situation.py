from streamlit.testing.v1 import AppTest

from coach.desk import Desk
from tests.web.conftest import NOTE, Visit, well, words


def written(visit: Visit) -> AppTest:
    app = visit("situation")
    app.text_area(key="situation.text").input(NOTE)
    return well(app.run())


def fact(app: AppTest, text: str) -> str:
    """Return the key of the field that holds a fact."""
    return next(
        field.key
        for field in app.text_input
        if field.key and field.key.startswith("situation.fact.") and field.value == text
    )


def test_a_note_is_kept_when_its_field_is_left_and_is_there_after_a_reload(visit: Visit) -> None:
    app = written(visit)
    id_ = app.query_params["case"]
    again = visit("situation", case=id_)
    assert again.text_area(key="situation.text").value == NOTE


def test_each_fact_stands_under_the_sentence_it_came_from(visit: Visit) -> None:
    app = written(visit)
    assert fact(app, "£600")
    assert "<mark>£600</mark> off the invoice" in words(app)


def test_a_corrected_fact_is_what_the_rest_goes_by(visit: Visit, desk: Desk) -> None:
    app = written(visit)
    app.text_input(key=fact(app, "6 March")).input("8 March")
    well(app.run())
    (case,) = desk.store.cases.all()
    assert [(c.was, c.now) for c in case.input.corrections] == [("6 March", "8 March")]
    assert "<mark>8 March</mark>" in words(app)
    again = visit("situation", case=case.id)
    assert fact(again, "8 March")


def test_a_fact_can_be_corrected_twice_and_put_back(visit: Visit, desk: Desk) -> None:
    app = written(visit)
    for old, new in (("£600", "£650"), ("£650", "£700"), ("£700", "£600")):
        app.text_input(key=fact(app, old)).input(new)
        well(app.run())
    (case,) = desk.store.cases.all()
    assert case.input.corrections == ()


def test_kind_and_fault_are_one_choice_each(visit: Visit, desk: Desk) -> None:
    app = written(visit)
    app.selectbox(key="situation.fault").select("shared")
    app.selectbox(key="situation.issue_kinds").select("quality_complaint")
    well(app.run())
    (case,) = desk.store.cases.all()
    assert case.input.fault == "shared"
    assert case.input.issue_kinds[0] == "quality_complaint"
    assert visit("situation", case=case.id).selectbox(key="situation.fault").value == "shared"


def test_a_sentence_marked_private_stays_so_when_a_fact_in_it_is_corrected(
    visit: Visit, desk: Desk
) -> None:
    app = written(visit)
    box = next(
        field for field in app.checkbox if "till" in sentence_of(app, desk, str(field.key or ""))
    )
    box.check()
    well(app.run())
    app.text_input(key=fact(app, "40 customers")).input("45 customers")
    well(app.run())
    (case,) = desk.store.cases.all()
    assert any("45 customers" in private for private in case.input.internal)
    situation = desk.services.read(case.input)
    assert next(f for f in situation.facts if f.text == "45 customers").confidential


def sentence_of(app: AppTest, desk: Desk, key: str) -> str:
    parts = key.split(".")
    if parts[:2] != ["situation", "private"]:
        return ""
    case = desk.store.cases.get(app.query_params["case"])
    reading = desk.services.reading(case.input)
    return next((s.text for s in reading.sentences if s.start <= int(parts[3]) < s.end), "")


def test_an_answer_is_kept(visit: Visit, desk: Desk) -> None:
    app = written(visit)
    asked = [field for field in app.text_input if str(field.key).startswith("situation.answer.")]
    asked[0].input("We talk every week.")
    well(app.run())
    (case,) = desk.store.cases.all()
    assert "We talk every week." in case.input.answers.values()


def test_a_few_words_give_questions_and_no_draft(visit: Visit) -> None:
    app = visit("situation")
    app.text_area(key="situation.text").input("it went wrong")
    well(app.run())
    assert any("too little" in warning.value for warning in app.warning)
    assert any(str(field.key).startswith("situation.answer.") for field in app.text_input)


def test_making_the_pack_opens_it(visit: Visit) -> None:
    app = written(visit)
    app.button(key="situation.draft").click()
    well(app.run())
    assert app.title[0].value == "What to say and what to offer"


def test_a_note_changed_in_another_window_is_not_written_over(visit: Visit, desk: Desk) -> None:
    app = written(visit)
    (case,) = desk.store.cases.all()
    desk.rename(case, "Renamed elsewhere")
    app.text_area(key="situation.text").input(NOTE + " And more.")
    well(app.run())
    assert any("another window" in error.value for error in app.error)
    assert desk.store.cases.get(case.id).input.text == NOTE


def test_an_address_with_no_case_behind_it_says_so(visit: Visit) -> None:
    app = visit("situation", case="00000000-0000-0000-0000-000000000000")
    assert any("nothing here" in error.value for error in app.error)


def test_a_text_far_too_long_is_refused_in_one_sentence(visit: Visit, desk: Desk) -> None:
    app = visit("situation")
    app.text_area(key="situation.text").input("word " * 200_000)
    well(app.run())
    assert any("longer than" in error.value for error in app.error)
    assert desk.store.cases.all() == ()


def test_a_long_note_shows_its_first_facts_and_then_more(visit: Visit, desk: Desk) -> None:
    lines = [
        f"We owe them £{100 + number} for item {number}, due on 3 May." for number in range(45)
    ]
    case = desk.new_case(f"{NOTE} {' '.join(lines)}")
    app = visit("situation", case=case.id)
    fields = [one.key for one in app.text_input if str(one.key).startswith("situation.fact.")]
    assert len(fields) <= 80
    app.button(key="facts.show_more.main").click()
    well(app.run())
    more = [one.key for one in app.text_input if str(one.key).startswith("situation.fact.")]
    assert len(more) > len(fields) and set(fields) <= set(more)

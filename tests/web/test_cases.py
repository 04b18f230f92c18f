from pathlib import Path

import pytest
import streamlit as st

from coach.desk import Desk
from tests.web.conftest import NOTE, Visit, well, words


def test_a_first_visit_offers_a_start_and_a_worked_example(visit: Visit) -> None:
    app = visit()
    assert app.button(key="cases.new")
    app.button(key="cases.example").click()
    well(app.run())
    assert app.title[0].value == "What to say and what to offer"
    assert "Imogen" in words(app)


def test_cases_are_listed_renamed_deleted_and_brought_back(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    app = visit()
    app.text_input(key=f"cases.title.{case.id}").input("Ferrow coupons")
    well(app.run())
    assert "Ferrow coupons" in words(app)
    app.button(key=f"cases.delete.{case.id}").click()
    well(app.run())
    assert desk.store.cases.all() == ()
    app.button(key=f"bin.restore.{case.id}").click()
    well(app.run())
    assert [kept.title for kept in desk.store.cases.all()] == ["Ferrow coupons"]


def test_a_case_erased_for_good_is_gone(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    desk.store.cases.delete(case.id)
    app = visit()
    app.button(key=f"bin.erase.{case.id}").click()
    well(app.run())
    assert desk.store.cases.bin() == ()


def test_opening_a_case_names_it_in_the_address(visit: Visit, desk: Desk) -> None:
    case = desk.new_case(NOTE)
    app = visit()
    app.button(key=f"cases.open.{case.id}").click()
    well(app.run())
    assert app.query_params["case"] in (case.id, [case.id])
    assert app.text_area(key="situation.text").value == NOTE


def test_a_data_folder_that_cannot_be_used_is_one_sentence_on_the_page(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("CANDOR_DATA_DIR", str(tmp_path / "file" / "data"))
    for page in ("cases", "practise", "email", "settings"):
        st.cache_resource.clear()
        app = visit(page)
        assert any("data folder" in error.value for error in app.error), page

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.desk import Desk
from coach.desk.corrections import corrected, rewritten
from coach.domain.situation import CaseInput, Correction, SituationFact
from coach.drafting.intake.working import working_text
from coach.errors import InputError
from tests.web.conftest import NOTE

TEXT = "We owe 310 people by 3 May, 310 in all."


def case(text: str = TEXT, **fields: object) -> CaseInput:
    return CaseInput(text=text, today="2026-03-02").model_copy(update=fields)


def fact(text: str, words: str, nth: int = 0) -> SituationFact:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return SituationFact(
        id="f1",
        start=start,
        end=start + len(words),
        text=words,
        kind="number",
        value=words,
        side="ours",
        certainty="stated",
        confidential=False,
    )


def working(given_case: CaseInput) -> str:
    return working_text(given_case).text


def test_a_correction_is_kept_by_its_place_in_the_note_as_first_written() -> None:
    second = corrected(case(), fact(TEXT, "310", nth=1), "280")
    assert second.corrections == (Correction(start=28, end=31, was="310", now="280"),)
    assert working(second) == "We owe 310 people by 3 May, 280 in all."


def test_a_correction_after_another_lands_where_it_was_meant() -> None:
    first = corrected(case(), fact(TEXT, "310"), "a thousand")
    now = working(first)
    both = corrected(first, fact(now, "3 May"), "10 May")
    assert working(both) == "We owe a thousand people by 10 May, 310 in all."


def test_correcting_a_correction_replaces_it_and_the_first_words_undo_it() -> None:
    first = corrected(case(), fact(TEXT, "310"), "280")
    second = corrected(first, fact(working(first), "280"), "290")
    assert [c.now for c in second.corrections] == ["290"]
    undone = corrected(second, fact(working(second), "290"), "310")
    assert undone.corrections == ()


def test_a_fact_of_an_answer_is_mended_in_the_answer() -> None:
    asked = case(answers={"when": "On 5 May at ten"})
    mended = corrected(asked, fact(working(asked), "5 May"), "6 May")
    assert mended.answers == {"when": "On 6 May at ten"}
    assert mended.corrections == ()


def test_a_private_sentence_stays_private_when_its_words_are_mended() -> None:
    marked = case(internal=("310 people",), shareable=("3 May, 310",))
    mended = corrected(marked, fact(TEXT, "310"), "280")
    assert mended.internal == ("280 people",)
    assert mended.shareable == ("3 May, 310",)


@given(st.data())
def test_any_row_of_corrections_reads_as_if_typed_over(data: st.DataObject) -> None:
    now, expected = case("a1 b2 c3 d4 e5"), "a1 b2 c3 d4 e5"
    for _ in range(data.draw(st.integers(1, 6))):
        words = data.draw(st.sampled_from(expected.split()))
        new = data.draw(st.text(alphabet="xyz789", min_size=1, max_size=6))
        found = fact(expected, words)
        expected = expected[: found.start] + new + expected[found.end :]
        now = corrected(now, found, new)
        assert working(now) == expected


def test_a_rewritten_note_keeps_the_corrections_whose_words_are_still_there() -> None:
    first = corrected(corrected(case(), fact(TEXT, "310"), "280"), fact(TEXT, "3 May"), "4 May")
    changed = rewritten(first, "Last week: we owe 310 people, no date yet.")
    assert working(changed) == "Last week: we owe 280 people, no date yet."


def test_a_note_is_named_by_its_first_words_until_it_has_a_name(desk: Desk) -> None:
    made = desk.new_case("")
    written = desk.rewrite_note(made, NOTE)
    assert written.title.startswith("We run the newsletter")
    named = desk.rename(written, "Coupons")
    assert desk.rewrite_note(named, NOTE + " More.").title == "Coupons"


def test_a_text_too_long_to_read_is_refused_before_it_is_kept(desk: Desk) -> None:
    with pytest.raises(InputError, match="longer than"):
        desk.new_case("x" * 60_000)
    assert desk.store.cases.all() == ()


def test_without_consent_no_model_is_asked(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from coach.config import Settings
    from coach.services import Services

    settings = Settings.from_env(
        {
            "CANDOR_DATA_DIR": str(tmp_path / "data"),
            "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
            "CANDOR_MODEL": "m",
        }
    )
    with_model = Desk(Services(settings))
    kept = with_model.new_case(NOTE)
    assert with_model.engine_for(kept.id) == "built-in"
    with_model.store.preferences.give_consent(kept.id, "127.0.0.1")
    assert with_model.engine_for(kept.id) == "model"
    assert with_model.engine_for("another") == "built-in"


def test_the_profile_set_once_is_used_in_every_draft(desk: Desk) -> None:
    kept = desk.new_case(NOTE)
    profile = desk.store.preferences.profile()
    desk.store.preferences.save_profile(profile.model_copy(update={"signature": "Jo of Marsh"}))
    pack = desk.draft(kept)
    assert "Jo of Marsh" in (pack.follow_up or "")

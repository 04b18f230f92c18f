"""`candor reply`, as a user calls it."""

import json
from pathlib import Path

import jsonschema

from coach.schemas import schema
from tests.cli.conftest import Candor

EMAIL = (
    "Hi Petra,\n\nMy pupils waited for two hours. Where was the bus? When will it come?\n\nLotte"
)


def test_the_reply_fits_its_schema_and_asks_for_each_blank(candor: Candor) -> None:
    ran = candor("reply", "-", "--json", stdin=EMAIL)
    jsonschema.validate(ran.json, schema("reply"))
    assert ran.code == 0 and ran.json["written_by"] == "built-in" and ran.json["invented"] == []
    assert [one["text"] for one in ran.json["asked"]] == [
        "Where was the bus?",
        "When will it come?",
    ]
    for one in [*ran.json["asked"], *ran.json["harms"]]:
        assert EMAIL[one["start"] : one["end"]].startswith(one["text"][:5])
    assert all(q["blank"] in ran.json["text"] and q["why"] for q in ran.json["questions"])


def test_notes_answer_and_the_rest_is_asked_for(candor: Candor, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("2: at 8:15 tomorrow\n", encoding="utf-8")
    ran = candor("reply", "-", "--notes", str(notes), "--name", "Petra Lund", stdin=EMAIL)
    assert "2. When it will come: at 8:15 tomorrow." in ran.out
    assert "To fill in:" in ran.out and "Petra Lund" in ran.out


def test_a_batch_answers_line_by_line_and_goes_on_after_a_bad_one(
    candor: Candor, tmp_path: Path
) -> None:
    lines = [{"id": "a", "text": EMAIL, "notes": "2: at noon"}, {"id": "b"}, {"text": "Why?"}]
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    ran = candor("reply", "--batch", str(file))
    first, second, third = ran.lines
    assert ran.code == 1
    assert first["id"] == "a" and "at noon" in first["text"]
    assert second["error"]["code"] == "input"
    assert third["id"] == "3" and third["text"]


def test_a_model_that_is_not_configured_is_a_wrong_call(candor: Candor) -> None:
    assert candor("reply", "-", "--engine", "model", stdin=EMAIL).code == 2

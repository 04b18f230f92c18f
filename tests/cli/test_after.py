import json
from pathlib import Path

import jsonschema

from coach.schemas import schema
from tests.cli.conftest import Candor
from tests.cli.test_contract import SITUATION

NOTES = (
    "met Marta\n- Dana to send the plan by Fri\n- credit of £300 agreed\n"
    "- between us: we could have gone to £500\n- next call 3 June 10am\n"
)


def test_after(candor: Candor) -> None:
    ran = candor("after", "-", "--json", "--met", "2026-05-26", stdin=NOTES)
    jsonschema.validate(ran.json, schema("after"))
    assert ran.code == 0
    (action,) = ran.json["actions"]
    assert (action["who"], action["day"]) == ("Dana", "2026-05-29")
    assert NOTES[action["start"] : action["end"]] == action["source"]
    assert "£500" not in ran.json["client_summary"] and "£500" in ran.json["internal_summary"]
    assert ran.json["calendar"].startswith("BEGIN:VCALENDAR")
    assert ran.json["sharing"] == {"open": False, "sign_off": None}


def test_the_clients_papers_are_written_once_somebody_signed_off(
    candor: Candor, tmp_path: Path
) -> None:
    closed, open_ = tmp_path / "closed", tmp_path / "open"
    call = ("after", "-", "--met", "2026-05-26", "--out")
    ran = candor(*call, str(closed), stdin=NOTES)
    assert "not written" in ran.err
    assert not list(closed.glob("client-summary*")) and list(closed.glob("meeting-record.*"))
    signed = candor(*call, str(open_), "--signed-off", "Gwen", "--json", stdin=NOTES)
    assert signed.json["sharing"]["sign_off"]["by"] == "Gwen"
    found = {path.suffix for path in open_.glob("client-summary*")}
    assert found == {".md", ".docx", ".pdf"} and (open_ / "next-talk.ics").exists()


def test_an_override_is_recorded_with_its_reason(candor: Candor) -> None:
    ran = candor("after", "-", "--json", "--override", "Gwen is ill", stdin=NOTES)
    assert ran.json["sharing"]["sign_off"]["override"] is True
    assert ran.json["sharing"]["sign_off"]["what"] == "Gwen is ill"
    both = candor("after", "-", "--override", "x", "--signed-off", "y", stdin=NOTES)
    assert both.code == 2


def test_changes_are_marked_against_an_earlier_record(candor: Candor, tmp_path: Path) -> None:
    earlier = tmp_path / "earlier.json"
    call = ("after", "-", "--json", "--met", "2026-05-26")
    earlier.write_text(candor(*call, stdin=NOTES).out, encoding="utf-8")
    later = NOTES.replace("by Fri", "by 9 June")
    ran = candor(*call, "--earlier", str(earlier), stdin=later)
    assert [change["kind"] for change in ran.json["changes"]] == ["changed"]


def test_a_batch_takes_the_situation_with_the_notes(candor: Candor) -> None:
    lines = [
        {"id": "a", "text": NOTES, "situation": SITUATION, "met": "2026-05-26"},
        {"id": "b", "text": 7},
    ]
    ran = candor("after", "--batch", "-", stdin="\n".join(json.dumps(line) for line in lines))
    first, second = ran.lines
    assert first["id"] == "a" and any(c["kind"] == "not_mentioned" for c in first["changes"])
    assert second["error"]["code"] == "input" and ran.code == 1

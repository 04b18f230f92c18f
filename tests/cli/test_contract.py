"""Every command's output fits its schema and holds the contract's fields."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from coach.schemas import COMMANDS, schema
from coach.schemas.generate import generated
from tests.cli.conftest import Candor

SITUATION = (
    "We promised Harbour Lane Bakery their new ordering site for 12 May and I forgot to book the "
    "load test, so it went live on 19 May and fell over on the first Saturday. Marta Kowal, the "
    "owner, lost about £1,800 of pre-orders and is furious. We can do the fix for free and I may "
    "credit up to £500 without asking my boss. She wants to know when it will work again."
)


def validated(command: str, result: object) -> None:
    jsonschema.validate(result, schema(command))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_stored_schema_is_the_records_own(command: str) -> None:
    assert schema(command) == generated()[command]


def test_check(candor: Candor) -> None:
    text = "Mistakes were made and we will circle back."
    ran = candor("check", "-", "--json", stdin=text)
    validated("check", ran.json)
    assert ran.code == 0 and ran.json["findings"]
    for finding in ran.json["findings"]:
        assert set(finding) >= {
            "start",
            "end",
            "text",
            "category",
            "level",
            "why",
            "instead",
            "rule",
        }
        assert text[finding["start"] : finding["end"]] == finding["text"]
    assert set(ran.json["readability"]) >= {
        "words",
        "sentences",
        "grade",
        "longest_sentence",
        "seconds_aloud",
    }
    assert ran.json["readability"]["seconds_aloud"] == pytest.approx(8 * 60 / 140, abs=0.1)


def test_findings_change_the_exit_code_only_when_asked(candor: Candor) -> None:
    evasive, plain = "Mistakes were made.", "I sent the wrong file on Monday."
    assert candor("check", "-", stdin=evasive).code == 0
    assert candor("check", "-", "--fail-on", "warning", stdin=evasive).code == 1
    assert candor("check", "-", "--fail-on", "warning", stdin=plain).code == 0


def test_allowed_words_are_not_flagged(candor: Candor, tmp_path: Path) -> None:
    words = tmp_path / "ours.txt"
    words.write_text("synergies\n", encoding="utf-8")
    text = "We will leverage synergies."
    before = candor("check", "-", "--json", stdin=text).json["findings"]
    after = candor("check", "-", "--json", "--allow", str(words), stdin=text).json["findings"]
    assert any("synergies" in finding["text"] for finding in before)
    assert not any(finding["text"] == "synergies" for finding in after)


def test_rewrite(candor: Candor) -> None:
    text = "Hi Ana,\n\nMistakes were made with invoice INV-204 of £1,250 on 3 May.\n\nBest,\nTom"
    ran = candor("rewrite", "-", "--json", stdin=text)
    validated("rewrite", ran.json)
    assert ran.code == 0 and ran.json["invented"] == [] and ran.json["written_by"] == "built-in"
    assert all(fact["kept"] for fact in ran.json["facts"]) and ran.json["facts"]
    for change in ran.json["changes"]:
        assert text[change["start"] : change["end"]] == change["before"]


def test_guide(candor: Candor) -> None:
    ran = candor("guide", "he wants it by email", "-k", "2", "--json")
    validated("guide", ran.json)
    assert len(ran.json["passages"]) == 2
    assert candor("guide", "sourdough starter temperature", "--json").json["passages"] == []


def test_prepare(candor: Candor, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = candor(
        "prepare", "-", "--json", "--out", str(out), "--today", "2026-05-25", stdin=SITUATION
    )
    validated("prepare", ran.json)
    pack = ran.json
    assert ran.code == 0 and pack["document"] and pack["script"]
    assert sum(option["preferred"] for option in pack["options"]) == 1
    assert 2 <= len(pack["options"]) <= 3
    assert len(pack["script"]["opening"].split()) <= 140
    assert len(pack["script"]["cards"]) >= 5 and set(pack["script"]["cards"][0]) == {"if", "say"}
    assert sorted(item["practice"] for item in pack["checklist"]) == list(range(1, 100))
    for fact in pack["situation"]["facts"]:
        assert SITUATION[fact["start"] : fact["end"]] == fact["text"]
    assert {path.suffix for path in out.iterdir()} == {".md", ".docx"}


def test_prepare_holds_the_client_s_papers_back_until_somebody_agreed(
    candor: Candor, tmp_path: Path
) -> None:
    call = ("prepare", "-", "--json", "--today", "2026-05-25", "--out")
    held = candor(*call, str(tmp_path / "held"), stdin=SITUATION)
    assert not (tmp_path / "held" / "follow-up.md").exists()
    assert "--signed-off" in held.err
    candor(*call, str(tmp_path / "open"), "--signed-off", "Gwen", stdin=SITUATION)
    assert (tmp_path / "open" / "follow-up.md").exists()


def test_prepare_asks_when_the_input_is_thin(candor: Candor) -> None:
    pack = candor("prepare", "-", "--json", stdin="The client is angry.").json
    assert pack["document"] is None and pack["script"] is None and pack["options"] == []
    assert 1 <= len(pack["questions"]) <= 5


def test_appraise(candor: Candor, tmp_path: Path) -> None:
    turn = {
        "context": {"situation": "We shipped two weeks late.", "fault": "ours", "history": []},
        "client": "When will I get my pallets?",
        "trainee": "You waited two weeks because I booked the wrong lorry. Dee delivers on Friday.",
    }
    path = tmp_path / "turn.json"
    path.write_text(json.dumps(turn), encoding="utf-8")
    ran = candor("appraise", str(path), "--json")
    validated("appraise", ran.json)
    assert set(ran.json["scores"]) == {"empathy", "ownership", "clarity", "solution_focus"}
    for piece in ran.json["evidence"]:
        assert turn["trainee"][piece["start"] : piece["end"]] == piece["quote"]


TURNS = [
    "We missed the date because I booked too few people. That cost you the launch.",
    {"trainee": "What matters most to you now?", "client": "I want to know who decides."},
]


def test_practise_is_the_same_for_the_same_seed_and_turns(candor: Candor, tmp_path: Path) -> None:
    client, turns = tmp_path / "client.json", tmp_path / "turns.json"
    client.write_text(
        json.dumps({"name": "Ida Roth", "style": "furious and loud", "issue": "missed_deadline"}),
        encoding="utf-8",
    )
    turns.write_text(json.dumps(TURNS), encoding="utf-8")
    arguments = (
        "practise",
        "--client",
        str(client),
        "--turns",
        str(turns),
        "--seed",
        "3",
        "--json",
    )
    first, second = candor(*arguments), candor(*arguments)
    validated("practise", first.json)
    assert first.json == second.json
    assert len(first.json["turns"]) == 2 and first.json["debrief"]["complete"] is False
    assert {"anger", "trust", "heard"} <= first.json["turns"][0]["state"].keys()


def test_practise_with_a_situation(candor: Candor, tmp_path: Path) -> None:
    turns = tmp_path / "turns.json"
    turns.write_text(json.dumps(["I forgot the load test. You lost £1,800."]), encoding="utf-8")
    ran = candor("practise", "--situation", "-", "--turns", str(turns), "--json", stdin=SITUATION)
    validated("practise", ran.json)
    assert ran.code == 0 and ran.json["opening"]["client"]


def test_an_unknown_scenario_names_those_there_are(candor: Candor) -> None:
    ran = candor("practise", "--scenario", "none", "--json")
    assert ran.code == 1 and "There are:" in ran.json["error"]["hint"]


def test_interactive_practice_ends_with_the_input(candor: Candor, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(SITUATION, encoding="utf-8")
    ran = candor("practise", "--situation", str(note), stdin="I am sorry you lost the orders.\n")
    assert ran.code == 0 and "Ended: open" in ran.out


def test_a_drill_is_tried_again_and_ours_comes_after(candor: Candor, tmp_path: Path) -> None:
    turns = tmp_path / "turns.json"
    turns.write_text(json.dumps(["Calm down.", "Please leave the names out of it."]))
    asked = candor("practise", "--drill", "boundary", "--turns", str(turns), "--json")
    validated("drill", asked.json)
    assert asked.code == 0 and len(asked.json["attempts"]) == 2
    assert all(1 <= len(attempt["points"]) <= 3 for attempt in asked.json["attempts"])
    typed = candor("practise", "--drill", "boundary", "--seed", "1", stdin="Calm down.\n")
    assert typed.code == 0 and "Ours:" in typed.out and "stupid cow" in typed.err
    assert "Try again" in typed.err


def test_a_drill_goes_through_a_batch_and_not_with_a_scenario(candor: Candor) -> None:
    line = {"id": "a", "drill": "owning", "turns": ["..."]}
    ran = candor("practise", "--batch", "-", stdin=json.dumps(line) + "\n")
    validated("drill", ran.lines[0])
    assert ran.lines[0]["attempts"][0]["scored"] is False
    both = candor("practise", "--drill", "owning", "--scenario", "missed-go-live", "--json")
    assert both.code == 2
    unknown = candor("practise", "--drill", "knots", "--json")
    assert unknown.code == 1 and "opening" in unknown.json["error"]["hint"]


def test_each_turn_has_three_points_at_most(candor: Candor, tmp_path: Path) -> None:
    turns = tmp_path / "turns.json"
    turns.write_text(json.dumps(["You should have read your mail.", "We did not ring you. Sorry."]))
    ran = candor("practise", "--scenario", "missed-go-live", "--turns", str(turns), "--json")
    validated("practise", ran.json)
    assert [0 < len(points) <= 3 for points in ran.json["feedback"]] == [True, True]
    blamed = ran.json["feedback"][0][0]
    assert blamed["status"] == "failed" and blamed["quote"] in "You should have read your mail."


def test_knowledge(candor: Candor, tmp_path: Path) -> None:
    document = tmp_path / "credits.md"
    document.write_text("Goodwill credit is ten percent of the last invoice.", encoding="utf-8")
    ran = candor("knowledge", "add", str(document), "--json")
    validated("knowledge", ran.json)
    assert ran.json["documents"] == [{"name": "credits.md", "passages": 1}]
    assert candor("knowledge", "remove", "credits.md", "--json").json["documents"] == []


def test_doctor(candor: Candor) -> None:
    ran = candor("doctor", "--json")
    validated("doctor", ran.json)
    assert ran.code == 0, ran.out


def test_checking_a_text_loads_nothing_heavy() -> None:
    code = (
        "import sys, io; from coach.cli import main; "
        "sys.stdin = io.TextIOWrapper(io.BytesIO(b'I sent the wrong file on Monday.')); "
        "main(['check', '-', '--json']); "
        "heavy = {'chromadb', 'langchain', 'langchain_core', 'langchain_openai', 'openai', "
        "'streamlit', 'spacy', 'onnxruntime', 'sqlalchemy'} & set(sys.modules); "
        "sys.exit(str(sorted(heavy)) if heavy else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr

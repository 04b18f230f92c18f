"""Bad input on the command line: one clear sentence, the right exit code, no traceback."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.cli.inputs import LONGEST_BYTES
from tests.cli.conftest import Candor
from tests.uploads import files


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.txt", None, "There is no file"),
        ("big.txt", b"a " * LONGEST_BYTES, "longer than 200 kB"),
        ("latin.txt", "Ångström".encode("latin-1"), "not UTF-8"),
        ("binary.txt", b"MZ\0\0\1", "not a text file"),
    ],
)
def test_a_file_that_cannot_be_used(
    candor: Candor, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    ran = candor("check", str(path))
    assert ran.code == 1 and said in ran.err and ran.out == ""
    shown = candor("check", str(path), "--json")
    assert shown.code == 1 and said in shown.json["error"]["message"] and shown.err == ""


@pytest.mark.parametrize("command", ["check", "rewrite", "prepare"])
def test_an_empty_text_is_no_error(candor: Candor, command: str) -> None:
    assert candor(command, "-", "--json", stdin="").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("check",),
        ("check", "-", "--audience", "nobody"),
        ("guide",),
        ("practise",),
        ("practise", "--scenario", "a", "--client", "b"),
        ("prepare", "-", "--engine", "model"),
        ("prepare", "-", "--today", "yesterday"),
        ("knowledge", "add"),
    ],
)
def test_wrong_usage_is_exit_2(candor: Candor, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "b").write_text("{}", encoding="utf-8")
    named = tuple(str(tmp_path / "b") if a == "b" else a for a in arguments)
    ran = candor(*named)
    assert ran.code == 2 and ran.err and "Traceback" not in ran.err


def test_a_byte_order_mark_is_dropped(candor: Candor) -> None:
    ran = candor("check", "-", "--json", stdin=b"\xef\xbb\xbfMistakes were made.")
    assert all(
        f["start"] >= 0 and f["end"] <= len("Mistakes were made.") for f in ran.json["findings"]
    )
    assert ran.json["readability"]["words"] == 3


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"context": 5, "trainee": "x"}', '{"client": "x"}']
)
def test_a_broken_json_file_is_said(candor: Candor, tmp_path: Path, content: str) -> None:
    path = tmp_path / "turn.json"
    path.write_text(content, encoding="utf-8")
    ran = candor("appraise", str(path), "--json")
    assert ran.code == 1 and ran.json["error"]["code"] == "input"


def test_a_bad_line_does_not_stop_a_batch(candor: Candor) -> None:
    lines = ['{"id": "a", "text": "We were late."}', "not json", '{"text": 5}', '{"text": "Fine."}']
    ran = candor("check", "--batch", "-", stdin="\n".join(lines))
    assert ran.code == 1
    assert [line["id"] for line in ran.lines] == ["a", "2", "3", "4"]
    assert ["error" in line for line in ran.lines] == [False, True, True, False]


def test_options_of_a_batch_hold_unless_a_line_sets_its_own(candor: Candor) -> None:
    rows = [{"query": "read back", "k": 1}, {"query": "read back"}]
    ran = candor("guide", "-k", "2", "--batch", "-", stdin="\n".join(map(json.dumps, rows)))
    assert ran.code == 0 and [len(line["passages"]) for line in ran.lines] == [1, 2]


@given(st.text(max_size=400))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_can_be_checked(candor: Candor, text: str) -> None:
    given_text = text.encode("utf-8", "ignore").decode().replace("\0", "")
    ran = candor("check", "-", "--json", stdin=given_text)
    assert ran.code == 0
    for finding in ran.json["findings"]:
        assert given_text[finding["start"] : finding["end"]] == finding["text"]


def test_a_malformed_knowledge_file_is_named_with_its_line(
    candor: Candor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    from coach.resources import knowledge_folder

    copy = tmp_path / "knowledge"
    shutil.copytree(knowledge_folder(), copy)
    broken = sorted((copy / "language").glob("*.yaml"))[0]
    broken.write_text(broken.read_text("utf-8") + "\n  - [oops\n: {", encoding="utf-8")
    monkeypatch.setenv("CANDOR_KNOWLEDGE_DIR", str(copy))
    ran = candor("check", "-", stdin="We were late.")
    assert ran.code == 3 and broken.name in ran.err and "line" in ran.err


def test_a_data_folder_that_cannot_be_used_is_said(
    candor: Candor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("CANDOR_DATA_DIR", str(tmp_path / "file" / "data"))
    ran = candor("guide", "they want it in writing")
    assert ran.code == 3 and "cannot be written" in ran.err
    assert candor("doctor", "--json").code == 3


def test_a_wrong_setting_is_said(candor: Candor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDOR_MODEL", "m")
    monkeypatch.setenv("CANDOR_TOTAL_SECONDS", "soon")
    ran = candor("check", "-", stdin="x")
    assert ran.code == 3 and "CANDOR_TOTAL_SECONDS" in ran.err


@pytest.mark.parametrize(
    ("name", "data"),
    [("note.docx", files.word()), ("note.pdf", files.pdf()), ("note.eml", files.mail())],
)
def test_a_word_pdf_or_email_file_is_read_for_its_words(
    candor: Candor, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    from_file = candor("check", str(tmp_path / name), "--json").json
    assert (
        from_file["readability"]
        == candor("check", "-", "--json", stdin=files.WORDS).json["readability"]
    )


def test_a_locked_file_is_one_sentence_and_exit_1(candor: Candor, tmp_path: Path) -> None:
    (tmp_path / "note.pdf").write_bytes(files.locked_pdf("secret"))
    ran = candor("prepare", str(tmp_path / "note.pdf"))
    assert ran.code == 1 and "locked with a password" in ran.err and "Traceback" not in ran.err

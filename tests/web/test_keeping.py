"""Backup, export, restore and erasing, as the pages and the command line do them."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from coach.desk import Desk
from coach.domain.situation import Profile
from coach.errors import InputError
from tests.web.conftest import EMAIL, NOTE, Visit, well, words


def filled(desk: Desk) -> str:
    """Keep one of everything; return the case's id."""
    case = desk.new_case(NOTE, "Coupons: “dead”")
    desk.draft(case)
    desk.edit(case, "follow_up", "My own words for Delia.")
    talk = desk.rehearse(desk.services.client_for(case.input), seed=1, case=case)
    desk.say(talk, "I am sorry. What did it cost you?")
    desk.rewrite_email(desk.new_email(EMAIL), EMAIL)
    desk.store.preferences.save_profile(Profile(name="Jas"))
    desk.services.guidance.add_document("Rates.md", b"# Rates\n\nWe credit a tenth a week.")
    return case.id


def test_an_export_holds_everything_as_markdown_word_and_json(desk: Desk) -> None:
    case = filled(desk)
    with zipfile.ZipFile(io.BytesIO(desk.keeping.export())) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        (data_name,) = (name for name in names if name.endswith("/case.json"))
        folder = data_name.removesuffix("case.json")
        assert folder == f"cases/coupons-dead-{case[:8]}/"
        data = json.loads(archive.read(data_name))
        assert data["input"]["text"] == NOTE
        assert data["pack"]["follow_up"] == "My own words for Delia."
        assert [edit["text"] for edit in data["edits"]] == ["My own words for Delia."]
        assert NOTE in archive.read(f"{folder}note.md").decode()
        assert "My own words" in archive.read(f"{folder}follow-up.md").decode()
        word = docx.Document(io.BytesIO(archive.read(f"{folder}follow-up.docx")))
        assert any("My own words" in paragraph.text for paragraph in word.paragraphs)
        (talk,) = (json.loads(archive.read(n)) for n in names if n.endswith("/talk.json"))
        assert talk["talk"]["turns"][0]["trainee"] == "I am sorry. What did it cost you?"
        assert talk["debrief"]["checks"]
        (email,) = (json.loads(archive.read(n)) for n in names if n.endswith("/email.json"))
        assert email["original"] == EMAIL
        settings = json.loads(archive.read("settings.json"))
        assert settings["profile"]["name"] == "Jas"
        assert [one["name"] for one in settings["documents"]] == ["Rates.md"]


def test_a_title_never_becomes_a_path(desk: Desk) -> None:
    for title in ("../../etc/passwd", "/etc/x", "C:\\x", "…", "a" * 300, "x\x00y"):
        desk.new_case(NOTE, title)
    with zipfile.ZipFile(io.BytesIO(desk.keeping.export())) as archive:
        folders = {name.split("/")[1] for name in archive.namelist() if name.startswith("cases/")}
    assert len(folders) == 6
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for name in folders)


def test_after_erasing_everything_no_file_holds_a_word_of_it(desk: Desk) -> None:
    filled(desk)
    desk.services.guide("a tenth a week")
    folder = desk.services.settings.data_dir
    marks = (b"dead coupon", b"My own words for Delia", b"a tenth a week")
    assert all(any(m in p.read_bytes() for p in folder.rglob("*") if p.is_file()) for m in marks)
    erased = desk.keeping.erase_everything()
    assert (erased.cases, erased.rehearsals, erased.emails, erased.clean) == (1, 1, 1, True)
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(mark in data for mark in marks), path
    assert desk.new_case(NOTE).version == 1


def test_a_backup_put_back_elsewhere_brings_pack_talk_email_and_documents(
    desk: Desk, tmp_path: Path
) -> None:
    from coach.config import Settings
    from coach.services import Services

    case = filled(desk)
    settings = Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path / "elsewhere")})
    there = Desk(Services(settings))
    restored = there.keeping.restore(desk.keeping.backup())
    assert restored.added == desk.keeping.counts()
    kept = there.store.cases.get(case)
    pack = there.pack(kept)
    assert pack is not None and pack.follow_up == "My own words for Delia."
    assert [one.name for one in there.services.guidance.documents()] == ["Rates.md"]
    assert any("tenth a week" in hit.text for hit in there.services.guide("a tenth a week"))


def test_settings_offers_all_four(visit: Visit, desk: Desk) -> None:
    backup = desk.keeping.backup()
    desk.new_case(NOTE)
    app = visit("settings")
    assert "1 case, 0 rehearsals" in words(app)
    assert {"Back everything up", "Export everything"} <= {
        element.proto.label for element in app.get("download_button")
    }
    app.file_uploader(key="settings.restore.file").upload("b.zip", backup, "application/zip")
    app.checkbox(key="settings.restore.all").check()
    app.run()
    app.button(key="settings.restore").click()
    well(app.run())
    assert desk.store.cases.all() == ()
    desk.new_case(NOTE)
    app = visit("settings")
    app.checkbox(key="settings.erase.sure").check()
    app.run()
    app.button(key="settings.erase").click()
    well(app.run())
    assert desk.store.cases.all() == ()
    assert "Erased for good" in words(app)


def test_a_file_that_is_no_backup_is_one_sentence_on_the_page(visit: Visit, desk: Desk) -> None:
    kept = desk.new_case(NOTE)
    app = visit("settings")
    app.file_uploader(key="settings.restore.file").upload("b.zip", b"nonsense", "application/zip")
    app.run()
    app.button(key="settings.restore").click()
    app.run()
    assert not app.exception
    assert any("no backup" in error.value for error in app.error)
    assert desk.store.cases.all() == (kept,)


def test_erasing_a_case_that_is_not_there_is_said(desk: Desk) -> None:
    with pytest.raises(InputError):
        desk.keeping.erase_case("nobody")

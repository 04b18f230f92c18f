"""backup, restore, export and erase on the command line."""

import zipfile
from pathlib import Path

import pytest

from coach.config import Settings
from coach.domain.situation import CaseInput
from coach.storage.store import Store
from tests.cli.conftest import Candor
from tests.cli.test_contract import validated


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the commands, with one case in it."""
    folder = tmp_path / "data"
    store = Store.open(Settings.from_env({"CANDOR_DATA_DIR": str(folder)}))
    store.cases.add("Late subtitles", CaseInput(text="We were late.", today="2026-03-02"))
    store.close()
    return folder


def titles(folder: Path) -> list[str]:
    store = Store.open(Settings.from_env({"CANDOR_DATA_DIR": str(folder)}))
    found = [case.title for case in store.cases.all()]
    store.close()
    return found


def test_backup_erase_restore(candor: Candor, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.zip"
    ran = candor("backup", str(file), "--json")
    validated("backup", ran.json)
    assert ran.code == 0 and ran.json["holds"]["cases"] == 1
    assert ran.json["bytes"] == file.stat().st_size
    assert file.stat().st_mode & 0o077 == 0

    ran = candor("erase", "--everything", "--yes", "--json")
    validated("erase", ran.json)
    assert (ran.code, ran.json["cases"], ran.json["clean"]) == (0, 1, True)
    assert titles(data) == []

    ran = candor("restore", str(file), "--json")
    validated("restore", ran.json)
    assert (ran.code, ran.json["added"]["cases"]) == (0, 1)
    assert titles(data) == ["Late subtitles"]
    ran = candor("restore", str(file), "--replace", "--json")
    assert Path(ran.json["before"]).parent == data / "backups"


def test_export_goes_to_candors_own_folder_unless_told_and_goes_with_what_it_holds(
    candor: Candor, data: Path
) -> None:
    ran = candor("export", "--json")
    validated("export", ran.json)
    path = Path(ran.json["file"])
    assert path.parent == data / "exports"
    with zipfile.ZipFile(path) as archive:
        assert any(name.endswith("note.docx") for name in archive.namelist())
    store = Store.open(Settings.from_env({"CANDOR_DATA_DIR": str(data)}))
    (case,) = store.cases.all()
    store.close()
    ran = candor("erase", "--case", case.id, "--yes", "--json")
    assert (ran.code, ran.json["files"]) == (0, 1)
    assert not path.exists()


def test_nothing_is_erased_without_being_sure(candor: Candor, data: Path) -> None:
    for arguments in (["--everything"], ["--yes"], ["--bin", "--everything", "--yes"]):
        ran = candor("erase", *arguments, "--json")
        validated("error", ran.json)
        assert ran.code == 2
    assert titles(data) == ["Late subtitles"]


def test_what_cannot_be_used_is_said(candor: Candor, data: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK nothing")
    assert candor("restore", str(broken)).code == 1
    assert candor("restore", str(tmp_path / "none.zip")).code == 1
    assert candor("erase", "--case", "nobody", "--yes").code == 1
    assert candor("backup", str(tmp_path / "broken.zip" / "x.zip")).code == 3
    assert titles(data) == ["Late subtitles"]


def test_for_people_it_says_what_happened(candor: Candor, data: Path) -> None:
    assert "cases: 1" in candor("backup").out
    assert "Erased for good" in candor("erase", "--everything", "--yes").out

"""The wheel carries prompts, knowledge and pages, and its command works from any folder."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_all_that_is_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "coach/_data/knowledge/guide/036-under-one-minute.md",
        "coach/_data/prompts/",
        "coach/_data/app.py",
        "coach/_data/.streamlit/config.toml",
        "coach/schemas/check.json",
        "coach/storage/migrations/",
    ):
        assert any(name.startswith(part) for name in names), part


def test_the_installed_command_checks_a_text_from_another_folder(
    wheel: Path, tmp_path: Path
) -> None:
    home = tmp_path / "environment"
    # Dependencies are those of this environment; only Candor itself is installed.
    venv.create(home, with_pip=False)
    site = next((home / "lib").glob("python*/site-packages"))
    own = Path(sys.prefix) / "lib" / site.parent.name / "site-packages"
    (site / "shared.pth").write_text(f"{own}\n", encoding="utf-8")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True, capture_output=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mail.txt").write_text("Mistakes were made.", encoding="utf-8")
    run = [
        str(home / "bin" / "python"),
        "-c",
        "import coach, sys; from coach.cli import main; print(coach.__file__, file=sys.stderr); "
        "sys.exit(main(['check', 'mail.txt', '--json']))",
    ]
    ran = subprocess.run(run, cwd=elsewhere, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert str(site) in ran.stderr
    assert '"evasive_passive"' in ran.stdout


def test_the_command_is_declared(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "candor = coach.cli:main" in archive.read(entry).decode()

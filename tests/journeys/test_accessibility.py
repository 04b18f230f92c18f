"""Every page in both themes as the axe engine sees it, and a walk with the keys alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from evals.screens import axe, shots, stage
from evals.screens.shots import Looker
from evals.screens.stage import Kept

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Stage:
    window: Looker
    kept: Kept
    unkept: dict[str, list[str]]
    """What axe said of the pages while nothing was kept."""


@pytest.fixture(scope="module")
def on_stage(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    data: Path = tmp_path_factory.mktemp("kept")
    with stage.running(data) as address, shots.looker(browser, address) as window:
        unkept = {shot.name: looked_at(window, shot) for shot in shots.EMPTY}
        yield Stage(window, stage.fill(data), unkept)


def looked_at(window: Looker, shot: shots.Shot) -> list[str]:
    window.open(shot)
    said = []
    for theme in shots.THEMES:
        window.wear(theme)
        said += [f"{shot.name}, {theme}: {line}" for line in axe.grave(window.page)]
    return said


def test_axe_finds_nothing_serious_on_an_empty_page_in_either_theme(on_stage: Stage) -> None:
    assert not any(on_stage.unkept.values()), on_stage.unkept


def test_axe_finds_nothing_serious_on_any_page_in_either_theme(on_stage: Stage) -> None:
    said = [
        line for shot in shots.filled(on_stage.kept) for line in looked_at(on_stage.window, shot)
    ]
    assert not said, said


def test_a_finding_is_reached_read_and_left_with_the_keys_alone(on_stage: Stage) -> None:
    window = on_stage.window
    window.open(shots.Shot("email", f"/email?email={on_stage.kept.email}"))
    page = window.page
    found = page.locator(".found").first
    found.focus()
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    expect(card.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(found).to_be_focused()
    words, marks = found.text_content(), page.locator(".found")
    before = marks.count()
    page.keyboard.press("Enter")
    card.get_by_role("button", name="Leave it here").press("Enter")
    window.settle()
    expect(marks).not_to_have_count(before)
    assert words not in marks.all_text_contents()


def test_on_paper_there_is_the_script_and_nothing_else(on_stage: Stage, tmp_path: Path) -> None:
    from pypdf import PdfReader

    window = on_stage.window
    window.open(shots.Shot("meeting", f"/meeting?case={on_stage.kept.case}"))
    paper = tmp_path / "script.pdf"
    window.page.pdf(path=str(paper))
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())
    for words in ("Open with this", "If they say this", "If it turns ugly"):
        assert words in printed
    for words in ("Guidance", "Print it", "Kept with this case", "Settings"):
        assert words not in printed

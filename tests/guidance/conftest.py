"""One index for every test here: building it takes seconds."""

from pathlib import Path

import pytest

from coach.config import Settings
from coach.guidance.library import Guidance


@pytest.fixture(scope="session")
def index_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings.from_env({"CANDOR_DATA_DIR": str(tmp_path_factory.mktemp("candor"))})


@pytest.fixture(scope="session")
def guidance(index_settings: Settings) -> Guidance:
    return Guidance.open(index_settings)


SMALL = """---
id: {id}
title: {title}
practices: [{practice}]
when:
  issues: [any]
  phases: [script]
sources:
  - {{author: Someone, title: Something}}
asked_as:
  - {asked}
---

{text}
"""


@pytest.fixture
def small_knowledge(tmp_path: Path) -> Path:
    """Three passages of our own: quick to index."""
    folder = tmp_path / "knowledge"
    (folder / "guide").mkdir(parents=True)
    rows = [
        ("p1-late", "Late delivery", 1, "the parcel is late", "Ring before they ring you."),
        ("p2-money", "Money back", 2, "they want a refund", "Offer the credit you may give."),
        ("p3-anger", "Anger", 3, "he is shouting at me", "Let them finish, then name the harm."),
    ]
    for id_, title, practice, asked, text in rows:
        body = SMALL.format(id=id_, title=title, practice=practice, asked=asked, text=text)
        (folder / "guide" / f"{id_}.md").write_text(body, encoding="utf-8")
    return folder


@pytest.fixture
def small_settings(small_knowledge: Path, tmp_path: Path) -> Settings:
    return Settings.from_env(
        {
            "CANDOR_DATA_DIR": str(tmp_path / "data"),
            "CANDOR_KNOWLEDGE_DIR": str(small_knowledge),
        }
    )

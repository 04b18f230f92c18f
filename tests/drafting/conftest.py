"""One engine for the room's tests: loading it takes longer than any pack."""

from pathlib import Path

import pytest

from coach.config import Settings
from coach.drafting.engine import Drafting
from coach.guidance.library import Guidance
from coach.language.checker import PlainLanguage
from coach.model.prompts import PromptLibrary
from coach.resources import knowledge_folder, prompts_folder


@pytest.fixture(scope="session")
def language() -> PlainLanguage:
    return PlainLanguage.load(knowledge_folder())


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory, language: PlainLanguage) -> Drafting:
    data: Path = tmp_path_factory.mktemp("data")
    guidance = Guidance.open(Settings.from_env({"CANDOR_DATA_DIR": str(data)}))
    return Drafting(knowledge_folder(), language, guidance, PromptLibrary(prompts_folder()))

"""The headings that rendered documents carry, from knowledge/drafting/headings.yaml."""

from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from coach.domain.values import ChecklistStatus, Medium
from coach.resources import knowledge_folder, load_yaml


class Headings(BaseModel):
    """Titles, headings and column names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    titles: dict[str, str]
    words: dict[str, str]
    media: dict[Medium, str]
    statuses: dict[ChecklistStatus, str]
    action_columns: tuple[str, str, str]
    checklist_columns: tuple[str, str, str]

    @staticmethod
    def load() -> "Headings":
        """Return the headings.

        Raises:
            SetupError: when the file is missing or malformed.
        """
        return _load()


@lru_cache(maxsize=1)
def _load() -> Headings:
    return load_yaml(knowledge_folder() / "drafting" / "headings.yaml", Headings)

"""Word cues by name, from knowledge/drafting/cues.yaml."""

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from coach.errors import SetupError
from coach.resources import knowledge_folder, load_yaml


class _Cue(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    any: tuple[str, ...] = ()

    def pattern(self) -> re.Pattern[str]:
        """Return the pattern that matches any of the cue's wordings, case ignored."""
        parts = list(self.any)
        if self.words:
            parts.append(rf"\b(?:{'|'.join(self.words)})\b")
        if self.start:
            parts.append(rf"^(?:{'|'.join(self.start)})\b")
        return re.compile("|".join(parts), re.IGNORECASE)


def cue(name: str) -> re.Pattern[str]:
    """Return a cue's pattern.

    Raises:
        SetupError: when cues.yaml is missing, malformed or has no such cue.
    """
    try:
        return _cues()[name]
    except KeyError:
        raise SetupError(f"cues.yaml: there is no cue {name!r}.") from None


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    path = knowledge_folder() / "drafting" / "cues.yaml"
    cues = load_yaml(path, TypeAdapter(dict[str, _Cue]))
    try:
        return {name: made.pattern() for name, made in cues.items()}
    except re.error as error:
        raise SetupError(f"cues.yaml: a pattern is not valid: {error}.") from error

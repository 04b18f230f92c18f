"""Weights learnt from the example files, applied to a note.

`python -m evals.train_intake` makes them.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from coach.drafting.intake.features import Numbers
from coach.errors import SetupError

FILE = "weights.npz"


@dataclass(frozen=True)
class Blend:
    """A few weights, the same for every choice: a conditional logit."""

    weights: Numbers

    def odds(self, rows: Numbers) -> Numbers:
        """Return the probability of each choice, of a row for each."""
        scores = rows @ self.weights
        grown = np.exp(scores - scores.max())
        odds: Numbers = grown / grown.sum()
        return odds


@dataclass(frozen=True)
class Teller:
    """A logistic regression for each tag: a sentence may tell several things at once."""

    tags: tuple[str, ...]
    slopes: Numbers
    offsets: Numbers

    def told(self, row: Numbers) -> frozenset[str]:
        """Return the tags that a sentence's row speaks for."""
        scores = self.slopes @ row + self.offsets
        return frozenset(tag for tag, score in zip(self.tags, scores, strict=True) if score >= 0)


@dataclass(frozen=True)
class Judges:
    """What is learnt of notes."""

    kind: Blend
    fault: Blend
    told: Teller


@lru_cache(maxsize=4)
def load_judges(knowledge: Path) -> Judges:
    """Return the learnt weights of a knowledge folder.

    Raises:
        SetupError: when the file is missing or malformed.
    """
    path = knowledge / "intake" / FILE
    try:
        with np.load(path, allow_pickle=False) as data:
            return Judges(
                kind=Blend(data["kind"].astype(np.float32)),
                fault=Blend(data["fault"].astype(np.float32)),
                told=Teller(
                    tuple(str(one) for one in data["told_tags"]),
                    data["told_slopes"].astype(np.float32),
                    data["told_offsets"].astype(np.float32),
                ),
            )
    except (OSError, KeyError, ValueError) as error:
        raise SetupError(
            f"{path.name} cannot be read.", "Run `python -m evals.train_intake`."
        ) from error

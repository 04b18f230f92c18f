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
class Judge:
    """A multinomial logistic regression."""

    classes: tuple[str, ...]
    slopes: Numbers
    offsets: Numbers

    def weigh(self, rows: Numbers) -> Numbers:
        """Return the probability of each class, a row for each row given."""
        raw = np.atleast_2d(rows) @ self.slopes.T + self.offsets
        raw = raw - raw.max(1, keepdims=True)
        grown = np.exp(raw)
        odds: Numbers = grown / grown.sum(1, keepdims=True)
        return odds

    def odds(self, row: Numbers) -> dict[str, float]:
        """Return the probability of each class by name, for one row."""
        return dict(zip(self.classes, map(float, self.weigh(row)[0]), strict=True))


@dataclass(frozen=True)
class Judges:
    """One judge for each thing that is learnt."""

    kind: Judge
    fault: Judge
    fault_sense: Judge
    private: Judge


@lru_cache(maxsize=4)
def load_judges(knowledge: Path) -> Judges:
    """Return the learnt weights of a knowledge folder.

    Raises:
        SetupError: when the file is missing or malformed.
    """
    path = knowledge / "intake" / FILE
    try:
        with np.load(path, allow_pickle=False) as data:
            return Judges(**{name: _judge(data, name) for name in Judges.__dataclass_fields__})
    except (OSError, KeyError, ValueError) as error:
        raise SetupError(
            f"{path.name} cannot be read.", "Run `python -m evals.train_intake`."
        ) from error


def _judge(data: "np.lib.npyio.NpzFile", name: str) -> Judge:
    return Judge(
        tuple(str(one) for one in data[f"{name}_classes"]),
        data[f"{name}_slopes"].astype(np.float32),
        data[f"{name}_offsets"].astype(np.float32),
    )

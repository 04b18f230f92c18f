"""The trained part of the appraisal: linear models, their weights a file of data."""

from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter, ValidationError

from coach.domain.values import Record
from coach.errors import SetupError
from coach.resources import read_text

Matrix = npt.NDArray[np.float64]

MODEL_FILE = "model.json"


class Linear(Record):
    """One linear model with several outputs."""

    outputs: tuple[str, ...]
    inputs: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    """One row an output, one number an input."""
    offsets: tuple[float, ...]

    @cached_property
    def _matrix(self) -> Matrix:
        return np.array(self.weights, dtype=np.float64).T

    def values(self, rows: Matrix) -> Matrix:
        """Return one row a row of inputs, one column an output."""
        out: Matrix = rows @ self._matrix + np.array(self.offsets)
        return out

    def chances(self, rows: Matrix) -> Matrix:
        """Return the same, each squeezed to between 0 and 1."""
        out: Matrix = 1.0 / (1.0 + np.exp(-self.values(rows)))
        return out


class TrainedModel(Record):
    """What training leaves: sentences to acts, turns to scores, turns to flags."""

    embedder: str
    """Digest of the embedder it was trained with: vectors of another mean something else."""
    concepts: tuple[str, ...]
    acts: Linear
    scores: Linear
    flags: Linear
    thresholds: tuple[float, ...]
    """One a flag: from which chance on it is raised."""


def load_model(folder: Path) -> TrainedModel:
    """Return the trained model of a folder.

    Raises:
        SetupError: when the file is missing or does not fit.
    """
    path = folder / MODEL_FILE
    try:
        return TypeAdapter(TrainedModel).validate_json(read_text(path))
    except ValidationError as error:
        raise SetupError(
            f"{path.name} does not fit: {error.errors()[0]['msg']}.", "Train the appraisal again."
        ) from error

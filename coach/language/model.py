"""The linear model: how likely a sentence is double-talk, and of which category.

One weight a feature and category, trained by `python -m evals.train_language`; inference is a sum.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.domain.values import CATEGORIES, Category
from coach.errors import SetupError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MODEL_FILE = "model.npz"
QUICK_FILE = "quick.npz"
PLAIN = "plain"
LABELS = (PLAIN, *CATEGORIES)
"""The order of the model's columns."""
QUANTUM = 32767


_SURE = (":warning", ":error")
_PHRASES = frozenset(f"r:{category}{level}" for category in CATEGORIES for level in _SURE)
_OF_NO_THING = "s:physical0"
_RULE_BAR = 0.12


def bar_for(features: Mapping[str, float], threshold: float) -> float:
    """Return the doubt from which a sentence is flagged: lower where a sure rule has fired.

    Words for things nearby mean that a phrase may be literal; then the full threshold holds.
    """
    sure = [name for name in features if name.startswith("r:") and name.endswith(_SURE)]
    if _OF_NO_THING not in features:
        sure = [name for name in sure if name not in _PHRASES and name.count(":") > 1]
    return min(threshold, _RULE_BAR) if sure else threshold


class Verdict(NamedTuple):
    """What the model says of one sentence."""

    doubt: float
    """Between 0 and 1: how likely the sentence is double-talk."""
    category: Category
    """The likeliest category."""


class LinearModel:
    """Weights by feature name, one column a label."""

    def __init__(
        self,
        names: Mapping[str, int],
        weights: "npt.NDArray[np.float32]",
        bias: "npt.NDArray[np.float32]",
        threshold: float,
    ) -> None:
        self._names = names
        self._weights = weights
        self._bias = bias
        self.threshold = threshold

    @classmethod
    def load(cls, path: Path) -> "LinearModel":
        """Return the trained model in a file.

        Raises:
            SetupError: when the file is missing or cannot be read.
        """
        import numpy as np

        try:
            with np.load(path, allow_pickle=False) as data:
                names = json.loads(bytes(data["names"]).decode("utf-8"))
                weights = data["weights"].astype(np.float32) * data["scale"]
                return cls(
                    {name: at for at, name in enumerate(names)},
                    weights,
                    data["bias"],
                    float(data["threshold"]),
                )
        except (OSError, KeyError, ValueError) as error:
            raise SetupError(
                f"{path.name} cannot be read.", "Run python -m evals.train_language."
            ) from error

    def verdict(self, features: Mapping[str, float]) -> Verdict:
        """Return how likely a sentence is double-talk and of which category."""
        import numpy as np

        known = [
            (self._names[name], value) for name, value in features.items() if name in self._names
        ]
        scores = self._bias.copy()
        if known:
            rows, values = zip(*known, strict=True)
            scores = scores + np.asarray(values, dtype=np.float32) @ self._weights[list(rows)]
        doubt = float(1 / (1 + np.exp(scores[0])))
        return Verdict(doubt, CATEGORIES[int(np.argmax(scores[1:]))])


class Models(NamedTuple):
    """A quick model for the first look, and the one that decides."""

    quick: LinearModel
    """Knows rules and words alone; a doubt under its threshold means surely plain."""
    full: LinearModel
    """Weighs what the sentence reader made of it, too."""

    @classmethod
    def load(cls, folder: Path) -> "Models":
        """Return the models of a knowledge/language folder.

        Raises:
            SetupError: when a file is missing or cannot be read.
        """
        return cls(LinearModel.load(folder / QUICK_FILE), LinearModel.load(folder / MODEL_FILE))

"""A text, as a model is asked for it."""

from coach.domain.values import Record


class Words(Record):
    """One text and nothing else."""

    text: str

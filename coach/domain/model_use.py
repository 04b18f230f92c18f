"""What a model was asked, what became of it, and what that took."""

from typing import Literal

from pydantic import Field

from coach.domain.values import Record

Outcome = Literal["kept", "repaired", "cut", "refused", "unanswered", "over_budget"]


class PartOutcome(Record):
    """What became of a model's version of one part."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    """Why it was sent back, cut short, refused or never came; empty when it was kept at once."""


class ModelUse(Record):
    """What a model was asked for one pack, email or turn."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    """True when Candor counted, or guessed for an answer that never came whole."""
    most_tokens: int = 0
    """The budget that all of this had to stay within."""
    parts: dict[str, PartOutcome] = Field(default_factory=dict)

    @property
    def tokens(self) -> int:
        """All tokens, sent and received."""
        return self.tokens_in + self.tokens_out

    @property
    def told(self) -> str:
        """One sentence for the user."""
        calls = "1 call" if self.calls == 1 else f"{self.calls} calls"
        guess = ", estimated" if self.estimated else ""
        return (
            f"The model took {calls} and {self.tokens:,} tokens{guess}, "
            f"of {self.most_tokens:,} allowed."
        )

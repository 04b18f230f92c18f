"""One upset client whom the appraisal tests answer."""

from coach.domain.conversation import TurnContext

OURS = TurnContext(
    situation="We let a hall for an evening and forgot to unlock it. Two hundred guests waited.",
    fault="ours",
)
CLIENT = (
    "Two hundred guests, the mayor among them, in front of a locked hall! Why was nobody there?"
)
BROKEN_OFF = "Two hundred guests stood there in front of a locked hall, and the mayor said to me —"

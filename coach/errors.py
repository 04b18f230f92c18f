"""Errors, sorted by who must act. Every message is shown to a person as it is."""


class CandorError(Exception):
    """A plain sentence for the user, with a hint on what to do next.

    Messages never carry the client's text: they end up in logs.
    """

    code = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SetupError(CandorError):
    """A setting, prompt, rule or passage file is wrong; whoever keeps Candor must act."""

    code = "setup"


class InputError(CandorError):
    """The text or file given cannot be used; the user must change it."""

    code = "input"


class UsageError(CandorError):
    """The command was called in a way it does not know."""

    code = "usage"


class AccessError(CandorError):
    """Nobody signed in, or somebody who may not use this installation."""

    code = "access"


class LimitError(CandorError):
    """A person did more in a minute than is allowed; waiting helps, and nothing was lost."""

    code = "limit"


class StoreError(CandorError):
    """The data folder or database cannot be read or written."""

    code = "store"


class ConflictError(StoreError):
    """What is to be saved was changed elsewhere meanwhile; the user must choose."""

    code = "conflict"


class SearchError(CandorError):
    """The search index cannot be built or read."""

    code = "search"


class ModelError(CandorError):
    """The language model gave nothing usable; the built-in part stands, nobody has to act."""

    code = "model"


class ModelUnavailable(ModelError):
    """No connection, a time limit, too many requests or a server fault: worth trying later."""

    code = "model_unavailable"


class ModelNotAsked(ModelUnavailable):
    """Nothing was sent: the model is being left alone for now, or was only to be tried on paper."""

    code = "model_not_asked"


class ModelStopped(ModelError):
    """Whoever waited for the answer has gone; the endpoint did nothing wrong."""

    code = "model_stopped"


class ModelMisconfigured(ModelError):
    """The key, address or model name was refused: look at Settings."""

    code = "model_misconfigured"


class ModelOverBudget(ModelError):
    """The tokens allowed for a pack, email or rehearsal are used up; nothing was sent."""

    code = "model_over_budget"


class ModelBadReply(ModelError):
    """The reply could not be used after one repair, or a check refused it."""

    code = "model_bad_reply"
